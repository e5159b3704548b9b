"""Forms about accounts. Whether an address is taken is the view's question: forms read no database."""

from typing import Any, Protocol

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, EqualTo, Length

from trainer.people import rules

REQUIRED = "Vul dit veld in."
EMAIL = "Vul een e-mailadres in, bijvoorbeeld naam@organisatie.nl."
MAX_NAME = 100
NAME_TOO_LONG = f"Een naam kan hooguit {MAX_NAME} tekens lang zijn."
DIFFERENT = "De twee wachtwoorden zijn niet gelijk."


def name_field(label: str = "Naam") -> StringField:
    """Return a required field for a person's name."""
    return StringField(
        label,
        [DataRequired(REQUIRED), Length(max=MAX_NAME, message=NAME_TOO_LONG)],
        render_kw={"autocomplete": "name"},
    )


def email_field() -> EmailField:
    """Return a required field for an e-mail address."""
    return EmailField(
        "E-mailadres",
        [DataRequired(REQUIRED), Email(EMAIL), Length(max=254, message=EMAIL)],
        filters=[lambda typed: typed and typed.strip()],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


class SignInForm(FlaskForm):
    """Sign in with address and password."""

    email = email_field()
    password = PasswordField("Wachtwoord", [DataRequired(REQUIRED)], render_kw={"autocomplete": "current-password"})


class ForgottenForm(FlaskForm):
    """Ask for a new password."""

    email = email_field()


class Named(Protocol):
    """Whose password it is."""

    name: str
    email: str


class NewPasswordForm(FlaskForm):
    """Choose a password."""

    password = PasswordField(
        "Nieuw wachtwoord",
        [DataRequired(REQUIRED)],
        description=f"Minstens {rules.MIN_PASSWORD} tekens. Een zin die jij alleen kent, werkt goed.",
        render_kw={"autocomplete": "new-password"},
    )
    repeat = PasswordField(
        "Nog een keer",
        [DataRequired(REQUIRED), EqualTo("password", DIFFERENT)],
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, of: Named, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.of = of

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that is too easy to guess."""
        if problem := rules.password_problem(field.data or "", name=self.of.name, email=self.of.email):
            raise ValidationError(problem)


class ChangePasswordForm(NewPasswordForm):
    """Change one's own password."""

    current = PasswordField(
        "Huidig wachtwoord", [DataRequired(REQUIRED)], render_kw={"autocomplete": "current-password"}
    )


class OwnDataForm(FlaskForm):
    """Change one's own name and address."""

    name = name_field()
    email = email_field()


class NameForm(FlaskForm):
    """Correct the name of someone else; an address is theirs to change, because it is the way into an account."""

    name = name_field()


class InviteForm(FlaskForm):
    """Invite someone to the platform."""

    name = name_field()
    email = email_field()
    role = SelectField("Rol op het platform", [DataRequired(REQUIRED)])

    def __init__(self, inviter_role: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        roles = rules.invitable_roles(rules.Role(inviter_role))
        self.role.choices = [SelectChoice(role.value, rules.ROLE_LABELS[role].capitalize()) for role in roles]
