"""Forms about groups."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from trainer.groups.rules import GROUP_ROLE_LABELS

REQUIRED = "Vul dit veld in."


class GroupForm(FlaskForm):
    """The name of a group."""

    name = StringField(
        "Naam van de groep",
        [DataRequired(REQUIRED), Length(max=100, message="Een naam kan hooguit 100 tekens lang zijn.")],
    )


class MemberForm(FlaskForm):
    """Add someone to a group."""

    person = SelectField("Wie", [DataRequired("Kies iemand.")])
    role = SelectField("Rol in deze groep", [DataRequired(REQUIRED)], default="participant")

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Fill the choices with `people` as (id, name)."""
        self.person.choices = [SelectChoice("", "Kies iemand"), *(SelectChoice(str(i), name) for i, name in people)]
        self.role.choices = [SelectChoice(role.value, label.capitalize()) for role, label in GROUP_ROLE_LABELS.items()]
