"""Forms about certificates."""

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from modules.certificates.rules import MAX_REASON


class RevokeForm(FlaskForm):
    """Why a certificate is revoked."""

    reason = TextAreaField(
        "Waarom trek je het certificaat in?",
        [
            DataRequired("Schrijf op waarom."),
            Length(max=MAX_REASON, message=f"Dit kan hooguit {MAX_REASON} tekens lang zijn. Maak het korter."),
        ],
        description="De cursist leest dit ook. Bijvoorbeeld: 'De naam was verkeerd gespeld. Er komt een nieuw certificaat.'",
    )


class CodeForm(FlaskForm):
    """The code of a certificate."""

    code = StringField(
        "Code op het certificaat",
        [DataRequired("Vul de code in die op het certificaat staat.")],
        description="Vier keer vijf letters en cijfers. Streepjes en hoofdletters maken niet uit.",
    )
