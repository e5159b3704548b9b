"""The whole course on a site that was just installed: a cursist from invitation to certificate, and their trainer."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from modules.library import queries as library
from tests.browser import bulk
from tests.browser.conftest import Visit, every, path_of, sign_in
from tests.browser.live import PASSWORD, Site, live_site
from tests.browser.scoring import expect_saved
from trainer.groups import queries as groups
from trainer.people import queries as people
from trainer.people.rules import Role
from trainer.planning import actions as planning_actions
from trainer.planning import queries as planning
from trainer.planning.rules import PresenceState
from trainer.web import long_date, today

pytestmark = pytest.mark.browser

GROUP, TRAINER, CURSIST = "Training voorjaar", "Tara Trainer", "Karim Cursist"
REASON = "Haalde deze uren in bij de groep van het najaar."
REVOKED = "De naam was verkeerd gespeld."
HOURS = "13 uur les- en praktijkdagen en 2 uur intervisie"
COURSE = "Integraal werken bij multiproblematiek"


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Yield a site without the demo, whose certificates are real; with a trainer, and two cursisten of hers."""
    with live_site(tmp_path_factory.mktemp("installed"), demo=False) as site:
        with site.inside():
            bulk.add_person(TRAINER, "tara@test.example", Role.TRAINER, PASSWORD)
        yield site


def test_a_cursist_goes_from_invitation_to_certificate_with_the_trainer_of_the_group(site: Site, visit: Visit) -> None:
    trainer, cursist = visit(), visit()
    sign_in(trainer, site.visitor("tara@test.example"))
    group = _make_a_group(trainer)
    _accept(cursist, _invite(trainer))
    _plan_two_days(trainer, site)
    _learn(cursist, site)
    _expect_counts(cursist, Modules="0 van 12 modules", Profiel="nog niet ingeleverd", Lesdagen="0 van 10 uur")
    _do_the_profiel(cursist, trainer)
    _do_the_plan(cursist, trainer)
    _be_there(cursist, trainer)
    _expect_counts(cursist, Profiel="voldoende", Plan="voldoende", Praktijkdagen="3 van 6 uur", Lesdagen="4 van 10 uur")
    with site.inside():
        _do_the_rest(group)
    _make_an_exception(trainer, cursist)
    _give_an_opinion(cursist, trainer, site)
    _give_the_certificate(trainer)
    _check_and_revoke(visit(), _download(cursist), trainer, site)
    _read_why(cursist)


# ── The group and its days ─────────────────────────────────────────────────────────────────────────────────────────


def _make_a_group(trainer: Page) -> int:
    """Return the id of a group that the trainer made."""
    trainer.get_by_role("link", name="Nieuwe cursusgroep").click()
    trainer.get_by_label("Naam van de groep").fill(GROUP)
    trainer.get_by_role("button", name="Opslaan").click()
    expect(trainer.get_by_role("heading", level=1)).to_contain_text(GROUP)
    return int(path_of(trainer).rsplit("/", 1)[1])


def _invite(trainer: Page) -> str:
    """Return the personal link of the cursist; the page leads back to the group."""
    trainer.get_by_role("link", name="Nodig één persoon uit, ook een trainer").click()
    trainer.get_by_label("Naam").fill(CURSIST)
    trainer.get_by_label("E-mailadres").fill("karim@test.example")
    trainer.get_by_role("button", name="Uitnodigen").click()
    link = trainer.get_by_label("Link", exact=True).input_value()
    trainer.get_by_role("link", name=GROUP, exact=True).click()
    expect(trainer.get_by_role("listitem").filter(has_text=CURSIST)).to_contain_text("uitgenodigd")
    return link


def _accept(cursist: Page, link: str) -> None:
    cursist.goto(link)
    cursist.get_by_label("Nieuw wachtwoord").fill("elke vrijdag soep voor de straat")
    cursist.get_by_label("Nog een keer").fill("elke vrijdag soep voor de straat")
    cursist.get_by_role("button", name="Opslaan en verder").click()
    expect(cursist.get_by_role("heading", level=1)).to_have_text(f"Dag {CURSIST}")


def _plan_two_days(trainer: Page, site: Site) -> None:
    """Take the days of the training, and give two of them a date: today, the whole day long, and yesterday."""
    with site.inside():
        now = today()
    trainer.get_by_role("link", name="Planning en aanwezigheid").click()
    trainer.get_by_role("button", name="Zet de dagen van de training klaar").click()
    expect(trainer.get_by_role("heading", name="Alle datums")).to_be_visible()
    trainer.get_by_role("link", name="Dat doe ik later").click()
    expect(trainer.get_by_text("Nog te plannen")).to_have_count(7)
    _plan(trainer, "Praktijkdag 1", now.isoformat(), "00:00", "23:59")
    _plan(trainer, "Lesdag 1", (now - timedelta(days=1)).isoformat(), "09:30", "16:30")
    expect(trainer.get_by_text("Nog te plannen")).to_have_count(5)


def _plan(trainer: Page, day: str, on: str, start: str, end: str) -> None:
    trainer.get_by_role("link", name=f"Plan {day}", exact=True).click()
    trainer.get_by_label("Datum (mag leeg)").fill(on)
    trainer.get_by_label(re.compile("^Van ")).fill(start)
    trainer.get_by_label(re.compile("^Tot ")).fill(end)
    trainer.get_by_label("Plaats").fill("Wijkcentrum De Brug")
    trainer.get_by_label("Trainers").fill(TRAINER)
    trainer.get_by_role("button", name="Opslaan").click()
    expect(
        trainer.get_by_text("De groep ziet het in de agenda, en een verandering ook op de startpagina.")
    ).to_be_visible()


# ── Lessons and assignments ────────────────────────────────────────────────────────────────────────────────────────


def _learn(cursist: Page, site: Site) -> None:
    """Do the first lesson and the check of the first module; the lessons between are read elsewhere."""
    cursist.get_by_role("link", name="Begin met de eerste les").click()
    cursist.get_by_role("button", name="Klaar, naar de volgende les").click()
    with site.inside():
        module, person = library.course().modules[0], people.by_email("karim@test.example")
        assert person is not None
        bulk.read(person, module)
    _menu(cursist, "Start")
    cursist.get_by_role("link", name="Maak de toets").click()
    for number, question in enumerate(module.check.questions):
        wanted = next(option for option in question.options if option.correct)
        cursist.get_by_role("radiogroup").nth(number).get_by_label(wanted.text, exact=True).check()
    cursist.get_by_role("button", name="Kijk na").click()
    expect(cursist.get_by_role("heading", level=1)).to_contain_text("goed")


def _do_the_profiel(cursist: Page, trainer: Page) -> None:
    """Hand in a first version, get it back, and hand in a second one that is enough."""
    _begin(cursist, "Profiel")
    _type(cursist, "Hulpvraag in eigen woorden", "Ik wil weer zelf koken.")
    _hand_in(cursist)
    _answer(trainer, "Profiel C7", "Verder werken", "Mooi begin. Vraag ook wat eerder hielp.")

    _menu(cursist, "Start")
    cursist.get_by_role("link", name="Profiel C7").click()
    expect(cursist.get_by_text("Mooi begin. Vraag ook wat eerder hielp.")).to_be_visible()
    expect(cursist.get_by_label("Hulpvraag in eigen woorden")).to_have_value("Ik wil weer zelf koken.")
    _type(cursist, "Wie en wat is er al?", "De buurvrouw bracht soep.")
    _hand_in(cursist)
    _answer(trainer, "Profiel C7", "Voldoende", "Nu hoor ik ook wie er al is.")


def _do_the_plan(cursist: Page, trainer: Page) -> None:
    _begin(cursist, "Plan")
    _type(cursist, "Doel in eigen woorden", "Elke vrijdag koken voor de buurt")
    _hand_in(cursist)
    _answer(trainer, "Plan C7", "Voldoende", "Een doel om blij van te worden.")


def _begin(cursist: Page, kind: str) -> None:
    _menu(cursist, "Start")
    cursist.get_by_role("link", name="Opdrachten", exact=True).click()
    cursist.get_by_role("link", name=f"Begin een {kind}").click()
    cursist.get_by_label("Nummer").fill("C7")
    if kind == "Profiel":
        cursist.get_by_role("radio", name="Zeven gebieden").check()
    cursist.get_by_role("button", name="Begin").click()


def _type(cursist: Page, label: str, text: str) -> None:
    """What is typed is kept without a button."""
    cursist.get_by_label(label).fill(text)
    expect_saved(cursist)
    cursist.reload()
    expect(cursist.get_by_label(label)).to_have_value(text)


def _hand_in(cursist: Page) -> None:
    cursist.get_by_role("button", name="Naar inleveren").click()
    cursist.get_by_role("button", name="Toch inleveren").click()
    expect(cursist.get_by_text(f"Ligt bij {TRAINER}")).to_be_visible()


def _answer(trainer: Page, title: str, verdict: str, text: str) -> None:
    """See on the start page what waits, and answer it."""
    _menu(trainer, "Start")
    waiting = trainer.get_by_role("region", name="Wat op jou wacht")
    waiting.get_by_role("link", name=f"{title} van {CURSIST}").click()
    for criterion in every(trainer.get_by_role("radio", name="gezien")):
        criterion.check()
    trainer.get_by_label("Tekst bij het geheel").fill(text)
    trainer.get_by_role("radio", name=verdict).check()
    trainer.get_by_role("button", name="Naar versturen").click()
    trainer.get_by_role("button", name="Verstuur het antwoord").click()
    expect(trainer.get_by_text(f"Je antwoord is verstuurd. {CURSIST} ziet het nu.")).to_be_visible()


# ── Who was there, and what counts ─────────────────────────────────────────────────────────────────────────────────


def _be_there(cursist: Page, trainer: Page) -> None:
    """The cursist says so today with the code in the room; the trainer writes down yesterday."""
    # While the day goes on nothing waits yet; the day itself stands on the start page.
    _progress(trainer)
    expect(trainer.get_by_role("link", name="Vul in voor Praktijkdag 1")).to_have_count(0)
    _menu(trainer, "Start")
    trainer.get_by_role("listitem").filter(has_text="Vandaag").get_by_role("link", name="Praktijkdag 1").click()
    code = trainer.locator(".code-of-day").inner_text()
    _menu(cursist, "Start")
    today = cursist.get_by_role("listitem").filter(has_text="Vandaag")
    today.get_by_role("link", name="Praktijkdag 1").click()
    cursist.get_by_label("Code van vandaag").fill(code.lower())
    cursist.get_by_role("button", name="Ik ben er").click()
    expect(cursist.get_by_text("Je staat als: aanwezig")).to_be_visible()

    _progress(trainer)
    expect(trainer.get_by_role("link", name="Vul in voor Praktijkdag 1")).to_have_count(0)
    trainer.get_by_role("link", name="Vul in voor Lesdag 1").click()
    trainer.get_by_role("group", name=CURSIST).get_by_label("deels", exact=True).check()
    trainer.get_by_role("group", name=CURSIST).get_by_label("uren bij deels").fill("4")
    trainer.get_by_role("button", name="Opslaan").click()
    expect(trainer.get_by_text("De aanwezigheid is opgeslagen.")).to_be_visible()


def _expect_counts(cursist: Page, **wanted: str) -> None:
    """See on the page of what counts how far each of these is."""
    _menu(cursist, "Start")
    cursist.get_by_role("link", name="wat telt").last.click()
    for title, words in wanted.items():
        card = cursist.locator(".requirement").filter(has=cursist.get_by_role("heading", name=re.compile(f"^{title} ")))
        expect(card).to_contain_text(words)


def _progress(trainer: Page) -> None:
    """Go from the start page to what waits for the trainer in the group."""
    _menu(trainer, "Start")
    trainer.get_by_role("region", name="Je cursusgroepen").get_by_role("link", name="Voortgang").click()


def _menu(page: Page, words: str) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=words).click()


# ── The rest, the exception and the certificate ────────────────────────────────────────────────────────────────────


def _do_the_rest(group_id: int) -> None:
    """Do all modules, score and discuss, and be at the other days but the last one and one practice day."""
    group, person = groups.find_group(group_id), people.by_email("karim@test.example")
    trainer = people.by_email("tara@test.example")
    assert group is not None
    assert person is not None
    assert trainer is not None
    bulk.finish_modules(person)
    bulk.score(person, group, [today() - timedelta(days=20), today() - timedelta(days=9)])
    for number, day in enumerate([day for day in planning.days(group) if day.held_on is None][:-1], start=2):
        bulk.plan(day, today() - timedelta(days=number))
        state = PresenceState.EXCUSED if day.kind == "practice" else PresenceState.PRESENT
        planning_actions.register(trainer, day, {person.id: (state.value, None)})


def _make_an_exception(trainer: Page, cursist: Page) -> None:
    """Hours that cannot be made up any more count by a reason, which the cursist reads."""
    _progress(trainer)
    trainer.get_by_role("row", name=re.compile(CURSIST)).get_by_role("link", name=CURSIST).click()
    expect(trainer.get_by_text("Nog open: 1 van 8.")).to_be_visible()
    trainer.get_by_role("link", name="Leg een uitzondering vast voor Praktijkdagen").click()
    trainer.get_by_role("button", name="Leg vast").click()
    expect(trainer.get_by_role("alert")).to_be_visible()
    trainer.get_by_role("textbox").fill(REASON)
    trainer.get_by_role("button", name="Leg vast").click()
    expect(trainer.get_by_text("Alles is gehaald, met 1 uitzondering.")).to_be_visible()
    _expect_counts(cursist, Praktijkdagen=REASON, Modules="12 van 12", Intervisies="2 van 2")
    expect(cursist.get_by_role("heading", name="Alles is gehaald")).to_be_visible()


def _give_an_opinion(cursist: Page, trainer: Page, site: Site) -> None:
    """The questions open on the last day, once that day has a date."""
    _group(cursist, "Evaluatie")
    expect(cursist.get_by_text("één cursusdag heeft nog geen datum").first).to_be_visible()
    with site.inside():
        on = today().isoformat()
    _group(trainer, "Planning en aanwezigheid")
    _plan(trainer, "Intervisie 2", on, "13:00", "15:00")
    _menu(cursist, "Start")
    cursist.get_by_role("link", name="Geef je mening").click()
    cursist.get_by_role("radiogroup", name="Welk cijfer").get_by_label("8", exact=True).check()
    for question in every(cursist.get_by_role("radiogroup"))[1:]:
        question.get_by_label("ja", exact=True).check()
    cursist.get_by_role("button", name="Geef je mening").click()
    expect(cursist.get_by_text("Dank je wel. Je mening is opgeslagen.")).to_be_visible()

    _group(trainer, "Gegeven zoals bedoeld?")
    row = trainer.get_by_role("listitem").filter(has=trainer.get_by_role("heading", name="Profiel voldoende gevonden"))
    expect(row).to_contain_text("1 van 1")


def _give_the_certificate(trainer: Page) -> None:
    """The table says that everything is met, and the trainer is asked to give it."""
    _progress(trainer)
    row = trainer.get_by_role("row", name=re.compile(CURSIST))
    expect(row.get_by_text("gehaald", exact=True)).to_have_count(7)
    expect(row.get_by_text("uitzondering", exact=True)).to_have_count(1)
    waiting = trainer.get_by_role("region", name="Wat op jou wacht").get_by_role("listitem").filter(has_text=CURSIST)
    expect(waiting).to_contain_text("heeft alles gehaald, met 1 uitzondering")
    waiting.get_by_role("link", name="Geef certificaat").click()
    expect(trainer.get_by_text("Alles is gehaald, met 1 uitzondering.")).to_be_visible()
    trainer.get_by_role("button", name="Ja, geef certificaat").click()
    expect(trainer.get_by_text(f"Het certificaat van {CURSIST} staat klaar.")).to_be_visible()


def _download(cursist: Page) -> str:
    """Find the certificate from the start page, download what belongs to it; return where others check it."""
    _menu(cursist, "Start")
    cursist.get_by_role("link", name="Naar je certificaat").click()
    assert _file(cursist, "Download als PDF").startswith(b"%PDF")
    assert _file(cursist, "Download de badge").count(b".") == 2
    address = cursist.get_by_role("region", name="Controleren").get_by_role("link").get_attribute("href") or ""
    cursist.get_by_role("link", name="Urenoverzicht").click()
    expect(cursist.get_by_text("15 uur", exact=True)).to_be_visible()
    assert _file(cursist, "Download als PDF").startswith(b"%PDF")
    return address


def _file(page: Page, words: str) -> bytes:
    # A download ends the loading of the page that it is on.
    page.wait_for_load_state("load")
    with page.expect_download() as download:
        page.get_by_role("link", name=words).click()
    return download.value.path().read_bytes()


def _check_and_revoke(stranger: Page, address: str, trainer: Page, site: Site) -> None:
    """Anyone can see that it is valid, and after it was revoked that it is not."""
    with site.inside():
        on = long_date(today())
    stranger.goto(address)
    expect(stranger.get_by_text("Dit certificaat is echt en geldig.")).to_be_visible()
    for words in (CURSIST, COURSE, HOURS, on):
        expect(stranger.get_by_text(words)).to_be_visible()
    trainer.get_by_role("link", name=re.compile("^Certificaat van")).click()
    trainer.get_by_role("link", name="Trek dit certificaat in").click()
    trainer.get_by_role("textbox").fill(REVOKED)
    trainer.get_by_role("button", name="Ja, trek in").click()
    expect(trainer.get_by_text(REVOKED)).to_be_visible()
    stranger.reload()
    expect(stranger.get_by_text("Dit certificaat is ingetrokken en niet meer geldig.")).to_be_visible()
    expect(stranger.get_by_text(REVOKED)).to_have_count(0)


def _read_why(cursist: Page) -> None:
    """Who had it reads why it was revoked, and cannot download it any more."""
    cursist.get_by_role("link", name="Wat telt").click()
    cursist.get_by_role("link", name=re.compile("^Ingetrokken certificaat")).click()
    expect(cursist.get_by_text(REVOKED)).to_be_visible()
    expect(cursist.get_by_role("link", name="Download als PDF")).to_have_count(0)


def _group(page: Page, words: str) -> None:
    """Go from the menu to a page of the group."""
    _menu(page, "Groepen")
    page.get_by_role("main").get_by_role("link", name=GROUP).click()
    page.get_by_role("link", name=words).click()
