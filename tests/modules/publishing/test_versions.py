"""Versions of a module: what is kept of each publication, how it differs, and the way back."""

import re

from modules.publishing import queries
from tests.conftest import not_done, text_of
from tests.modules.authoring.test_authoring import save
from tests.modules.publishing.test_publishing import publish


def test_versions_say_who_when_and_why_and_go_back_as_a_new_one(course_dir, as_trainer, trainer, as_participant):
    save(as_trainer)
    publish(as_trainer, "Zin vervangen")
    newest, first = queries.versions("sterk")
    assert (newest.note, newest.published_by_id, first.published_by_id) == ("Zin vervangen", trainer.id, None)
    page = text_of(as_trainer.get(f"/redactie/sterk/versies/{newest.id}"))
    assert "Weg: Een zin met nadruk" in page and "Erbij: Een nieuwe zin." in page

    as_trainer.post(f"/redactie/sterk/versies/{first.id}/terugzetten")
    assert "nadruk" in as_participant.get("/cursus/sterk/begin").text
    assert len(queries.versions("sterk")) == 3
    assert queries.versions("sterk")[0].content_hash == first.content_hash


def version_page(client, version):
    """Return what the page of a version says before its fold, on the fold and in it, and whether that is open."""
    page = client.get(f"/redactie/sterk/versies/{version.id}").text.partition("<main")[2]
    words = re.sub(r"<(?!/?summary|details class=\"card)[^>]*>", "", page)
    before, fold = re.split(r"(?=<details class=\"card)", words)
    start, summary, inside = re.split(r"</?summary>", fold)
    return before, summary, inside, " open>" in start


def test_an_earlier_version_shows_first_what_going_back_changes_and_its_whole_text_in_a_fold(course_dir, as_trainer):
    save(as_trainer)
    publish(as_trainer)
    before, summary, inside, is_open = version_page(as_trainer, queries.versions("sterk")[-1])

    assert "Wat verandert er als je deze versie terugzet?" in before
    assert "Weg: Een nieuwe zin." in before and "Erbij: Een zin met nadruk" in before
    assert (summary, is_open) == ("De hele tekst van deze versie", False)
    assert "Erbij: Een zin met nadruk" in inside and "Een nieuwe zin." not in inside


def test_the_version_that_cursisten_see_now_shows_what_it_changed(course_dir, as_trainer):
    save(as_trainer)
    publish(as_trainer)
    before, summary, inside, is_open = version_page(as_trainer, queries.versions("sterk")[0])

    assert "Dit is wat cursisten nu zien." in before and "Wat verandert er" not in before
    assert (summary, is_open) == ("Wat deze versie veranderde", True)
    assert "Erbij: Een nieuwe zin." in inside


def test_versions_of_one_minute_are_told_apart_by_their_number(course_dir, as_trainer):
    save(as_trainer)
    publish(as_trainer)

    links = re.findall(r'versies/\d+">([^<]*)<', as_trainer.get("/redactie/sterk/versies").text)
    assert [words.partition(",")[0] for words in links] == ["Versie 2", "Versie 1"]
    first = queries.versions("sterk")[-1]
    # What stood there before has no date: it was only put away then.
    assert '<h1 class="utrecht-heading-1">Versie 1</h1>' in as_trainer.get(f"/redactie/sterk/versies/{first.id}").text
    as_trainer.post(f"/redactie/sterk/versies/{first.id}/terugzetten")
    second, back = queries.versions("sterk")[1], queries.versions("sterk")[0]
    assert back.note == "Teruggezet: versie 1."
    as_trainer.post(f"/redactie/sterk/versies/{second.id}/terugzetten")
    assert queries.versions("sterk")[0].note.startswith("Teruggezet: versie 2 van ")


def test_who_goes_back_reads_first_that_cursisten_see_it_at_once(course_dir, as_trainer):
    save(as_trainer)
    publish(as_trainer)

    asked = as_trainer.get(f"/redactie/sterk/versies/{queries.versions('sterk')[-1].id}").text
    assert "Je publiceert dan meteen: cursisten zien direct de tekst van versie 1." in asked
    assert "Ja, zet terug en publiceer" in asked


def test_a_version_does_not_go_back_over_a_draft(course_dir, as_trainer):
    save(as_trainer)
    publish(as_trainer)
    first = queries.versions("sterk")[-1]
    save(as_trainer, text="Een concept.")

    answer = as_trainer.post(f"/redactie/sterk/versies/{first.id}/terugzetten", follow_redirects=True)
    assert "Er is een concept." in not_done(answer)
    assert len(queries.versions("sterk")) == 2


def test_a_version_is_found_in_its_own_module_only(course_dir, as_trainer):
    save(as_trainer)
    publish(as_trainer)
    as_trainer.post("/redactie/nieuw", data={"title": "Ander"})

    assert as_trainer.get(f"/redactie/ander/versies/{queries.versions('sterk')[0].id}").status_code == 404


def test_while_there_is_a_draft_a_version_says_why_it_cannot_go_back(course_dir, as_trainer):
    save(as_trainer)
    publish(as_trainer)
    first = queries.versions("sterk")[-1]
    assert "Zet deze versie terug" in as_trainer.get(f"/redactie/sterk/versies/{first.id}").text
    save(as_trainer, text="Nog een zin.")
    page = as_trainer.get(f"/redactie/sterk/versies/{first.id}").text
    assert "Zet deze versie terug" not in page
    assert 'href="/redactie/sterk">Publiceer het concept of gooi het weg</a>' in page
