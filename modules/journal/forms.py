"""What comes in for a journal: a piece, a search, with whom to share, an answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, SearchField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from modules.journal import rules
from modules.journal.rules import Piece
from trainer.text_rules import tidy

TOO_LONG = f"Deze tekst is te lang. Er passen {rules.MAX_TEXT} tekens in; maak er twee stukken van."
HEADING_TOO_LONG = f"Deze titel is te lang. Er passen {rules.MAX_HEADING} tekens in."
MESSAGE_TOO_LONG = f"Dit is te lang. Er passen {rules.MAX_MESSAGE} tekens in; maak het korter."


class EntryForm(FlaskForm):
    """Write a piece."""

    heading = TextAreaField(
        "Titel of vraag",
        [Length(max=rules.MAX_HEADING, message=HEADING_TOO_LONG)],
        filters=[rules.one_line],
        render_kw={"rows": 2},
    )
    text = TextAreaField(
        "Je tekst",
        [DataRequired("Schrijf eerst iets."), Length(max=rules.MAX_TEXT, message=TOO_LONG)],
        description="Over mensen: gebruik een rol of een nummer, geen namen.",
        filters=[tidy],
        render_kw={"rows": 14},
    )
    written_on = DateField("Datum", [InputRequired("Vul een datum in.")])
    topic = SelectField("Hoort bij", validators=[Length(max=161)])
    draft_key = HiddenField(validators=[Length(min=8, max=40)])
    revision = HiddenField()

    def __init__(self, topics: Mapping[str, Sequence[tuple[str, str]]], today: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.topic.choices = {"": [SelectChoice("", "Niets in het bijzonder")]} | {
            label: [SelectChoice(value, words) for value, words in options] for label, options in topics.items()
        }
        self._today = today

    def validate_written_on(self, field: DateField) -> None:
        """Refuse a day that is still to come."""
        if field.data and (problem := rules.date_problem(field.data, self._today)):
            raise ValidationError(problem)

    @property
    def piece(self) -> Piece:
        """Return what was written."""
        return Piece(self.written_on.data, self.heading.data, self.topic.data, self.text.data)

    @property
    def seen_revision(self) -> int:
        """Return which text the writer saw."""
        seen = self.revision.data or ""
        return int(seen) if seen.isdecimal() and len(seen) < 10 else 0

    def show(self, piece: Piece, revision: int) -> None:
        """Fill the form with what stands in a piece."""
        self.written_on.data, self.heading.data = piece.written_on, piece.heading
        self.topic.data, self.text.data, self.revision.data = piece.topic, piece.text, str(revision)


class SearchForm(FlaskForm):
    """Search in one's own pieces. Words are posted, so that they stand in no address."""

    module = SelectField("Module")
    words = SearchField(
        "Woorden",
        [Length(max=rules.MAX_SEARCH, message="Zoek met hooguit 100 tekens.")],
        filters=[tidy],
        render_kw={"autocomplete": "off"},
    )

    def offer(self, modules: Sequence[tuple[str, str]]) -> None:
        """Fill the choices with the modules that were written about."""
        self.module.choices = [
            SelectChoice("", "Alle modules"),
            *(SelectChoice(slug, title) for slug, title in modules),
        ]


class ShareForm(FlaskForm):
    """Choose with the trainers of which course group a piece is shared."""

    group = RadioField("Deel met je trainers", [DataRequired("Kies een van de groepen.")])

    def offer(self, groups: Sequence[tuple[int, str]]) -> None:
        """Fill the choices with the groups, as (id, words); the only one is chosen already."""
        self.group.choices = [SelectChoice(str(number), words) for number, words in groups]
        if len(groups) == 1 and not self.group.data:
            self.group.data = str(groups[0][0])


class MessageForm(FlaskForm):
    """An answer, or what the writer says to it."""

    text = TextAreaField(
        "Je antwoord",
        [DataRequired("Schrijf eerst iets."), Length(max=rules.MAX_MESSAGE, message=MESSAGE_TOO_LONG)],
        filters=[tidy],
        render_kw={"rows": 5},
    )
