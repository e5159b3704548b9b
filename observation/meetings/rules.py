"""Decisions about overleggen: the step in the cycle, who is present, and what may not be typed in a pseudonym."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from trainer.people.privacy_rules import PARTICLES, personal_data_in
from trainer.text_rules import listed

MAX_NUMBER = 99


class Domain(StrEnum):
    """The field that someone present works in; the client and their relatives have none."""

    CARE = "zorg_welzijn"
    WORK = "werk_inkomen"
    NONE = "geen"


DOMAIN_LABELS = {Domain.CARE: "zorg & welzijn", Domain.WORK: "werk & inkomen", Domain.NONE: "geen van beide"}


class PresentAs(StrEnum):
    """What someone is in the overleg."""

    CLIENT = "client"
    RELATIVE = "relative"
    PROFESSIONAL = "professional"
    CASE_MANAGER = "case_manager"
    COORDINATOR = "coordinator"
    EXPERIENCE = "experience"


# The functions that the sources name, as suggestions; another one may be typed.
FUNCTIONS = {
    "Sociaalwijkteamconsulent": Domain.CARE,
    "Maatschappelijk werker": Domain.CARE,
    "Ambulant begeleider": Domain.CARE,
    "Wijkverpleegkundige": Domain.CARE,
    "Wmo-consulent": Domain.CARE,
    "Jeugdconsulent": Domain.CARE,
    "Jongerenwerker": Domain.CARE,
    "Opbouwwerker": Domain.CARE,
    "Behandelaar": Domain.CARE,
    "Arbeidsdeskundige": Domain.WORK,
    "Klantmanager inkomen": Domain.WORK,
    "Arbeidsbemiddelaar": Domain.WORK,
    "Bedrijfsdienstverlener": Domain.WORK,
    "Werkcoach": Domain.WORK,
    "Schuldhulpverlener": Domain.WORK,
    "Bewindvoerder": Domain.WORK,
}

RECORDED_TOO = "Er hoort ook een opname bij. Ook zonder opname blijft het overleg nu staan."
RECORDED = (
    "Er hoort een opname bij dit overleg. Zolang die er is, kun je het overleg niet verwijderen. "
    "Vernietig haar niet alleen hierom: begon iemand met scoren, dan blijft het overleg ook zonder opname bewaard. "
    "Of dat zo is, zie je niet voordat je zelf scoort."
)


def function_problem(text: str) -> str | None:
    """Return why `text` should not stand as a function of someone present, or None."""
    if found := personal_data_in(text):
        return f"Dit lijkt op {listed(found)}. Schrijf alleen de functie op."
    # "Jan de Vries" is a name too.
    words = [word for word in text.split() if word not in PARTICLES]
    if len(words) > 1 and all(word[:1].isupper() and word[1:].islower() for word in words):
        return "Dit lijkt op een naam. Schrijf de functie op, bijvoorbeeld 'klantmanager inkomen'."
    return None


def default_function(present_as: str, client_term: str, taken: Iterable[str]) -> str:
    """Return what a cliënt or a naaste is called among those present: they have no function to ask for.

    A second one gets a number, so that consent of the one is not taken for that of the other.
    """
    if present_as not in (PresentAs.CLIENT, PresentAs.RELATIVE):
        return ""
    name, others = client_term.capitalize() if present_as == PresentAs.CLIENT else "Naaste", set(taken)
    names = (name if number == 1 else f"{name} {number}" for number in range(1, len(others) + 2))
    return next(each for each in names if each not in others)


def number_key(client_number: str) -> list[tuple[int, str]]:
    """Return by what client numbers are put in order: C9 comes before C10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", client_number.lower())
    return [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts]


def removal_problems(*, recorded: bool, scored: bool, said_no: bool, discussed: bool) -> list[str]:
    """Return all that keeps an overleg from being deleted, what lasts first.

    A recording can be destroyed, and never comes back. Nobody should do that for nothing. Whether others scored is not
    told to who still has to look with their own eyes; then `scored` is False beside a recording.
    """
    found = []
    if scored:
        found.append("Iemand begon al met scoren. Die formulieren blijven bewaard, en het overleg dus ook.")
    if said_no:
        found.append(
            "Iemand die erbij was, zei nee of trok toestemming in. Dat antwoord blijft bewaard, en het overleg dus ook."
        )
    if discussed:
        found.append(
            "Een intervisiegroep heeft een bijeenkomst over dit overleg. Zolang die er is, blijft het overleg."
        )
    if recorded:
        found.append(RECORDED_TOO if found else RECORDED)
    return found


def cycle_step(number: int) -> str:
    """Return in words the step of the PDCA cycle: the first overleg is Plan/Do, the later ones are Check/Act."""
    return "samen een plan maken en beginnen" if number == 1 else "terugkijken en bijstellen"


def missing_domains(domains: Iterable[str]) -> list[Domain]:
    """Return which of the two domains has nobody present."""
    present = set(domains)
    return [domain for domain in (Domain.CARE, Domain.WORK) if domain not in present]


def date_problem(held_on: date, *, today: date) -> str | None:
    """Return why an overleg cannot have been held on this day, or None."""
    if held_on > today:
        return "Deze datum ligt in de toekomst. Vul de dag in waarop het overleg was."
    if held_on.year < 2000:
        return "Deze datum ligt te ver terug. Controleer het jaar."
    return None
