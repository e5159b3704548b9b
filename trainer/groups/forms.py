"""Forms about groups."""

from collections.abc import Sequence

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, StopValidation

from trainer.groups.invite_rules import Reading, read_invitees
from trainer.groups.rules import GROUP_ROLE_LABELS

REQUIRED = "Vul dit veld in."
NOT_OFFERED = "Iemand die je koos, kan er niet meer bij. Kies opnieuw."


class GroupForm(FlaskForm):
    """The name of a group."""

    name = StringField(
        "Naam van de groep",
        [DataRequired(REQUIRED), Length(max=100, message="Een naam kan hooguit 100 tekens lang zijn.")],
    )


class MembersForm(FlaskForm):
    """Add people to a group, all in one role."""

    people = SelectMultipleField(
        "Wie",
        [DataRequired("Kies minstens één persoon.")],
        coerce=int,
        invalid_value_message=NOT_OFFERED,
        invalid_choice_message=NOT_OFFERED,
    )
    role = SelectField("Rol in deze groep", [DataRequired(REQUIRED)], default="participant")

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Fill the choices with `people` as (id, name)."""
        self.people.choices = [SelectChoice(number, name) for number, name in people]
        self.role.choices = [SelectChoice(role.value, label.capitalize()) for role, label in GROUP_ROLE_LABELS.items()]


class InviteManyForm(FlaskForm):
    """Invite cursisten together, each on a line."""

    lines = TextAreaField(
        "Namen en adressen",
        [DataRequired("Vul minstens één regel in.")],
        description="Op elke regel een naam en een e-mailadres. Plakken uit een lijst of een mail mag ook.",
        render_kw={"rows": 8, "placeholder": "Iris de Boer, iris@organisatie.nl"},
    )
    reading: Reading

    def validate_lines(self, field: TextAreaField) -> None:
        """Read the lines, or say of each that is not right what is wrong."""
        self.reading = read_invitees(field.data or "", _is_address)
        if self.reading.problems:
            field.errors = self.reading.problems
            raise StopValidation

    def as_read(self) -> None:
        """Put in the field how the list was read, one person on a line: read again, it stays so."""
        self.lines.data = "\n".join(each.line for each in self.reading.invitees)


def _is_address(typed: str) -> bool:
    try:
        validate_email(typed, check_deliverability=False)
    except EmailNotValidError:
        return False
    return len(typed) <= 254
