"""Decisions about overleggen: the step in the cycle, who is present, and what may not be typed in a pseudonym."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

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

_PATTERNS = (
    (r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](19|20)?\d{2}\b", "een geboortedatum"),
    (r"\b(19|20)\d{2}-\d{2}-\d{2}\b", "een geboortedatum"),
    (r"\b[1-9]\d{3} ?[A-Z]{2}\b", "een postcode"),
    (r"\b[A-Z]?[a-z]+(straat|weg|laan|plein|singel|gracht|kade|dijk|hof|pad|steeg) ?\d+", "een adres"),
    (r"\S+@\S+\.\S+", "een e-mailadres"),
    (r"(\+31|\b0)[- ]?[1-9]([- ]?\d){8}\b", "een telefoonnummer"),
)
_PARTICLES = {"de", "den", "der", "het", "van", "ter", "ten", "te", "in", "'t", "el", "al", "bin", "la", "da"}
_PSEUDONYM = re.compile(r"[A-Za-z]{0,4}[- ]?\d{1,6}")


def is_bsn(digits: str) -> bool:
    """Return whether `digits` passes the elfproef of a burgerservicenummer (8 or 9 digits)."""
    if not re.fullmatch(r"\d{8,9}", digits):
        return False
    padded = [int(digit) for digit in digits.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(padded) and sum(weight * digit for weight, digit in zip(weights, padded, strict=True)) % 11 == 0


def personal_data_in(text: str) -> list[str]:
    """Return what in `text` looks like personal data, in Dutch words: "een BSN", "een adres"."""
    found = ["een BSN"] if any(is_bsn(run) for run in re.findall(r"\d{8,9}", re.sub(r"[ .]", "", text))) else []
    found += [words for pattern, words in _PATTERNS if re.search(pattern, text)]
    return list(dict.fromkeys(found))


def pseudonym_problem(text: str) -> str | None:
    """Return why `text` is no pseudonymous client number, as a Dutch sentence, or None."""
    if found := personal_data_in(text):
        return f"Dit lijkt op {' en '.join(found)}. Gebruik alleen een nummer dat buiten dit platform niets zegt, zoals C7."
    if not _PSEUDONYM.fullmatch(text.strip()):
        return "Gebruik een kort nummer dat niet naar iemand verwijst, zoals C7: hooguit 4 letters en 6 cijfers, geen naam."
    return None


def function_problem(text: str) -> str | None:
    """Return why `text` should not stand as a function of someone present, or None."""
    if found := personal_data_in(text):
        return f"Dit lijkt op {' en '.join(found)}. Schrijf alleen de functie op."
    # "Jan de Vries" is a name too.
    words = [word for word in text.split() if word not in _PARTICLES]
    if len(words) > 1 and all(word[:1].isupper() and word[1:].islower() for word in words):
        return "Dit lijkt op een naam. Schrijf de functie op, bijvoorbeeld 'klantmanager inkomen'."
    return None


def cycle_step(number: int) -> str:
    """Return the step of the PDCA cycle: the first overleg is Plan/Do, the later ones are Check/Act."""
    return "Plan/Do" if number == 1 else "Check/Act"


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
