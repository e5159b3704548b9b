"""Publication: whole or not at all, seen by every process, kept as a version; who was halfway is not disturbed."""

import re
from datetime import date, time

import pytest
from sqlalchemy import delete

from modules.authoring import queries as authoring
from modules.checks.models import CheckAttempt
from modules.lessons.models import LessonProgress
from modules.library import queries as library
from modules.publishing import queries, storage
from tests.conftest import not_done, text_of
from tests.modules.authoring.test_authoring import FIELDS, checked, save
from trainer.db import db
from trainer.groups.models import Membership
from trainer.planning import actions as planned
from trainer.planning import queries as planning
from trainer.planning.rules import When

PUBLISH = "/redactie/sterk/publiceren"
ORDER = "/redactie/volgorde"


@pytest.fixture
def folder(course_dir):
    return course_dir


def publish(client, note="Korter", slug="sterk"):
    address = f"/redactie/{slug}/publiceren"
    found = re.search(r'name="seen" value="(\w+)"', client.get(address).text)
    return client.post(address, data={"note": note, "seen": found[1] if found else ""})


def test_what_is_published_cursisten_see_at_once(folder, as_trainer, as_participant):
    save(as_trainer)
    page = text_of(as_trainer.get(PUBLISH))
    assert "Erbij: Een nieuwe zin." in page

    assert publish(as_trainer).location == "/redactie/sterk"
    assert "Een nieuwe zin." in as_participant.get("/cursus/sterk/begin").text
    assert "Een nieuwe zin." in (folder / "sterk" / "01-begin.md").read_text()
    assert authoring.find_work("sterk").draft is None


def test_a_process_sees_the_publication_of_another_one_without_a_restart(app, folder, as_trainer, monkeypatch):
    monkeypatch.setitem(app.config, "TESTING", False)
    before = library.course()
    assert library.course() is before

    save(as_trainer)
    assert library.course() is before
    publish(as_trainer)
    assert "Een nieuwe zin." in library.course().module("sterk").lesson("begin").text
    assert library.course() is library.course()


def test_a_page_of_the_course_looks_at_one_file(app, folder, monkeypatch):
    monkeypatch.setitem(app.config, "TESTING", False)
    library.course()
    looked = []
    monkeypatch.setattr(library.os, "stat", lambda path: looked.append(path) or (_ for _ in ()).throw(OSError))

    library.find_module("sterk")

    assert looked == [f"{folder}/published"]


def test_nothing_broken_is_published_and_every_problem_is_named(folder, as_trainer, as_participant):
    save(as_trainer, text="Zie [deze les](les:sterk/weg).\n\n![](figures/geen.svg)")
    page = as_trainer.get(PUBLISH)
    assert (
        "Les &#39;Beginnen&#39;, regel 1, &#39;Zie [deze les](les:sterk/weg).&#39;: de link les:sterk/weg gaat naar een les die er niet is."
        in page.text
    )
    assert (
        "regel 3, &#39;![](figures/geen.svg)&#39;: de afbeelding &#39;figures/geen.svg&#39; bestaat niet" in page.text
    )

    lines = [each.line for each in authoring.problems("sterk", authoring.find_work("sterk").files)]
    assert lines == sorted(lines)

    seen = authoring.find_work("sterk").state_hash
    assert as_trainer.post(PUBLISH, data={"seen": seen}).status_code == 422
    assert queries.versions("sterk") == []
    assert as_participant.get("/cursus/sterk/begin").status_code == 200


def test_a_lesson_with_a_link_that_leads_nowhere_is_not_published(folder, as_trainer):
    save(as_trainer, text="Zie [kapot](niet-bestaand).")

    assert "de link &#39;niet-bestaand&#39; gaat nergens heen." in as_trainer.get(PUBLISH).text
    seen = authoring.find_work("sterk").state_hash
    assert as_trainer.post(PUBLISH, data={"seen": seen}).status_code == 422
    assert queries.versions("sterk") == []


def test_a_dead_link_in_what_is_published_is_reported_by_the_command_and_hides_no_module(app, folder):
    lesson = folder / "sterk" / "01-begin.md"
    lesson.write_text(f"{lesson.read_text()}\nZie [kapot](niet-bestaand) en [weg](les:sterk/weg).\n")

    result = app.test_cli_runner().invoke(args=["modules", "check"])

    assert result.exit_code == 1
    for named in ("'niet-bestaand' gaat nergens heen.", "les:sterk/weg gaat naar een les die er niet is."):
        assert f"sterk/01-begin.md, regel 25: de link {named}" in result.output
    assert library.find_module("sterk") is not None


def test_what_changed_after_the_look_at_it_is_not_published(folder, as_trainer):
    save(as_trainer)
    seen = authoring.find_work("sterk").state_hash
    save(as_trainer, text="Nog iets anders.")

    assert as_trainer.post(PUBLISH, data={"seen": seen}).status_code == 409
    assert queries.versions("sterk") == []


def shown(client, address):
    """Return what a page says, with the pieces of a line together."""
    return re.sub(r"<[^>]*>", "", client.get(address).text.partition("<main")[2])


def test_what_changes_is_shown_in_words_and_never_in_the_language_of_files(folder, as_trainer):
    save(as_trainer)
    checked(as_trainer, "", **{"0-text": "Anders gevraagd?", "0-right": "1"})
    data = {"title": "Krachten", "summary": "Kort.", "aim": "Je kunt kijken.", "sources": "Een boek"}
    save(as_trainer, "/redactie/sterk/gegevens", data)
    page = shown(as_trainer, PUBLISH)
    publish(as_trainer)

    for words in ("Vraag: Anders gevraagd?", "Antwoord b (goed): ", "Titel: Krachten", "Doel: Je kunt beginnen."):
        assert f"Erbij: {words}" in page
    for each in (page, shown(as_trainer, f"/redactie/sterk/versies/{queries.versions('sterk')[0].id}")):
        assert "Les: Beginnen" in each and "Bron: Een boek" in each
        assert not re.search(r"\[\[|correct = |id = |[+]{3}|title = ", each)


def test_who_was_halfway_keeps_place_and_result(folder, as_trainer, as_participant):
    as_participant.get("/cursus/sterk/begin")
    as_participant.post("/cursus/sterk/begin/plek", data={"section": "deel-het-begin"})
    as_participant.post("/cursus/sterk/toets", data={"vraag-q1": "a", "vraag-q2": "b"})
    old = db.session.scalar(db.select(CheckAttempt.content_hash))

    save(as_trainer)
    checked(as_trainer, "", **{"0-text": "Anders gevraagd?"})
    publish(as_trainer)

    progress = db.session.scalar(db.select(LessonProgress))
    assert (progress.lesson_slug, progress.section) == ("begin", "deel-het-begin")
    attempt = db.session.scalar(db.select(CheckAttempt))
    assert (attempt.content_hash, attempt.right, attempt.total) == (old, 1, 2)
    assert old != library.find_module("sterk").content_hash
    result = as_participant.get(f"/cursus/sterk/toets/{attempt.id}/uitslag")
    assert result.status_code == 200 and "Anders gevraagd?" in result.text


def test_a_lesson_that_goes_says_how_many_people_were_in_it(folder, as_trainer, as_participant, sign_in):
    as_participant.get("/cursus/sterk/begin")
    sign_in("participant").get("/cursus/sterk/begin")
    # What a trainer reads counts for nobody.
    as_trainer.get("/cursus/sterk/begin")
    assert "2 cursisten begonnen al in deze les." in text_of(as_trainer.get("/redactie/sterk"))

    as_trainer.post("/redactie/sterk/lessen/01-begin/weg")
    checked(as_trainer, "", **{"0-lesson": "02-verder"})
    page = text_of(as_trainer.get(PUBLISH))
    assert "De les 'beginnen' verdwijnt. 2 mensen waren daarin bezig" in page.replace("&#39;", "'")
    publish(as_trainer)
    assert [lesson.slug for lesson in library.find_module("sterk").lessons] == ["verder"]


def test_a_new_module_comes_at_the_end_of_the_course(folder, as_trainer, as_participant):
    as_trainer.post("/redactie/nieuw", data={"title": "Nieuw begin"})
    for name in ("01-begin", "02-verder"):
        address = f"/redactie/nieuw-begin/lessen/{name}"
        if name == "02-verder":
            address = as_trainer.post("/redactie/nieuw-begin/lessen", data={"title": "Verder"}).location
        save(as_trainer, address)
    data = {"title": "Nieuw begin", "summary": "Kort.", "aim": "Je kunt dit.", "sources": "Een boek"}
    save(as_trainer, "/redactie/nieuw-begin/gegevens", data)
    question = {"0-id": "q1", "0-text": "Wat?", "0-lesson": "01-begin", "0-right": "0"}
    for place, answer in enumerate("ab"):
        question |= {f"0-{place}-id": answer, f"0-{place}-text": answer, f"0-{place}-explanation": answer}
    save(as_trainer, "/redactie/nieuw-begin/toets", question)

    assert publish(as_trainer, slug="nieuw-begin").location == "/redactie/nieuw-begin"
    assert [module.slug for module in library.course().modules] == ["sterk", "nieuw-begin"]
    as_trainer.post(ORDER, data={"seen": ["sterk", "nieuw-begin"], "module": ["nieuw-begin", "sterk"]})
    assert [module.slug for module in library.course().modules] == ["nieuw-begin", "sterk"]
    as_trainer.post("/redactie/sterk/uit-de-cursus")
    assert as_participant.get("/cursus/sterk").status_code == 404
    # Working on it does not bring it back.
    save(as_trainer)
    publish(as_trainer)
    assert as_participant.get("/cursus/sterk").status_code == 404
    as_trainer.post("/redactie/sterk/in-de-cursus")
    assert as_participant.get("/cursus/sterk").status_code == 200


def order_of(page, name):
    """Return the modules in the form with the button of this name, as the button would send them."""
    form = next(each for each in re.findall(r"<form.*?</form>", page, re.S) if f">{name}<" in each)
    return {field: re.findall(rf'name="{field}" value="([^"]*)"', form) for field in ("seen", "module")}


def test_another_order_is_seen_by_nobody_until_it_is_published_and_it_goes_back(app, as_trainer):
    live = [module.slug for module in library.course().modules]
    wished = [live[1], live[0], *live[2:]]
    page = as_trainer.get("/redactie", query_string={"module": live, "omlaag": live[0]}).text
    assert "Deze volgorde is nog niet gepubliceerd." in page
    # Who looks at a module first finds it back, and nobody else sees it.
    as_trainer.get(f"/redactie/{live[0]}")
    assert as_trainer.get("/redactie").text == page
    as_trainer.get("/redactie", query_string={"module": live})
    assert "nog niet gepubliceerd" not in as_trainer.get("/redactie").text
    assert [module.slug for module in library.course().modules] == live

    proposed = order_of(page, "Publiceer deze volgorde")
    assert proposed == {"seen": live, "module": wished}
    page = as_trainer.post(ORDER, data=proposed, follow_redirects=True).text
    assert "De volgorde is veranderd. Cursisten zien dat nu." in page
    assert [module.slug for module in library.course().modules] == wished

    as_trainer.post(ORDER, data=order_of(page, "Zet terug"))
    assert [module.slug for module in library.course().modules] == live


@pytest.mark.parametrize("change", [{"module": ["sterk", "weg"]}, {"module": []}, {"seen": ["weg"]}])
def test_an_order_that_does_not_fit_what_is_there_changes_nothing(folder, as_trainer, change):
    answer = as_trainer.post(ORDER, data={"seen": ["sterk"], "module": ["sterk"]} | change, follow_redirects=True)

    assert "Iemand anders was net iets eerder." in not_done(answer)
    assert [module.slug for module in library.course().modules] == ["sterk"]


def test_the_last_module_stays_in_the_course(folder, as_trainer):
    answer = as_trainer.post("/redactie/sterk/uit-de-cursus", follow_redirects=True)

    assert "minstens één gepubliceerde module" in not_done(answer)
    assert library.find_module("sterk") is not None


def test_putting_a_module_in_the_course_asks_once_more(folder, as_trainer):
    page = as_trainer.get("/redactie").text
    asked = re.search(r"<details[^>]*>\s*<summary[^>]*>Zet in de cursus</summary>(.*?)</details>", page, re.S)[1]

    assert "Cursisten zien deze module dan meteen" in asked and ">Ja, zet in de cursus</button>" in asked


def test_a_module_that_was_taken_out_comes_back_where_it_stood_and_says_so(app, as_trainer):
    live = [module.slug for module in library.course().modules]
    moved = [live[-1], *live[:-1]]
    as_trainer.post(ORDER, data={"seen": live, "module": moved})
    titles = {module.slug: module.title for module in library.course().modules}
    for slug in (moved[2], moved[3], moved[0]):
        as_trainer.post(f"/redactie/{slug}/uit-de-cursus")
    page = text_of(as_trainer.get("/redactie"))
    assert page.count(f"Cursisten zien deze module dan meteen, na '{titles[moved[1]]}'.".replace("'", "&#39;")) == 2
    assert "Cursisten zien deze module dan meteen, als eerste." in page

    said = text_of(as_trainer.post(f"/redactie/{moved[3]}/in-de-cursus", follow_redirects=True))
    assert f"staat nu in de cursus, na '{titles[moved[1]]}'.".replace("'", "&#39;") in said
    for slug in (moved[0], moved[2]):
        as_trainer.post(f"/redactie/{slug}/in-de-cursus")
    assert [module.slug for module in library.course().modules] == moved


def test_before_a_module_is_taken_out_it_says_how_many_running_groups_count_one_less(scene, browser):
    count = len(library.course().modules)
    words = f"In Voortgang tellen daarna {count - 1} modules in plaats van {count}"
    trainer = browser("trainer")

    def asked():
        page = text_of(trainer.get("/redactie/plan"))
        return page.partition("Cursisten zien deze module dan niet meer.")[2].partition("Ja, haal uit de cursus")[0]

    assert f"{words}, ook voor 2 lopende cursusgroepen." in asked()
    day = planning.find_day(scene.ids["day_id"])
    planned.change_day(day, When(date(2020, 3, 2), time(9), time(16), "Zaal 2"), 360, "Krachten", "Ties")
    assert f"{words}, ook voor 1 lopende cursusgroep." in asked()
    db.session.execute(delete(Membership).where(Membership.role == "participant"))
    db.session.commit()
    assert f"{words}. Er loopt nu geen cursusgroep." in asked()


SHIPPED = "/redactie/strength-model"
HIDDEN = "gaat naar een module die niet in de cursus staat."


def test_before_a_module_is_taken_out_it_says_which_lessons_and_words_link_to_it(app, as_trainer):
    page = text_of(as_trainer.get("/redactie/profiel"))
    links = [each for each in library.course().modules if each.slug != "profiel"]
    lesson = next(each for module in links for each in module.lessons if "les:profiel/" in each.text)

    assert "Deze lessen linken naar deze module." in page and f": {lesson.title}" in page
    assert "in de woordenlijst vervalt de link:" in page


def test_a_link_to_a_module_outside_the_course_is_reported_and_keeps_nobody_from_publishing(folder, as_trainer):
    save(as_trainer, text="Zie [hoe het moet](les:strength-model/krachten-eerst).")

    for address in ("/redactie/sterk", PUBLISH):
        assert f"de link les:strength-model/krachten-eerst {HIDDEN}" in text_of(as_trainer.get(address)), address
    assert publish(as_trainer).status_code == 302
    assert HIDDEN in text_of(as_trainer.get("/redactie/sterk"))
    as_trainer.post(f"{SHIPPED}/in-de-cursus")
    assert HIDDEN not in text_of(as_trainer.get("/redactie/sterk"))


def test_a_shipped_module_is_changed_here_and_goes_back(app, as_trainer, as_participant):
    name = authoring.find_work("strength-model").lessons[0]
    address = f"/cursus/strength-model/{name[3:]}"
    shipped = text_of(as_participant.get(address))
    save(as_trainer, f"{SHIPPED}/lessen/{name}", FIELDS)
    answer = publish(as_trainer, slug="strength-model")
    assert answer.status_code == 302, text_of(answer)
    assert "hier veranderd" in text_of(as_trainer.get(SHIPPED))
    assert "Een nieuwe zin." in as_participant.get(address).text
    assert "Een nieuwe zin." not in library.shipped().module("strength-model").lesson(name[3:]).text

    as_trainer.post(f"{SHIPPED}/meegeleverd")
    assert text_of(as_participant.get(address)) == shipped
    assert not (library.own_folder() / "strength-model").exists()
    assert queries.versions("strength-model")[0].note == "Terug naar de meegeleverde tekst."


def test_the_demo_goes_back_to_the_course_that_comes_with_the_code(app, as_trainer):
    save(as_trainer, f"{SHIPPED}/lessen/{authoring.find_work('strength-model').lessons[0]}", FIELDS)
    publish(as_trainer, slug="strength-model")
    live = [module.slug for module in library.course().modules]
    as_trainer.post(ORDER, data={"seen": live, "module": live[::-1]})
    assert [module.slug for module in library.course().modules] != [module.slug for module in library.shipped().modules]

    storage.clear(queries.published_slugs())

    hashes = [[module.content_hash for module in course.modules] for course in (library.course(), library.shipped())]
    assert hashes[0] == hashes[1]


def test_the_command_checks_the_same_folders(app, as_trainer):
    own = library.own_folder() / "strength-model"
    own.mkdir(parents=True)
    (own / "module.toml").write_text("titel = 1\n")

    result = app.test_cli_runner().invoke(args=["modules", "check"])

    assert result.exit_code == 1
    assert "strength-model/module.toml, regel 1: onbekend veld 'titel'." in result.output
