"""Forms about accounts. Whether an address is taken is the view's question: forms read no database."""

from collections.abc import Iterator
from typing import Any, Protocol

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, EqualTo, Length

from trainer.people import rules

SAME = "Dit is het wachtwoord dat je al had. Kies een ander."
REQUIRED = "Vul dit veld in."
EMAIL = "Vul een e-mailadres in, bijvoorbeeld naam@organisatie.nl."
NAME_TOO_LONG = f"Een naam kan hooguit {rules.MAX_NAME} tekens lang zijn."
DIFFERENT = "De twee wachtwoorden zijn niet gelijk."


def name_field(autocomplete: str = "name") -> StringField:
    """Return a required field for a person's name; a browser fills in its user's own unless that is off."""
    return StringField(
        "Naam",
        [DataRequired(REQUIRED), Length(max=rules.MAX_NAME, message=NAME_TOO_LONG)],
        render_kw={"autocomplete": autocomplete},
    )


def email_field(autocomplete: str = "email") -> EmailField:
    """Return a required field for an e-mail address; a browser fills in its user's own unless that is off."""
    return EmailField(
        "E-mailadres",
        [DataRequired(REQUIRED), Email(EMAIL), Length(max=254, message=EMAIL)],
        filters=[lambda typed: typed and typed.strip()],
        render_kw={"autocomplete": autocomplete, "inputmode": "email"},
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

    def __iter__(self) -> Iterator[Field]:
        """Yield the fields as they stand on the page: the password of now comes first."""
        return iter(sorted(super().__iter__(), key=lambda field: field.name != "current"))


class OwnDataForm(FlaskForm):
    """Change one's own name and address. The address is the way into an account, so it asks for the password."""

    name = name_field()
    email = email_field()
    proof = PasswordField(
        "Huidig wachtwoord",
        render_kw={"autocomplete": "current-password"},
    )


class AccountForm(FlaskForm):
    """The account of someone else, with one of the roles that the person who fills this in may give."""

    name = name_field(autocomplete="off")
    email = email_field(autocomplete="off")
    role = SelectField("Rol op het platform", [DataRequired(REQUIRED)])

    def __init__(self, giver_role: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        roles = rules.invitable_roles(rules.Role(giver_role))
        self.role.choices = [SelectChoice(role.value, rules.ROLE_LABELS[role].capitalize()) for role in roles]
