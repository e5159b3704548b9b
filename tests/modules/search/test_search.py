"""Searching over HTTP, in the real content and in a small course."""

import re
import runpy
import threading
from types import SimpleNamespace

import pytest

from modules.search import queries
from modules.search.index import Index
from modules.search.page_rules import PAGES
from modules.search.rules import Found, Place
from tests import world
from tests.conftest import text_of
from tests.world import NAMES
from trainer.db import db
from trainer.groups.models import Group, Membership


def found(client, typed, **more):
    return text_of(client.get("/zoeken", query_string={"zoek": typed, **more}))


def titles(client, typed, **more):
    page = client.get("/zoeken", query_string={"zoek": typed, **more}).get_data(as_text=True)
    return re.findall(r'<h3[^>]*><a[^>]*href="([^"]+)"', page)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("casemanager", "/woordenlijst#woord-casemanager"),
        ("cliënt", "/woordenlijst#woord-client"),
        ("client", "/woordenlijst#woord-client"),
        ("overleggen", "/woordenlijst#woord-gezamenlijk-clientoverleg"),
        ("Wet werk en bijstand", "/woordenlijst#woord-wwb"),
        ("uitstapprogramma prostituees", "/methoden/rups"),
        ("snelkookpansessie", "/methoden?genoemd="),
        ("begripvol reageren", "/observatieformulier#"),
        ("WA03", "/observatieformulier#WA03"),
        ("twee domeinen één leven", "/cursus/integraal-werken/twee-domeinen"),
        ("vijf woorden die op elkaar lijken", "/cursus/gezamenlijk-overleg/wie-doet-wat#deel-"),
        ("samenredz", "/woordenlijst#woord-samenredzaamheid"),
        ("beslagvrije voet", "/woordenlijst#woord-beslagvrije-voet"),
        ("kostendelersnorm", "/woordenlijst#woord-kostendelersnorm"),
        ("vtlb", "/woordenlijst#woord-vrij-te-laten-bedrag"),
        ("bewindvoering", "/woordenlijst#woord-bewindvoerder"),
        ("schuldsanering", "/woordenlijst#woord-schuldsanering"),
        ("Wlz", "/woordenlijst#woord-wlz"),
        ("loonkostensubsidie", "/woordenlijst#woord-loonkostensubsidie"),
    ],
)
def test_what_is_published_is_found_at_the_place_where_it_stands(as_participant, typed, address):
    assert any(each.startswith(address) for each in titles(as_participant, typed))


def test_the_page_that_is_called_so_comes_first(as_participant):
    assert titles(as_participant, "casemanager")[0] == "/woordenlijst#woord-casemanager"
    assert titles(as_participant, "eigen kracht conferentie")[0] in (
        "/methoden/eigen-kracht-conferentie",
        "/woordenlijst#woord-eigen-kracht-conferentie",
    )


def test_every_address_that_is_shown_leads_to_its_place(as_participant):
    for address in titles(as_participant, "regisseur"):
        path, _, anchor = address.partition("#")
        page = as_participant.get(path)
        assert page.status_code == 200, address
        assert not anchor or f'id="{anchor}"' in page.get_data(as_text=True), address


def test_one_kind_can_be_shown_whole(as_participant):
    some, all_lessons = titles(as_participant, "plan"), titles(as_participant, "plan", soort="les")

    assert "Toon alle" in found(as_participant, "plan")
    assert len(all_lessons) > len([each for each in some if each.startswith("/cursus/")])
    assert all(each.startswith("/cursus/") for each in all_lessons)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Tik een of meer woorden."),
        ("   ", "Tik een of meer woorden."),
        ("overlg", "Je typte overlg . Dit is voor overleg ."),
        ("huurschuld", "huurschuld vonden we niet. Dit is voor schuld ."),
        ("xqzwv", "xqzwv komt nergens voor."),
        ("!?", "Niets gevonden."),
        ("overlg xqzwv", "Dit is voor overleg . xqzwv komt nergens voor."),
        ("overleg xqzwv", "Dit is voor overleg . xqzwv komt nergens voor."),
        ("casemanager snelkookpansessie", "Al je woorden samen staan nergens."),
        ("een twee drie vier vijf zes zeven acht negen tien", "Dat is veel tegelijk."),
        ("a" * 5000, "Niets gevonden."),
        ("\x00 plan", "Gevonden:"),
        ('" OR 1=1 -- plan*', "Gevonden:"),
        ("plan ½ ™ ﬁets", "Gevonden:"),
    ],
)
def test_whatever_was_typed_gets_a_calm_answer(as_participant, typed, sentence):
    assert sentence in found(as_participant, typed)


def test_a_slip_of_the_pen_gives_what_was_meant_and_can_be_looked_for_as_it_is(as_participant):
    page = as_participant.get("/zoeken?zoek=overlg").get_data(as_text=True)
    literal = found(as_participant, "overlg", letterlijk="1")

    assert titles(as_participant, "overlg") == titles(as_participant, "overleg") != []
    assert 'href="/zoeken?zoek=overlg&amp;letterlijk=1"' in page
    assert "Niets gevonden." in literal and "overlg kennen we niet. Bedoel je overleg" in literal


def test_an_unknown_compound_gives_what_is_said_of_its_last_part(as_participant):
    assert titles(as_participant, "huurschuld") == titles(as_participant, "schuld") != []


def test_a_word_that_only_looks_a_little_like_another_is_not_replaced(as_participant):
    page = found(as_participant, "huiselijk geweld")

    assert "Je typte" not in page and "huiselijk komt nergens voor." in page and "Dit is voor geweld ." in page
    assert titles(as_participant, "huiselijk geweld") == titles(as_participant, "geweld") != []
    for address in titles(as_participant, "geweld"):
        assert "geweld" in text_of(as_participant.get(address)).lower(), address


def test_nothing_found_is_said_when_no_word_was_found(as_participant):
    page = found(as_participant, "meldcode")

    assert "Niets gevonden." in page and "meldcode komt nergens voor." in page and "Je typte" not in page


def test_every_word_that_was_replaced_is_named(as_participant):
    page = found(as_participant, "krachtne overlg")

    assert "Je typte krachtne . Dit is voor krachten ." in page and "Je typte overlg . Dit is voor overleg ." in page


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("certificaat", "/cursus/wat-telt"),
        ("diploma", "/cursus/wat-telt"),
        ("agenda", "/agenda"),
        ("logboek", "/logboek"),
        ("reflectie", "/logboek"),
        ("dagboek", "/logboek"),
        ("profiel", "/opdrachten"),
        ("plan", "/opdrachten"),
        ("mijn opdracht inleveren", "/opdrachten"),
        ("wachtwoord", "/mijn-gegevens"),
        ("mijn gegevens", "/mijn-gegevens"),
        ("hulp", "/groepen"),
        ("praktijkboek", "/cursus/praktijkboek"),
        ("woordenlijst", "/woordenlijst"),
        ("planning", "/groepen/{course_id}/planning"),
        ("afmelden lesdag", "/groepen/{course_id}/planning"),
        ("ik kan niet komen", "/groepen/{course_id}/planning"),
        ("Ik kom niet", "/groepen/{course_id}/planning"),
        ("aanwezigheid", "/groepen/{course_id}/planning"),
        ("wat is de code", "/groepen/{course_id}/planning"),
        ("datum cursusdag", "/groepen/{course_id}/planning"),
        ("voormeting", "/groepen/{course_id}/metingen"),
        ("toets", "/groepen/{course_id}/metingen"),
        ("intervisie", "/groepen/{small_id}/intervisie"),
    ],
)
def test_a_page_of_the_site_comes_first(browser, scene, typed, address):
    found_first = titles(browser("owner"), typed)[0]

    assert found_first == address.format(course_id=scene.extra["course_id"], small_id=scene.ids["group_id"])


@pytest.mark.parametrize(
    ("kind", "typed", "address"),
    [
        ("trainer", "voortgang", "/groepen/{course_id}/voortgang"),
        ("trainer", "aanwezigheid", "/groepen/{course_id}/planning"),
        ("trainer", "uitnodigen", "/groepen/{course_id}/uitnodigen"),
        ("trainer", "lessen bewerken", "/redactie"),
        ("admin", "uitnodigen", "/mensen/uitnodigen"),
        ("stranger", "planning", "/agenda"),
    ],
)
def test_the_pages_that_come_first_are_those_of_someones_own_work(browser, scene, kind, typed, address):
    assert titles(browser(kind), typed)[0] == address.format(course_id=scene.extra["course_id"])


def test_the_agenda_comes_right_after_the_planning(browser, scene):
    assert titles(browser("owner"), "planning")[:2] == [f"/groepen/{scene.extra['course_id']}/planning", "/agenda"]


def test_a_page_of_several_groups_leads_to_each_of_them(browser, scene):
    course = scene.extra["course_id"]
    other = Group(name="Groep Oost", kind="course")
    db.session.add(other)
    db.session.flush()
    db.session.add(Membership(person_id=scene.people["owner"].id, group_id=other.id, role="participant"))
    db.session.commit()

    page = browser("owner").get("/zoeken?zoek=planning").get_data(as_text=True)

    assert all(f'href="/groepen/{each}/planning"' in page for each in (course, other.id))
    assert "Groep Oost" in page


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_every_page_of_the_site_that_someone_finds_opens_for_them(app, scene, kind):
    client = world.browser(app, scene.people[kind])
    addresses = {each for page in PAGES for each in titles(client, page.title, soort="pagina")}

    assert len(addresses) > 8
    assert {each: client.get(each).status_code for each in addresses} == dict.fromkeys(addresses, 200)


def test_only_pages_that_someone_has_are_found(browser):
    def pages(kind, *typed):
        return {each.rpartition("/")[2] for word in typed for each in titles(browser(kind), word, soort="pagina")}

    assert {"logboek", "opdrachten", "wat-telt"} <= pages("owner", "logboek", "opdracht", "certificaat")
    assert pages("admin", "logboek", "opdracht", "certificaat") == set()
    assert "uitnodigen" in pages("trainer", "uitnodigen") and "uitnodigen" not in pages("owner", "uitnodigen")


def test_the_link_to_the_logboek_under_a_question_is_no_text_of_the_lesson(as_participant):
    lessons = titles(as_participant, "logboek", soort="les")

    assert len(lessons) < 10
    assert "Schrijf dit in je logboek" not in found(as_participant, "logboek", soort="les")


def test_small_words_do_not_decide_what_is_found(as_participant):
    assert titles(as_participant, "hoe kan ik het overleg niet vinden") == titles(as_participant, "overleg")


@pytest.mark.parametrize(
    "question",
    [
        "wat doe ik als een cliënt niet wil meewerken",
        "wat moet ik doen als een cliënt steeds niet wil meewerken?",
        "hoe ga ik om met weerstand bij een cliënt",
        "wat als mijn collega weigert om aan tafel te komen",
    ],
)
def test_a_whole_question_about_not_wanting_to_finds_the_lessons_about_resistance(as_participant, question):
    lessons = [each.partition("#")[0] for each in titles(as_participant, question, soort="les")][:5]

    assert "/cursus/borgen/wat-weerstand-vertelt" in lessons


@pytest.mark.parametrize(("address", "waits"), [("/zoeken", True), ("/zoeken?zoek=plan", False)])
def test_an_empty_search_page_waits_for_what_will_be_typed(as_participant, address, waits):
    page = as_participant.get(address).get_data(as_text=True)

    assert (" autofocus" in page) is waits


def test_a_worker_makes_the_index_while_it_serves_and_the_first_search_finds_it_made(app, as_participant):
    queries._index.cache_clear()
    hooks = runpy.run_path("gunicorn.conf.py")
    hooks["post_worker_init"](SimpleNamespace(wsgi=app))
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join(30)
    made = queries._index.cache_info().misses
    as_participant.get("/zoeken?zoek=plan")

    assert (made, queries._index.cache_info().misses) == (1, 1)


def test_what_was_typed_is_shown_as_text_only(as_participant):
    page = as_participant.get("/zoeken", query_string={"zoek": "<script>alert(1)</script> plan"}).get_data(as_text=True)

    assert "<script>alert" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize("address", ["/", "/zoeken?soort=niets&zoek=plan"])
def test_everyone_who_signed_in_can_search_from_every_page(as_admin, as_trainer, anonymous, address):
    for client in (as_admin, as_trainer):
        assert 'action="/zoeken"' in client.get(address).get_data(as_text=True)
    assert 'action="/zoeken"' not in anonymous.get("/inloggen").get_data(as_text=True)


def test_a_module_that_is_held_back_is_not_found(as_participant, course_dir):
    assert "/cursus/sterk/verder#deel-het-begin" in titles(as_participant, "planten galerij")
    (course_dir / "sterk/02-verder.md").write_text("geen kop")

    assert not any(each.startswith("/cursus/sterk") for each in titles(as_participant, "planten galerij"))


def test_a_compound_is_found_and_marked_by_its_part_but_weighs_less_than_the_word_itself():
    places = [
        Place(Found.LESSON, "Een", "", "De cliëntoverleggen van een <b>cliënt</b>.", "/een"),
        Place(Found.LESSON, "Twee", "", "Twee overleggen op één dag.", "/twee"),
    ]
    first, second = Index(places).ask("overleg").hits[Found.LESSON]

    assert (first.place.address, second.place.address) == ("/twee", "/een")
    assert second.pieces == [("De ", False), ("cliëntoverleggen", True), (" van een <b>cliënt</b>.", False)]


def test_a_page_that_someone_does_not_have_stands_in_the_way_of_nothing():
    places = [
        Place(Found.PAGE, "Logboek", "", "Ook voor je krachten.", "0"),
        Place(Found.LESSON, "Krachten", "", "Schrijf ze op.", "/krachten"),
    ]
    index = Index(places)
    answer, with_page = index.ask("krachten logboek"), index.ask("krachten logboek", own=lambda page: [page])

    assert (answer.total, answer.all_words) == ({Found.LESSON: 1}, False)
    assert (with_page.total, with_page.all_words) == ({Found.PAGE: 1}, True)


@pytest.mark.parametrize("address", ["/zoeken", "/zoeken?zoek=qqqq"])
def test_where_people_and_groups_are_found_is_said_where_search_has_nothing(as_participant, as_admin, address):
    mine, theirs = as_participant.get(address), as_admin.get(address)

    assert "Kijk bij Groepen of Overleggen ." in text_of(mine)
    assert "Kijk bij Mensen of Groepen ." in text_of(theirs)
    assert "Kijk bij" not in text_of(as_participant.get("/zoeken?zoek=profiel"))
