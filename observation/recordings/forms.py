"""Forms about consent and recordings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, StopValidation

from observation.recordings import rules
from observation.recordings.rules import GIVEN_LABELS, PURPOSE_LABELS, Decision, Purpose
from trainer.web import long_date

ANSWERS = [
    SelectChoice("", "nog niet gevraagd"),
    SelectChoice(Decision.GIVEN.value, "ja"),
    SelectChoice(Decision.REFUSED.value, "nee"),
    SelectChoice(Decision.CORRECTED.value, "Vergissing: nog niet gevraagd"),
]

SPOKEN_ELSEWHERE = (
    "Wat iemand op de opname zei, is van de dag van het overleg: {day}. "
    "Verander de datum, of kies een andere manier van vastleggen."
)


def day_with_an_answer(form: "ConsentForm", field: DateField) -> None:
    """Ask for a day when there is an answer; without one the day may stay empty."""
    if not any(field.raw_data or ()):
        field.errors = []
        raise StopValidation("Vul een datum in." if form.scoring.data or form.intervisie.data else "")


WAYS = [SelectChoice("", "Kies hoe"), *(SelectChoice(given.value, label) for given, label in GIVEN_LABELS.items())]


class SameForAllForm(FlaskForm):
    """The day and the way of the answers of everyone for whom they are left empty. An answer itself is nobody else's."""

    decided_on = DateField("Datum van het antwoord", [Optional()])
    given_as = SelectField("Hoe is het vastgelegd?", choices=WAYS, default="")

    def __init__(self, today: date, held_on: date, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.today, self.held_on = today, held_on

    def validate_decided_on(self, field: DateField) -> None:
        """Refuse a day on which this cannot have been answered."""
        if not field.data:
            return
        if problem := rules.consent_date_problem(field.data, today=self.today, held_on=self.held_on):
            raise ValidationError(problem)
        if rules.spoken_on_another_day(self.given_as.data, field.data, self.held_on):
            raise ValidationError(SPOKEN_ELSEWHERE.format(day=long_date(self.held_on)))


class ConsentForm(SameForAllForm):
    """What one person present decided, per purpose."""

    scoring = RadioField(PURPOSE_LABELS[Purpose.SCORING], choices=ANSWERS, default="")
    intervisie = RadioField(PURPOSE_LABELS[Purpose.INTERVISIE], choices=ANSWERS, default="")
    decided_on = DateField("Datum van het antwoord", [day_with_an_answer])
    given_as = SelectField(
        "Hoe is het vastgelegd?", choices=WAYS, default="", description="Bij een nee mag dit leeg blijven."
    )

    def __init__(self, today: date, held_on: date, stands: "ConsentForm | None" = None, **kwargs: object) -> None:
        super().__init__(today, held_on, **kwargs)
        self.stands = stands
        # Needed with an answer, so not called optional on screen.
        self.decided_on.flags.required = True

    def take_over(self, same: SameForAllForm) -> None:
        """Fill the day and the way that were left empty with those of everyone, when an answer was chosen just now."""
        chosen = (self.scoring.data, self.intervisie.data)
        if not any(chosen) or (self.stands and chosen == (self.stands.scoring.data, self.stands.intervisie.data)):
            return
        for field, common in ((self.decided_on, same.decided_on), (self.given_as, same.given_as)):
            if common.data and not any(field.raw_data or ()):
                field.data, field.raw_data, field.process_errors = common.data, common.raw_data, []

    def validate_decided_on(self, field: DateField) -> None:
        """Refuse such a day; what stands already is in nobody's way."""
        if not (self.stands and self.says_the_same_as(self.stands)):
            super().validate_decided_on(field)

    def validate_given_as(self, field: SelectField) -> None:
        """Ask with a yes how it was made known; a no needs no form."""
        if not field.data and Decision.GIVEN in (self.scoring.data, self.intervisie.data):
            raise ValidationError("Kies hoe het ja is vastgelegd.")

    @classmethod
    def filled(
        cls, today: date, held_on: date, attendee_id: int, known: Mapping[tuple[int, str], Any]
    ) -> "ConsentForm":
        """Return the form of one person present, filled with what is known; withdrawn consent stands as no.

        Of who was not asked yet nothing is filled in: a day or a way that nobody chose would be a decision of ours.
        """
        rows = {purpose: known.get((attendee_id, purpose.value)) for purpose in Purpose}
        first = next((row for row in rows.values() if row is not None), None)
        answers = {
            purpose: (Decision.GIVEN if row.decision == Decision.GIVEN else Decision.REFUSED).value if row else ""
            for purpose, row in rows.items()
        }
        return cls(
            today,
            held_on,
            formdata=None,
            prefix=f"a{attendee_id}-",
            scoring=answers[Purpose.SCORING],
            intervisie=answers[Purpose.INTERVISIE],
            decided_on=first.decided_on if first else None,
            given_as=first.given_as if first else "",
        )

    def says_the_same_as(self, other: "ConsentForm") -> bool:
        """Return whether the same stands in both forms."""
        mine, theirs = (
            [form.scoring.data, form.intervisie.data, form.decided_on.data, form.given_as.data]
            for form in (self, other)
        )
        return mine == theirs

    def answers(self) -> dict[Purpose, Decision | None]:
        """Return the decision per purpose; None for not asked yet."""
        chosen = {Purpose.SCORING: self.scoring.data, Purpose.INTERVISIE: self.intervisie.data}
        return {purpose: Decision(answer) if answer else None for purpose, answer in chosen.items()}


class KeepForm(FlaskForm):
    """Until when a recording is kept."""

    keep_until = DateField(
        "Bewaren tot",
        [InputRequired("Vul een datum in.")],
        description="De dag die op het toestemmingsformulier staat. Vanaf die dag speelt de opname niet meer en vragen "
        "we je om haar te wissen; dat gebeurt niet vanzelf.",
    )

    def __init__(self, today: date, held_on: date, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.today, self.held_on = today, held_on

    def validate_keep_until(self, field: DateField) -> None:
        """Refuse a day that was, or is too far away."""
        if field.data and (problem := rules.keep_until_problem(field.data, today=self.today, held_on=self.held_on)):
            raise ValidationError(problem)


class UploadForm(KeepForm):
    """Upload a recording."""

    file = FileField("Opname", [FileRequired("Kies eerst een bestand.")])
