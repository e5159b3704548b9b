"""Someone writes in their journal, finds it back, prints it and takes it along."""

import pytest

from modules.journal import queries
from modules.journal.models import JournalEntry
from modules.journal.rules import MAX_TEXT
from modules.library import queries as library
from tests.conftest import text_of
from trainer.db import db
from trainer.web import today

SCRIPT = {"X-Requested-With": "fetch"}
FIELDS = {
    "heading": "Na het overleg",
    "text": "Ik vulde de stilte.",
    "written_on": "2026-05-12",
    "topic": "",
    "revision": "0",
}
NEW = FIELDS | {"draft_key": "een-nieuw-stuk"}


def newest():
    return db.session.scalars(db.select(JournalEntry).order_by(JournalEntry.id.desc())).first()


def test_a_first_save_makes_a_piece_and_sent_again_makes_no_second(as_participant, participant):
    first = as_participant.post("/logboek/nieuw", data=NEW, headers=SCRIPT)
    again = as_participant.post("/logboek/nieuw", data=NEW, headers=SCRIPT)
    later = as_participant.post("/logboek/nieuw", data=NEW | {"text": "Meer.", "revision": "1"}, headers=SCRIPT)

    assert [first.json["revision"], again.json["revision"], later.json["revision"]] == [1, 1, 2]
    assert {answer.json["address"] for answer in (first, again, later)} == {f"/logboek/{newest().id}/wijzigen"}
    assert [entry.text for entry in queries.own(participant)] == ["Meer."]


def test_without_a_script_the_page_saves_with_its_button(as_participant):
    page = as_participant.post("/logboek/nieuw", data=NEW, follow_redirects=True)

    assert "Je stuk is opgeslagen." in page.text
    assert "Ik vulde de stilte." in page.text


def test_looking_at_an_empty_page_keeps_nothing(as_participant):
    as_participant.get("/logboek/nieuw?les=plan/kleine-stappen&vraag=1")
    assert newest() is None


def test_two_windows_never_overwrite_each_other_silently(as_participant, write):
    entry = write("Uit het begin.")
    address = f"/logboek/{entry.id}/wijzigen"
    mine = FIELDS | {"draft_key": entry.draft_key, "text": "Uit dit venster.", "revision": "1"}
    as_participant.post(address, data=mine | {"text": "Uit het andere venster."})
    told = as_participant.post(address, data=mine, headers=SCRIPT)
    page = as_participant.post(address, data=mine)

    assert (told.status_code, told.json["stored"]["text"]) == (409, "Uit het andere venster.")
    assert page.status_code == 409
    assert "Uit het andere venster." in page.text
    assert "Uit dit venster.</textarea>" in page.text
    assert newest().text == "Uit het andere venster."
    # The page that showed both carries the revision that both were shown under.
    assert 'name="revision" type="hidden" value="2"' in page.text
    assert as_participant.post(address, data=mine | {"revision": "2"}).status_code == 302
    assert newest().text == "Uit dit venster."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": " "}, "Schrijf eerst iets."),
        ({"text": "x" * (MAX_TEXT + 1)}, "Deze tekst is te lang."),
        ({"heading": "x" * 501}, "Deze titel is te lang."),
        ({"written_on": "2999-01-01"}, "Deze dag komt nog."),
        ({"written_on": "gisteren"}, "datum"),
        ({"topic": "bestaat/niet"}, "keuze"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field_and_stays_on_the_page(as_participant, change, sentence):
    page = as_participant.post("/logboek/nieuw", data=NEW | change)
    told = as_participant.post("/logboek/nieuw", data=NEW | change, headers=SCRIPT)

    assert (page.status_code, told.status_code) == (422, 422)
    assert sentence in page.text
    assert sentence in told.json["error"]
    assert (NEW | change)["text"].strip() in page.text
    assert newest() is None


def test_line_ends_of_a_browser_do_not_count_against_the_limit(as_participant):
    text = "\r\n".join(["a"] * (MAX_TEXT // 2))
    assert as_participant.post("/logboek/nieuw", data=NEW | {"text": text}).status_code == 302


def test_what_was_typed_comes_back_when_the_session_expired(anonymous):
    answer = anonymous.post("/logboek/nieuw", data=NEW)

    assert answer.status_code == 401
    assert 'name="text" value="Ik vulde de stilte."' in answer.text


def test_a_hint_about_personal_data_comes_with_the_save_and_blocks_nothing(as_participant):
    told = as_participant.post("/logboek/nieuw", data=NEW | {"text": "Op Dorpsstraat 12."}, headers=SCRIPT)

    assert told.status_code == 200
    assert "een adres" in told.json["hints"][0]
    assert "een adres" in as_participant.get(told.json["address"]).text


def test_a_question_in_a_lesson_leads_to_a_page_with_that_question(as_participant):
    module = library.course().modules[0]
    lesson = module.lessons[0]
    address = f"/logboek/nieuw?les={module.slug}/{lesson.slug}&amp;vraag=1"

    assert f'href="{address}"' in as_participant.get(f"/cursus/{module.slug}/{lesson.slug}").text
    page = as_participant.get(address.replace("&amp;", "&"))
    assert lesson.reflections[0] in text_of(page)
    assert f'<option selected value="{module.slug}/{lesson.slug}">' in page.text


def test_who_comes_back_today_to_the_question_of_a_lesson_is_offered_the_piece_begun_there(as_participant, make_person):
    module = library.course().modules[0]
    topic = f"{module.slug}/{module.lessons[0].slug}"
    question, other = (f"/logboek/nieuw?les={topic}&vraag={number}" for number in (1, 2))
    begun = NEW | {"heading": module.lessons[0].reflections[0], "topic": topic, "written_on": today().isoformat()}
    assert "Je begon hier vandaag al aan" not in text_of(as_participant.get(question))
    as_participant.post(question, data=begun)

    page = as_participant.get(question)
    assert (
        "Je begon hier vandaag al aan: ‘Ik vulde de stilte.’ Ga verder , of begin hieronder een nieuw stuk."
        in text_of(page)
    )
    assert f'href="/logboek/{newest().id}/wijzigen"' in page.text
    assert "vandaag al aan" not in text_of(as_participant.get(other)) + text_of(as_participant.get("/logboek/nieuw"))


def test_the_list_shows_the_first_words_of_a_piece_with_a_title(as_participant, write):
    write("De een zei niets.", heading="Wat viel je op?")
    write("De ander lachte. " * 20, heading="Wat viel je op?")
    write("Zonder titel staan de woorden er al.")
    page = text_of(as_participant.get("/logboek"))

    assert "De een zei niets." in page and "De ander lachte. De ander" in page
    assert page.count("De ander lachte.") < 9
    assert page.count("Zonder titel staan de woorden er al.") == 1


def test_words_and_modules_find_ones_own_pieces_only(as_participant, make_person, write):
    write("Over stilte.", topic="plan/kleine-stappen")
    write("Over geld.", topic="profiel")
    write("Stilte van een ander.", person=make_person())

    assert "Over stilte." in (page := as_participant.post("/logboek", data={"words": "STIL", "module": ""}).text)
    assert "Over geld." not in page and "van een ander" not in page
    assert "Over geld." in (page := as_participant.get("/logboek?module=profiel").text)
    assert "Over stilte." not in page
    assert as_participant.post("/logboek", data={"words": "x" * 101, "module": ""}).status_code == 422


def test_a_pasted_text_that_is_too_long_is_not_cut_off_without_a_word(as_participant):
    page = as_participant.get("/logboek/nieuw").text

    assert "maxlength" not in page[page.index("data-journal") :]


def test_all_own_pieces_go_along_as_text_and_on_paper(as_participant, make_person, write):
    entry = write("Tekst met <b> & 'streepje'.", heading="Mijn titel", topic="plan")
    write("Een tweede stuk.")
    write("Van een ander.", person=make_person())
    export, paper = as_participant.get("/logboek/download"), as_participant.get("/logboek/afdrukken")

    assert export.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "\n12 mei 2026: Mijn titel\nHoort bij: Het Plan maken\n\nTekst met <b> & 'streepje'.\n" in export.text
    assert export.headers["Content-Disposition"].endswith('.txt"')
    assert "Een tweede stuk." in export.text and "Een tweede stuk." in paper.text
    assert "Van een ander." not in export.text + paper.text
    one = as_participant.get(f"/logboek/afdrukken?stuk={entry.id}")
    assert "Mijn titel" in one.text and "Een tweede stuk." not in one.text


def test_a_piece_is_deleted_for_good(as_participant, write):
    entry = write()
    as_participant.post(f"/logboek/{entry.id}/verwijderen")

    assert newest() is None


def test_an_autosave_of_a_piece_that_was_deleted_elsewhere_says_so(as_participant, write):
    address = f"/logboek/{write().id}"
    as_participant.post(f"{address}/verwijderen")
    told = as_participant.post(f"{address}/wijzigen", data=FIELDS, headers=SCRIPT)

    assert told.status_code == 404
