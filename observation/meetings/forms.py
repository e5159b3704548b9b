"""Forms about cliënttrajecten and overleggen."""

from collections.abc import Iterable
from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from observation.meetings import rules
from observation.meetings.rules import DOMAIN_LABELS, MAX_NUMBER, Domain, PresentAs
from trainer.people.privacy_rules import PSEUDONYM_HELP, pseudonym_problem

REQUIRED = "Vul dit veld in."


def present_as_choices(client_term: str) -> list[SelectChoice]:
    """Return the roles in an overleg with the word for the client that this installation uses."""
    labels = {
        PresentAs.CLIENT: client_term,
        PresentAs.RELATIVE: "naaste",
        PresentAs.PROFESSIONAL: "professional",
        PresentAs.CASE_MANAGER: "casemanager",
        PresentAs.COORDINATOR: "coördinator",
        PresentAs.EXPERIENCE: "ervaringsdeskundige",
    }
    return [SelectChoice(role.value, label.capitalize()) for role, label in labels.items()]


class NumberForm(FlaskForm):
    """The number of a cliënttraject."""

    client_number = StringField(
        "Nummer",
        [DataRequired(REQUIRED), Length(max=20, message="Een nummer kan hooguit 20 tekens lang zijn.")],
        description=PSEUDONYM_HELP,
        render_kw={"autocomplete": "off"},
    )

    def validate_client_number(self, field: StringField) -> None:
        """Refuse what looks like personal data."""
        if problem := pseudonym_problem(field.data or ""):
            raise ValidationError(problem)


class TrajectoryForm(NumberForm):
    """Start a cliënttraject."""

    course_group = SelectField("Cursusgroep", [DataRequired("Kies een cursusgroep.")])


class MeetingForm(FlaskForm):
    """The number and the date of an overleg."""

    number = IntegerField(
        "Hoeveelste overleg in dit traject",
        [
            InputRequired("Vul een getal in."),
            NumberRange(1, MAX_NUMBER, f"Vul een getal in van 1 tot en met {MAX_NUMBER}."),
        ],
        description="In overleg 1 maken jullie samen een plan en beginnen jullie. Vanaf overleg 2 kijken jullie terug en stellen bij.",
    )
    held_on = DateField("Datum van het overleg", [InputRequired("Vul een datum in.")])

    def __init__(self, today: date, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.today = today

    def validate_held_on(self, field: DateField) -> None:
        """Refuse a day that has not been yet."""
        if field.data and (problem := rules.date_problem(field.data, today=self.today)):
            raise ValidationError(problem)


class AttendeeForm(FlaskForm):
    """Someone present, by function."""

    function = StringField(
        "Functie",
        [DataRequired(REQUIRED), Length(max=60, message="Een functie kan hooguit 60 tekens lang zijn.")],
        description="De functie, nooit de naam.",
        render_kw={"list": "functions", "autocomplete": "off"},
    )
    domain = SelectField(
        "Domein",
        [DataRequired("Kies een domein.")],
        choices=[
            SelectChoice("", "Kies een domein"),
            *(SelectChoice(d.value, label) for d, label in DOMAIN_LABELS.items()),
        ],
    )
    present_as = SelectField(
        "Rol in het overleg", [DataRequired("Kies een rol.")], default=PresentAs.PROFESSIONAL.value
    )

    def fill_in(self, client_term: str, taken: Iterable[str]) -> None:
        """Fill in what need not be asked: the client and relatives have no function and are of no domain."""
        if self.present_as.data in (PresentAs.CLIENT, PresentAs.RELATIVE):
            self.domain.data = Domain.NONE.value
            self.function.data = self.function.data or rules.default_function(self.present_as.data, client_term, taken)

    def validate_function(self, field: StringField) -> None:
        """Refuse what looks like a name or other personal data."""
        if problem := rules.function_problem(field.data or ""):
            raise ValidationError(problem)


class BringForm(FlaskForm):
    """Bring an overleg to an intervisie group."""

    group = SelectField("Intervisiegroep", [DataRequired("Kies een groep.")])
