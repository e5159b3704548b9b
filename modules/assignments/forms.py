"""What comes in about assignments: the start, one field, a whole page, a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from modules.assignments.form_rules import RowSet
from modules.assignments.redaction_rules import MAX_SIGNS, TOO_SHORT, is_too_short
from modules.assignments.rules import ACCEPTED, Given
from trainer.people.privacy_rules import PSEUDONYM_HELP, pseudonym_problem
from trainer.text_rules import tidy

REQUIRED = "Vul dit veld in."


class StartForm(FlaskForm):
    """Start an assignment: for which client, with which rows, in which course group."""

    client_number = StringField(
        "Nummer",
        [DataRequired(REQUIRED), Length(max=20, message="Een nummer kan hooguit 20 tekens lang zijn.")],
        description=PSEUDONYM_HELP,
        render_kw={"autocomplete": "off"},
    )
    # The number for which a second one is meant, once it was said that there is one already.
    again = HiddenField()
    row_set = RadioField("Rijen", [DataRequired("Kies een van de rijen.")])
    course_group = SelectField("Cursusgroep", [DataRequired("Kies een cursusgroep.")])

    def __init__(self, row_sets: Sequence[RowSet], groups: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        # The first one is a good first choice; who began with it can still take another.
        super().__init__(row_set=row_sets[0].id if row_sets else None, **kwargs)
        self.row_set.choices = [SelectChoice(each.id, each.title) for each in row_sets]
        self.course_group.choices = [SelectChoice(str(id), name) for id, name in groups]
        if not row_sets:
            del self.row_set
        # With one group there is nothing to choose; without one it comes later.
        if len(groups) < 2:
            del self.course_group

    @property
    def is_meant(self) -> bool:
        """Return whether a second one is meant for the number that now stands there."""
        return (self.again.data or "").strip().lower() == (self.client_number.data or "").strip().lower()

    def validate_client_number(self, field: StringField) -> None:
        """Refuse what looks like personal data."""
        if problem := pseudonym_problem(field.data or ""):
            raise ValidationError(problem)


class AttachmentForm(FlaskForm):
    """Add one file."""

    file = FileField("Bijlage", [FileRequired("Kies eerst een bestand.")], render_kw={"accept": ACCEPTED})


class BlackOutForm(FlaskForm):
    """Make one name or word unreadable."""

    word = StringField(
        "Naam of woord",
        [
            DataRequired("Typ eerst een naam of een woord."),
            Length(max=MAX_SIGNS, message=f"Een naam of woord kan hooguit {MAX_SIGNS} tekens lang zijn."),
        ],
        description="Eén per keer. ‘Jan’ en ‘Jans’ zijn twee woorden.",
        filters=[tidy],
        render_kw={"autocomplete": "off"},
    )

    def validate_word(self, field: StringField) -> None:
        """Refuse what would be found everywhere."""
        if is_too_short(field.data or ""):
            raise ValidationError(TOO_SHORT)


def one_given(body: Any) -> Given | None:
    """Return what one save holds ({text, revision}), or None when it has not that shape."""
    if not isinstance(body, Mapping):
        return None
    text, revision = body.get("text", ""), body.get("revision", 0)
    if not isinstance(text, str) or not isinstance(revision, int) or isinstance(revision, bool):
        return None
    return Given(text, revision)


def all_given(keys: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Given]:
    """Return what a whole page holds (t-… and r-… per field); a choice that was not made is empty."""
    found = {}
    for key in keys:
        revision = fields.get(f"r-{key}", "")
        if revision or f"t-{key}" in fields:
            number = int(revision) if revision.isdecimal() and len(revision) < 10 else 0
            found[key] = Given(fields.get(f"t-{key}", ""), number)
    return found


def step_act(text: str) -> tuple[str, int | None] | None:
    """Return what a button about a step says (`nieuw`, `omhoog-3`, `weg-2`), or None."""
    act, _, number = text.partition("-")
    if act == "nieuw":
        return act, None
    known = act in ("omhoog", "omlaag", "weg", "terug") and number.isdecimal() and len(number) < 6
    return (act, int(number)) if known else None
