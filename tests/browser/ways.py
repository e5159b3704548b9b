"""What a visitor does on a page to bring it where it must be looked at."""

from uuid import uuid4

from playwright.sync_api import Locator, Page

from tests.browser.conftest import every


def send_empty(page: Page) -> None:
    """Empty the last form of the page and send it."""
    _send_empty(page.locator("main form").last)


def send_first_empty(page: Page) -> None:
    """Empty the first form of the page that has fields and send it."""
    _send_empty(page.locator("main form:has(.utrecht-form-field)").first)


def _send_empty(sent: Locator) -> None:
    for field in sent.locator("input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), textarea").all():
        field.fill("")
    sent.locator("button[type=submit]").last.click()
    sent.page.locator("[aria-invalid=true]").first.wait_for()


def register_partly(page: Page) -> None:
    """Say that someone was there in part, without saying how long."""
    page.locator("input[value=partly]").first.check()
    page.locator(".presence__hours").first.fill("")
    page.get_by_role("button", name="Opslaan").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def new_calendar(page: Page) -> None:
    """Ask for a private calendar address."""
    page.get_by_role("button", name="agenda-adres").or_(page.get_by_role("button", name="nieuw adres")).first.click()
    page.get_by_label("Adres van je agenda").wait_for()


def ask_for_link(page: Page) -> None:
    """Ask for a new password."""
    page.get_by_label("E-mailadres").fill("niemand@demo.example")
    page.get_by_role("button", name="Vraag een nieuw wachtwoord aan").click()


def renew_link(page: Page) -> None:
    """Make a new personal link, so that it is on the page."""
    page.get_by_role("button", name="Maak een nieuwe persoonlijke link").click()
    page.get_by_role("button", name="Kopieer").wait_for()


def invite_two(page: Page) -> None:
    """Invite two people who are new each time, so that their links are on the page."""
    made = uuid4().hex
    page.get_by_label("Namen en adressen").fill(f"Iris, iris-{made}@test.example\nBo, bo-{made}@test.example")
    page.get_by_role("button", name="Uitnodigen").click()
    page.get_by_role("heading", name="Persoonlijke links").wait_for()


def answer_check(page: Page) -> None:
    """Choose the first answer everywhere and look at the result."""
    for question in every(page.get_by_role("radiogroup")):
        question.get_by_role("radio").first.check()
    page.get_by_role("button", name="Kijk na").click()
    page.get_by_role("heading", name="goed").first.wait_for()


def send_signed_out(page: Page) -> None:
    """Send a form after the session ended."""
    page.context.clear_cookies()
    page.get_by_label("Wat is besproken?").fill("Wat wij zagen")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Je bent intussen uitgelogd").wait_for()


def send_with_old_token(page: Page) -> None:
    """Send a form that stood open too long."""
    page.evaluate("for (const each of document.getElementsByName('csrf_token')) each.value = 'oud'")
    page.get_by_label("Wat is besproken?").fill("Wat wij zagen")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("De pagina stond te lang open").wait_for()


def open_account(page: Page) -> None:
    """Open the menu under one's own name."""
    page.locator(".account summary").click()


def choose_file(page: Page) -> None:
    """Upload without having chosen a file."""
    page.get_by_role("button", name="Upload").click()
    page.get_by_text("Kies eerst een bestand.").wait_for()


def write_wrongly(page: Page) -> None:
    """Make a draft of a lesson with a mistake and a telephone number in it."""
    page.get_by_label("Tekst", exact=True).fill("Bel 06-12345678.\n\n/// scen | Fout\n///")
    page.get_by_text("Alles is opgeslagen als concept.").wait_for()
    page.get_by_text("onbekend blok").wait_for()


def add_a_question(page: Page) -> None:
    """Add a question to a check, and type its text, so that the page says what it lacks."""
    page.get_by_role("button", name="Voeg een vraag toe").click()
    page.locator(".question[open]").get_by_label("Vraag", exact=True).fill("Wat helpt?")
    page.get_by_text("Vul de uitleg in.").first.wait_for()


def publish_and_look_back(page: Page) -> None:
    """Publish another summary of a module, and open the version before it."""
    summary = page.get_by_label("Samenvatting")
    summary.fill(f"{summary.input_value()} Ook voor jou.")
    page.get_by_role("button", name="Opslaan als concept").click()
    page.get_by_text("Opgeslagen als concept.").first.wait_for()
    page.goto(page.url.split("#")[0].replace("/gegevens", "/publiceren"))
    page.get_by_role("button", name="Publiceer", exact=True).click()
    page.goto(page.url.split("#")[0].removesuffix("/publiceren") + "/versies")
    page.get_by_role("link", name="Versie 1", exact=True).click()
    page.get_by_role("heading", name="Wat verandert er als je deze versie terugzet?").wait_for()
