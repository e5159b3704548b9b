"""What comes in from an evaluation: the questions are data, so the fields are too."""

from werkzeug.datastructures import MultiDict

from modules.evaluation.form_rules import TEXT, Form
from modules.evaluation.rules import Given

# Before a question's id in the form, so that no question can be called like another field.
FIELD = "vraag-"
# The name of the box with which a trainer lets the other trainers see their answers.
OPEN_TO_TRAINERS = "open"


def given_in(form: Form, fields: "MultiDict[str, str]") -> Given:
    """Return what was chosen and typed, by question. A question that was left open is left out."""
    found = {}
    for question in form.questions:
        values = fields.getlist(FIELD + question.id)
        if question.kind == TEXT:
            values = ["\n".join(values).replace("\r\n", "\n").strip()]
        if kept := tuple(value for value in values if value):
            found[question.id] = kept
    return found
