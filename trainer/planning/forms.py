"""Forms about meeting days."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, DecimalField, HiddenField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from trainer.planning.rules import (
    KIND_LABELS,
    Known,
    PresenceState,
    When,
    date_problem,
    known_problem,
    presence_mark,
    when_mark,
    when_problem,
)

REQUIRED = "Vul dit veld in."
TOO_LONG = "Dit kan hooguit 200 tekens lang zijn."
HOURS = "Vul een aantal uren in, bijvoorbeeld 3 of 2,5."


class HoursField(DecimalField):
    """A number of hours, with a comma or a point."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; both ways of writing half an hour are right."""
        try:
            super().process_formdata([value.replace(",", ".") for value in valuelist])
        except ValueError:
            raise ValueError(HOURS) from None


class WhenForm(FlaskForm):
    """When and where a day is, and what it counts for."""

    held_on = DateField("Datum", [Optional()], description="Leeg betekent: nog te plannen.")
    starts_at = TimeField("Van", [Optional()])
    ends_at = TimeField("Tot", [Optional()])
    hours = HoursField(
        "Telt voor hoeveel uur",
        [InputRequired(HOURS), NumberRange(0.25, 12, HOURS)],
        description="Zonder pauzes.",
        places=None,
    )
    place = StringField("Plaats", [Length(max=200, message=TOO_LONG)], description="Een adres of een link.")

    @property
    def when(self) -> When:
        """Return when and where the day is, as it was typed."""
        return When(self.held_on.data, self.starts_at.data, self.ends_at.data, (self.place.data or "").strip())

    @property
    def minutes(self) -> int:
        """Return what the day counts for."""
        return round(float(self.hours.data or 0) * 60)

    def fits(self, before: date | None, today: date, known: Known) -> bool:
        """Return whether a day that had the date `before`, with this known of who was there, can be planned so.

        If not, the field that is wrong says why.
        """
        if not self.validate():
            return False
        far = date_problem(self.held_on.data, today=today) if self.held_on.data != before else None
        problem = ("held_on", far) if far else when_problem(self.when, self.minutes)
        problem = problem or known_problem(self.when, self.minutes, known, today=today)
        if problem:
            self[problem[0]].errors = [problem[1]]
        return problem is None


class RowForm(WhenForm):
    """One day on the page with all dates, with what was on screen of it."""

    seen = HiddenField()

    @property
    def mark(self) -> str:
        """Return what was typed as it would be seen; only of what is valid."""
        return when_mark(self.when, self.minutes)


class DayForm(WhenForm):
    """One day with all that people read of it."""

    led_by = StringField(
        "Trainers", [Length(max=200, message=TOO_LONG)], description="Leeg betekent: de trainers van de groep."
    )
    subject = StringField("Waar gaat het over", [Length(max=200, message=TOO_LONG)])

    def take_over(self, name: str, place: str, led_by: str) -> None:
        """Fill in the place and the trainers of the day with this name, where nothing stands yet."""
        for field, value in ((self.place, place), (self.led_by, led_by)):
            if value and not field.data:
                field.data = value
                field.description = f"{field.description} Zelfde als {name}.".strip()


class KindForm(FlaskForm):
    """Which kind of day to add."""

    kind = SelectField(
        "Soort cursusdag",
        [DataRequired(REQUIRED)],
        choices=[SelectChoice(kind.value, label) for kind, label in KIND_LABELS.items()],
    )


class CodeForm(FlaskForm):
    """The code of the day."""

    code = StringField("Code van vandaag", [DataRequired("Vul de code in die in de zaal staat.")])


def presence_given(form: "MultiDict[str, str]", stands: Mapping[int, str | None]) -> dict[int, tuple[str, int | None]]:
    """Return by person the state and the minutes that were chosen, of whom that is something else than was on screen.

    `stands` has the state of everyone as it now is. What is no number of hours comes back as -1.
    """
    found = {}
    for person_id, state_now in stands.items():
        state = form.get(f"state-{person_id}")
        typed = form.get(f"hours-{person_id}", "").strip().replace(",", ".")
        minutes = _minutes(typed) if state == PresenceState.PARTLY else None
        before = form.get(f"seen-{person_id}", "").partition(" ")[0]
        # Who was filled in by someone else meanwhile is no longer one of the others.
        if state == "" and (before or not state_now):
            state = form.get("all", "")
        if state is not None and presence_mark(state, minutes) != before:
            found[person_id] = (state, minutes)
    return found


def hours_in_vain(form: "MultiDict[str, str]", people: Iterable[int]) -> dict[int, str]:
    """Return by person the state that was chosen, of whom hours were typed that belong to another state."""
    return {
        person_id: form[f"state-{person_id}"]
        for person_id in people
        if form.get(f"hours-{person_id}", "").strip()
        and form.get(f"state-{person_id}", PresenceState.PARTLY) != PresenceState.PARTLY
        # Who was there in part until now has hours that were not typed now.
        and not form.get(f"seen-{person_id}", "").startswith(PresenceState.PARTLY)
    }


def _minutes(typed: str) -> int | None:
    if not typed:
        return None
    try:
        return round(float(typed) * 60)
    except (ValueError, OverflowError):
        return -1
