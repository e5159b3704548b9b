"""Forms about what counts."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

MAX_REASON = 1000


class ExceptionForm(FlaskForm):
    """Why a requirement counts as met."""

    reason = TextAreaField(
        "Waarom telt dit als gehaald?",
        [
            DataRequired("Schrijf op waarom. De cursist leest dit ook."),
            Length(max=MAX_REASON, message=f"Dit kan hooguit {MAX_REASON} tekens lang zijn. Maak het korter."),
        ],
        description="Over wat iemand al deed of leerde, bijvoorbeeld: 'Volgde deze lesdag in de groep van maart.' "
        "Schrijf niets op over gezondheid of privé.",
    )
