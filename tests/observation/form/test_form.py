"""The form on screen, and a form that is in use."""

from dataclasses import asdict

import pytest
from sqlalchemy import select

from observation.form import actions, queries
from observation.form.actions import InstrumentChanged
from observation.form.models import InstrumentVersion
from observation.scoring import queries as scoring
from tests.conftest import text_of
from tests.observation.conftest import start, submitted
from trainer.db import db

OLD = 'text = "Humor inzetten"'
NEW = 'text = "Humor gebruiken"'


def stored():
    return db.session.scalars(select(InstrumentVersion).order_by(InstrumentVersion.id)).all()


@pytest.fixture
def higher_version(monkeypatch):
    """Put a version 1.1 of the form with one other text in the place of the file."""
    text = queries.current_text().replace('version = "1.0"', 'version = "1.1"').replace(OLD, NEW)

    def publish():
        monkeypatch.setattr(queries, "current_text", lambda: text)

    return publish


def test_a_form_is_kept_word_for_word_when_it_is_first_used_and_only_then(app):
    actions.take_into_use(queries.current_text())
    actions.take_into_use(queries.current_text())

    (version,) = stored()
    assert (version.name, version.version) == ("observatieformulier-gezamenlijk-clientoverleg", "1.0")
    assert version.content == queries.current_text()
    assert asdict(queries.instrument(version)) == asdict(queries.current())


def test_a_form_in_use_cannot_change(app):
    actions.take_into_use(queries.current_text())

    with pytest.raises(InstrumentChanged) as refused:
        actions.take_into_use(queries.current_text().replace(OLD, NEW))

    assert str(refused.value) == (
        "Versie 1.0 van 'Observatieformulier gezamenlijk cliëntoverleg' is al in gebruik en mag niet veranderen. "
        "Geef het veranderde formulier een hogere versie."
    )
    assert [version.content for version in stored()] == [queries.current_text()]


def test_even_a_comment_or_a_space_makes_another_form(app):
    actions.take_into_use(queries.current_text())

    with pytest.raises(InstrumentChanged):
        actions.take_into_use(queries.current_text() + "\n")


def test_a_changed_form_with_a_higher_version_stands_beside_the_old_one(app, higher_version):
    actions.take_into_use(queries.current_text())
    higher_version()
    actions.take_into_use(queries.current_text())

    assert [version.version for version in stored()] == ["1.0", "1.1"]
    assert [queries.instrument(version).items["WA15"].text for version in stored()] == [
        "Humor inzetten",
        "Humor gebruiken",
    ]


def test_a_form_that_was_begun_keeps_the_version_that_it_was_begun_with(world, sign_in, higher_version):
    older = start(world.meeting, world.ann)
    higher_version()
    newer = start(world.next_meeting(), world.bas)

    assert scoring.instrument_of(older).version == "1.0"
    assert scoring.instrument_of(newer).version == "1.1"
    old_page = sign_in(world.ann).get(f"/formulieren/{older.id}").text
    new_page = sign_in(world.bas).get(f"/formulieren/{newer.id}").text
    assert "Humor inzetten" in old_page and "Humor gebruiken" not in old_page
    assert "Humor gebruiken" in new_page and "Humor inzetten" not in new_page


def test_all_forms_of_one_overleg_have_the_version_of_the_first(world, higher_version):
    start(world.meeting, world.ann)
    higher_version()

    assert scoring.instrument_of(start(world.meeting, world.bas)).version == "1.0"


def test_going_on_with_a_form_does_not_change_its_version(world, higher_version):
    begun = start(world.meeting, world.ann).id
    higher_version()
    again = start(world.meeting, world.ann)

    assert again.id == begun
    assert scoring.instrument_of(again).version == "1.0"


def test_a_submitted_form_keeps_rendering_with_its_own_version(world, sign_in, higher_version):
    older = submitted(world.meeting, world.ann)
    higher_version()
    submitted(world.meeting, world.bas)
    ann = sign_in(world.ann)

    for address in (f"/formulieren/{older.id}", f"/overleggen/{world.meeting.id}/naast-elkaar"):
        page = ann.get(address).text
        assert "Humor inzetten" in page
        assert "Humor gebruiken" not in page


@pytest.mark.parametrize("role", ["participant", "trainer", "admin"])
def test_everyone_who_signed_in_reads_the_whole_form(sign_in, role):
    page = sign_in(role).get("/observatieformulier")

    assert page.status_code == 200
    for item in queries.current().items.values():
        assert f'id="{item.id}"' in page.text
    words = text_of(page)
    for part in queries.current().parts:
        assert part.title in words
    assert "Teamvisie en doelen" in words
    assert "Aanvullende observatie indien van toepassing:" in words
    assert words.count("nooit · soms · vaak · altijd · n.v.t.") == 53
    assert words.count("ja · nee") == 1


def test_our_explanation_of_the_answers_is_said_to_be_ours(as_participant):
    words = text_of(as_participant.get("/observatieformulier"))

    assert "Het formulier zelf geeft geen uitleg bij de antwoorden." in words
    assert "Deze uitleg is van Krachtspiegel, niet van de auteurs." in words
    assert "er was geen gelegenheid voor dit gedrag" in words


def test_a_trainer_reads_where_the_source_is_uncertain(as_trainer):
    words = text_of(as_trainer.get("/observatieformulier"))

    assert words.count("plaats in de bron onzeker") == 5
    assert "R5 (WA12, WA13, WA14, WA15)" in words
    assert "de auteurs hebben dat nog niet bevestigd" in words


def test_a_cursist_does_not_read_about_doubts(as_participant):
    words = text_of(as_participant.get("/observatieformulier"))

    for doubt in ("R5", "R6", "onzeker", "Twijfel over de bron", "bevestigd"):
        assert doubt not in words


@pytest.mark.parametrize(("who", "seen"), [("trainer", 5), ("ann", 0)])
def test_the_doubts_stand_beside_the_indicators_for_a_trainer_who_scores(world, sign_in, who, seen):
    person = getattr(world, who)
    page = sign_in(person).get(f"/formulieren/{start(world.meeting, person).id}").text

    assert page.count("Plaats in de bron onzeker") == seen


def test_a_stranger_is_sent_to_sign_in(anonymous):
    response = anonymous.get("/observatieformulier")

    assert response.status_code == 302
    assert response.location.startswith("/inloggen?next=")
