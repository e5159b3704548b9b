"""Every page of the demo, for each role: usable by everyone, at three widths, in light and in dark."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page

from modules.library import queries as library
from observation.form import queries as form
from tests.browser.assignments import attach_nothing, begin_plan, hand_in_plan
from tests.browser.conftest import DESKTOP, PATIENCE, window
from tests.browser.journal import clash, search_journal
from tests.browser.live import COURSE, FIRST, SESSION, SMALL, TRAJECTORY, Site, Visitor
from tests.browser.questions import check_empty, measure, measure_empty, measure_to_the_end
from tests.browser.ways import (
    add_a_question,
    answer_check,
    ask_for_link,
    choose_file,
    invite_two,
    new_calendar,
    open_account,
    publish_and_look_back,
    register_partly,
    renew_link,
    send_empty,
    send_first_empty,
    send_signed_out,
    send_with_old_token,
    write_wrongly,
)
from trainer.people import actions as people
from trainer.people.rules import Role

pytestmark = [pytest.mark.browser, pytest.mark.axe]

QUICK = {"resultTypes": ["violations"], "preload": False, "iframes": False}
ALL = QUICK | {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
# Measuring contrast takes most of the time, and only the scoring page has other colours in a narrow window. In dark
# nothing but colours differs.
NO_CONTRAST = ALL | {"rules": {"color-contrast": {"enabled": False}}}
COLOURS = QUICK | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDTHS = (390, 820, 1440)
RUN_AXE = """async (options) => {
  const found = await axe.run(document, options);
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}`));
}"""
# What is folded away is part of the page too.
UNFOLD = "for (const each of document.querySelectorAll('main details')) each.open = true"
FITS = "document.documentElement.scrollWidth <= window.innerWidth"

MODULE = "/cursus/strength-model"
EDITOR, WORK, DRAFT = "/redactie", "/redactie/strength-model", "/redactie/borgen"
COURSE_PAGES = [
    f"/cursus/{module.slug}{page}"
    for module in library.shipped().modules
    for page in ("", *(f"/{lesson.slug}" for lesson in module.lessons), "/toets")
]
# The pages of other modules differ from those of this one in their text alone: axe reads them at one width. That nothing is
# wider than the window is looked at on all.
ALIKE = {page for page in COURSE_PAGES if not page.startswith(MODULE)}
GROUP, TEAM = f"/groepen/{COURSE}", f"/groepen/{SMALL}"
MEETING, TRAJECT, TALK = f"/overleggen/{FIRST}", f"/trajecten/{TRAJECTORY}", f"/intervisies/{SESSION}"
STEPS = tuple(f"{{form}}#thema-{theme}" for theme in form.current().themes)

# ── The pages ─────────────────────────────────────────────────────────────────────────────────────────────────────

Way = Callable[[Page], None]
PAGES: dict[str, tuple[str | tuple[str, Way], ...]] = {
    "niemand": (
        "/inloggen",
        ("/inloggen", send_empty),
        "/privacy",
        "/wachtwoord-vergeten",
        ("/wachtwoord-vergeten", send_empty),
        ("/wachtwoord-vergeten", ask_for_link),
        "/welkom/{token}",
        ("/welkom/{token}", send_empty),
        "/welkom/verlopen",
        "/bestaat-niet",
        "/certificaat",
        ("/certificaat", send_empty),
        "{check}",
    ),
    "beheerder": (
        "/",
        ("/", open_account),
        "/mensen",
        "/mensen/uitnodigen",
        ("/mensen/uitnodigen", send_empty),
        "/mensen/{person}",
        ("/mensen/{person}", renew_link),
        "/mensen/{person}/aanpassen",
        ("/mensen/{person}/aanpassen", send_empty),
        "/groepen",
        "/groepen/nieuw",
        ("/groepen/nieuw", send_empty),
        GROUP,
        (GROUP, send_empty),
        f"{GROUP}/naam",
        f"{GROUP}/intervisiegroep",
        f"{GROUP}/uitnodigen",
        (f"{GROUP}/uitnodigen/samen", send_empty),
        (f"{GROUP}/uitnodigen/samen", invite_two),
        TEAM,
        "/mijn-gegevens",
        ("/mijn-gegevens", send_first_empty),
        "/overleggen",
    ),
    "trainer": (
        "/",
        "/cursus",
        MODULE,
        EDITOR,
        f"{EDITOR}/nieuw",
        (f"{EDITOR}/nieuw", send_first_empty),
        WORK,
        f"{WORK}/gegevens",
        f"{WORK}/lessen/01-zes-uitgangspunten",
        f"{WORK}/toets",
        f"{WORK}/afbeeldingen",
        f"{WORK}/bestand/module.toml",
        (f"{WORK}/afbeeldingen", send_first_empty),
        f"{WORK}/versies",
        (f"{EDITOR}/participatie/gegevens", publish_and_look_back),
        (f"{DRAFT}/lessen/01-ja-maar", write_wrongly),
        (f"{DRAFT}/toets", add_a_question),
        f"{DRAFT}/publiceren",
        DRAFT,
        "/groepen",
        GROUP,
        TEAM,
        f"{TEAM}/intervisie",
        f"{TEAM}/intervisie/nieuw",
        (f"{TEAM}/intervisie/nieuw", send_empty),
        TALK,
        (TALK, send_empty),
        f"{TALK}/datum",
        f"{GROUP}/voortgang",
        f"{GROUP}/voortgang/4",
        f"{GROUP}/voortgang/4/profiel",
        (f"{GROUP}/voortgang/4/profiel", send_empty),
        "{ready}",
        "{certificate}",
        "{certificate}/intrekken",
        ("{certificate}/intrekken", send_empty),
        f"{GROUP}/metingen/groep",
        f"{GROUP}/planning",
        f"{GROUP}/planning/datums",
        (f"{GROUP}/planning/datums", send_empty),
        f"{GROUP}/evaluatie",
        f"{GROUP}/modelgetrouwheid",
        f"{GROUP}/modelgetrouwheid/waarom",
        "/cursusdagen/1",
        ("/cursusdagen/1", register_partly),
        "/cursusdagen/1/zaal",
        "/cursusdagen/4/wijzigen",
        ("/cursusdagen/4/wijzigen", send_empty),
        "/agenda",
        ("/agenda", new_calendar),
        f"{GROUP}/terugkoppeling",
        f"{TEAM}/terugkoppeling",
        "/opdrachten",
        "/logboek",
        "/logboek/gedeeld",
        "/logboek/gedeeld/1",
        ("/logboek/gedeeld/1", send_empty),
        "/opdrachten/versies/2/antwoord",
        "/opdrachten/versies/2/antwoord/versturen",
        "/overleggen",
        "/trajecten/nieuw",
        ("/trajecten/nieuw", send_empty),
        TRAJECT,
        f"{TRAJECT}/gegevens",
        f"{TRAJECT}/overleg",
        (f"{TRAJECT}/overleg", send_empty),
        f"{TRAJECT}/terugkoppeling",
        MEETING,
        "{empty_meeting}",
        ("{empty_meeting}", send_first_empty),
        f"{MEETING}/gegevens",
        f"{MEETING}/toestemming",
        (f"{MEETING}/toestemming", send_first_empty),
        "/toestemming/tekst",
        f"{MEETING}/uploaden",
        f"{MEETING}/bewaren",
        (f"{MEETING}/uploaden", choose_file),
        f"{MEETING}/naast-elkaar",
        f"{MEETING}/terugkoppeling",
        "/formulieren/1",
        "/observatieformulier",
    ),
    "trainer2": ("{form_of_trainer}", "{past_course}/evaluatie", "{today}", "{today}/zaal"),
    "cursist": (
        "/",
        ("/", open_account),
        "/cursus",
        *COURSE_PAGES,
        (f"{MODULE}/toets", check_empty),
        (f"{MODULE}/toets", answer_check),
        "/opdrachten",
        "/opdrachten/nieuw/profiel",
        ("/opdrachten/nieuw/profiel", send_empty),
        "/opdrachten/versies/1",
        "/opdrachten/versies/2/verschillen",
        "/opdrachten/versies/2/afdrukken",
        ("/opdrachten/nieuw/plan", begin_plan),
        ("/opdrachten/nieuw/plan", hand_in_plan),
        ("/opdrachten/nieuw/plan", attach_nothing),
        "/cursus/wat-telt",
        f"{GROUP}/uren/3",
        "/logboek",
        ("/logboek", search_journal),
        ("/logboek/nieuw?les=strength-model/krachten-eerst&vraag=1", send_empty),
        "/logboek/1",
        "/logboek/2",
        "/logboek/2/wijzigen",
        ("/logboek/2/wijzigen", clash),
        "/logboek/afdrukken",
        *(f"/methoden{rest}" for rest in ("", "?zoek=zonnebloem", "/rups", "/rups/naast?ander=ivb")),
        *("/scans", "/scans/team", f"{TEAM}/scans/team", "{scan}"),
        *("/woordenlijst", "/zoeken", "/zoeken?zoek=overleg", "/zoeken?zoek=overlg"),
        "/cursus/praktijkboek",
        *("/herhalen", "/herhalen/uitslag", f"{GROUP}/metingen"),
        f"{GROUP}/planning",
        f"{GROUP}/evaluatie",
        f"{GROUP}/evaluatie/einde",
        f"{GROUP}/modelgetrouwheid",
        "/cursusdagen/4",
        "/agenda",
        "/groepen",
        TEAM,
        f"{TEAM}/intervisie",
        TALK,
        (TALK, send_with_old_token),
        "/overleggen",
        TRAJECT,
        f"{TRAJECT}/terugkoppeling",
        MEETING,
        f"{MEETING}/toestemming",
        f"{MEETING}/uploaden",
        f"{MEETING}/naast-elkaar",
        f"{MEETING}/terugkoppeling",
        f"{TEAM}/terugkoppeling",
        "/formulieren/2",
        "/overleggen/999",
    ),
    "cursist2": (
        "/",
        "/cursus",
        "/overleggen",
        MEETING,
        f"{MEETING}/naast-elkaar",
        *STEPS,
        "{form}#aanvullend",
        "{form}/inleveren",
        f"{TRAJECT}/terugkoppeling",
        f"{MEETING}/terugkoppeling",
        *((f"{GROUP}/metingen", way) for way in (measure, measure_empty, measure_to_the_end)),
        "{past_course}/evaluatie/einde",
        ("{past_course}/evaluatie/einde", send_empty),
        "{past_course}/evaluatie/na-drie-maanden",
    ),
    "cursist3": ("/", "/cursus/wat-telt", "{certificate}", TEAM, f"{TEAM}/intervisie", TALK),
    "wie uitlogt": ((TALK, send_signed_out),),
}
# Pages that say that something is not there, or not for this reader.
REFUSALS = {
    ("niemand", "/welkom/verlopen"): 410,
    ("niemand", "/bestaat-niet"): 404,
    ("beheerder", "/overleggen"): 403,
    ("cursist", "/overleggen/999"): 404,
}


@dataclass
class Looker:
    """One window of one role that all its pages are looked at in."""

    page: Page
    said: list[str]


@pytest.fixture(scope="module")
def places(site: Site) -> dict[str, str]:
    """Return what the names in the addresses above stand for, made for this file alone."""
    scorer, trainer = site.newcomer("Ineke Kijker"), site.newcomer("Tom Trainer", Role.TRAINER)
    with site.inside():
        _, token = people.invite("Ilse Genodigd", "ilse@demo.example", Role.PARTICIPANT)
        person = str(people.invite("Otto Genodigd", "otto@demo.example", Role.PARTICIPANT)[0].id)
    certificate, check = site.certificate(site.demo("cursist3"))
    return {
        "token": token,
        "ready": site.met(scorer),
        "certificate": certificate,
        "check": check,
        "person": person,
        "cursist2": scorer.email,
        "form": site.begun_form(scorer),
        "form_of_trainer": site.begun_form(trainer),
        "trainer2": trainer.email,
        "scan": site.filled_scan(site.demo("cursist")),
        "past_course": site.evaluated_course(trainer, scorer),
        "today": site.day_today(trainer, 2),
        "empty_meeting": site.empty_meeting(site.demo("trainer"), "C31"),
    }


@pytest.fixture(scope="module")
def lookers(browser: Browser, site: Site, places: dict[str, str]) -> Iterator[Callable[[str], Looker]]:
    """Return a function that gives the window of a role."""
    open_windows: dict[str, Looker] = {}

    def look(who: str) -> Looker:
        if who not in open_windows:
            context = browser.new_context(**window(site))
            context.set_default_timeout(PATIENCE)
            context.add_init_script(AXE_SCRIPT)
            if visitor := _visitor(site, who, places):
                context.add_cookies([site.cookie(visitor)])
            said: list[str] = []
            page = context.new_page()
            page.on("console", lambda message: said.extend(_complaint(page, message)))
            page.on("pageerror", lambda error: said.append(str(error)))
            open_windows[who] = Looker(page, said)
        return open_windows[who]

    yield look
    for looker in open_windows.values():
        looker.page.context.close()


def _visitor(site: Site, who: str, places: dict[str, str]) -> Visitor | None:
    if who == "niemand":
        return None
    if who in ("cursist2", "trainer2"):
        return site.visitor(places[who])
    return site.demo({"wie uitlogt": "cursist"}.get(who, who))


def _complaint(page: Page, message: ConsoleMessage) -> list[str]:
    """Return what a page complains about; that the page itself is a refusal (404, 422) is no complaint."""
    own_status = (
        message.text.startswith("Failed to load resource")
        and message.location["url"].split("#")[0] == (page.url.split("#")[0])
    )
    return [f"{message.text} {message.location['url']}"] if message.type == "error" and not own_status else []


CASES = [
    (who, *(entry if isinstance(entry, tuple) else (entry, None))) for who, pages in PAGES.items() for entry in pages
]
NAMES = [" ".join(filter(None, (who, path, way and way.__name__))) for who, path, way in CASES]


@pytest.mark.parametrize(("who", "path", "way"), CASES, ids=NAMES)
def test_a_page_is_usable_by_everyone_at_every_width_in_light_and_in_dark(
    lookers: Callable[[str], Looker], places: dict[str, str], who: str, path: str, way: Way | None
) -> None:
    looker = lookers(who)
    page = looker.page
    looker.said.clear()
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    if "#" in path:
        # Another place on the same page would load nothing.
        page.goto("about:blank")
    answer = page.goto(path.format_map(places))
    assert answer is not None and answer.status == REFUSALS.get((who, path), 200)
    if way is not None:
        way(page)
        page.wait_for_load_state("load")
    page.evaluate(UNFOLD)
    if os.environ.get("TEST_DATABASE") == "postgresql":
        # What a page looks like does not depend on the database: it opens here too, and is not measured again.
        assert looker.said == []
        return
    thorough, wrong = path not in ALIKE, []
    for width in WIDTHS:
        rules = ALL if width == DESKTOP["width"] or page.locator(".scoring").count() else NO_CONTRAST
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [] if page.evaluate(FITS) else [f"{width}: de pagina is breder dan het venster"]
        if width == DESKTOP["width"] or thorough:
            wrong += [f"{width}: {each}" for each in page.evaluate(RUN_AXE, rules)]
    if thorough:
        page.emulate_media(color_scheme="dark")
        wrong += [f"donker: {each}" for each in page.evaluate(RUN_AXE, COLOURS)]
    assert wrong == []
    assert looker.said == []
