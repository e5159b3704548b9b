"""Forms of intervisie."""

from collections.abc import Sequence
from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from observation.intervisie import rules

REQUIRED = "Vul dit veld in."
QUESTION_HELP = "Eén vraag waar de groep jullie bij kan helpen. Over het gedrag in het overleg, niet over een persoon."


class DateForm(FlaskForm):
    """The day of a session."""

    held_on = DateField("Datum van de intervisie", [InputRequired("Vul een datum in.")])

    def __init__(self, today: date, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.today = today

    def validate_held_on(self, field: DateField) -> None:
        """Refuse a day that is too far away."""
        if field.data and (problem := rules.held_on_problem(field.data, today=self.today)):
            raise ValidationError(problem)


class SessionForm(DateForm):
    """Begin a session."""

    meeting = SelectField("Overleg", [DataRequired("Kies een overleg.")])
    question = TextAreaField(
        "Vraag voor de groep", [Length(max=rules.MAX_TEXT, message=rules.TEXT_TOO_LONG)], description=QUESTION_HELP
    )

    def offer(self, meetings: Sequence[tuple[int, str]]) -> None:
        """Fill the choices with the overleggen brought to the group, as (id, name)."""
        self.meeting.choices = [SelectChoice(str(number), name) for number, name in meetings]


class DiscussedForm(FlaskForm):
    """What was discussed in a session."""

    question = TextAreaField(
        "Vraag voor de groep", [Length(max=rules.MAX_TEXT, message=rules.TEXT_TOO_LONG)], description=QUESTION_HELP
    )
    discussed = TextAreaField(
        "Wat is besproken?",
        [Length(max=rules.MAX_TEXT, message=rules.TEXT_TOO_LONG)],
        description="Begin met wat goed ging. Waar zagen jullie hetzelfde, waar niet, en wat zag de één dat de ander niet zag?",
    )
    revision = HiddenField(default="1")


class AgreementForm(FlaskForm):
    """Who will do what before when."""

    owner = SelectField("Wie", [DataRequired("Kies iemand.")])
    what = StringField(
        "Wat ga je proberen",
        [DataRequired(REQUIRED), Length(max=300, message="Houd het kort: hooguit 300 tekens.")],
    )
    due_on = DateField("Vóór wanneer", [InputRequired("Vul een datum in.")])

    def __init__(self, today: date, people: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.today = today
        self.owner.choices = [SelectChoice("", "Kies iemand"), *(SelectChoice(str(i), name) for i, name in people)]

    def validate_due_on(self, field: DateField) -> None:
        """Refuse a day that has been."""
        if field.data and (problem := rules.due_problem(field.data, today=self.today)):
            raise ValidationError(problem)
