"""What may not be typed where a client is only a number: what looks like personal data."""

import re
from collections.abc import Callable

from trainer.text_rules import listed

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_PATTERNS = (
    (r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](19|20)?\d{2}\b", "een geboortedatum"),
    (r"\b(19|20)\d{2}-\d{2}-\d{2}\b", "een geboortedatum"),
    # With the month in letters it is often a day of the course; in the past century, or with "geboren", it is not.
    (rf"\b\d{{1,2}} ({MONTHS}) 19\d{{2}}\b", "een geboortedatum"),
    (rf"\b[Gg]eboren (op )?\d{{1,2}} ({MONTHS}) (19|20)\d{{2}}\b", "een geboortedatum"),
    (r"\b[1-9]\d{3} ?[A-Z]{2}\b", "een postcode"),
    (r"\b[A-Z]?[a-z]{1,40}(straat|weg|laan|plein|singel|gracht|kade|dijk|hof|pad|steeg) ?\d+", "een adres"),
    # Bounded on both sides, as every pattern here: on a very long text a hungry one takes minutes.
    (r"[^\s@]{1,64}@[^\s@]{1,190}\.\w", "een e-mailadres"),
    (r"(\+31|\b0)[- ]?[1-9]([- ]?\d){8}\b", "een telefoonnummer"),
    (r"\b([Dd]ossier|[Zz]aak|[Kk]lant|[Pp]olis)(nummer|nr\.?):? ?[A-Z]{0,4}-?\d[\d-]{3,20}", "een dossiernummer"),
)
# Looked for first and left out after: ten digits of an account look like many other things.
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?\d(?: ?\d){9}\b")
# As a BSN is written in a text about many things: by itself, not a piece of a longer number.
_BY_ITSELF = re.compile(
    r"(?<![\d,.-])(?:\d{8,9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3})(?!\d|[-,.]\d| \d{3}\b)"
)
# What stands between a first name and a surname, or before a surname.
PARTICLES = {"de", "den", "der", "het", "van", "ter", "ten", "te", "in", "'t", "el", "al", "bin", "la", "da"}
# First names that many people in the Netherlands have. By itself such a name says little; with a surname it says who.
_FIRST_NAMES = (
    "Aad|Abdel|Abdullah|Achmed|Adriaan|Ahmed|Aicha|Ali|Alice|Amber|Amina|Amir|Anja|Anna|Anne|Annemiek|Anouk|Arie|"
    "Arjan|Ayse|Bart|Bas|Ben|Bert|Bianca|Bilal|Bob|Bram|Carla|Carlos|Carolien|Cees|Charlotte|Chantal|Chris|"
    "Christa|Cor|Corrie|Daan|Dani|Daniel|David|Debbie|Demi|Dennis|Derya|Dick|Dirk|Ed|Eline|Ellen|Elly|Els|Emiel|"
    "Emma|Eric|Erik|Esmee|Esra|Esther|Eva|Evelien|Farid|Fatima|Femke|Fleur|Floris|Frank|Frans|Fred|Gerard|Gerda|"
    "Gerrit|Gert|Gijs|Greet|Hanna|Hans|Hanneke|Harm|Harry|Hassan|Hatice|Heleen|Henk|Henny|Herman|Hugo|Ibrahim|"
    "Ilse|Ineke|Inge|Ingrid|Irene|Iris|Isa|Jaap|Jacob|Jacqueline|Jan|Janneke|Jasmijn|Jasper|Jeroen|Jesse|Jessica|"
    "Jet|Johan|Johanna|John|Jolanda|Joost|Joris|Jos|Joyce|Judith|Julia|Karel|Karim|Karin|Kees|Kevin|Khadija|Kim|"
    "Klaas|Koen|Lars|Laura|Leila|Leo|Lia|Lieke|Linda|Lisa|Lotte|Luc|Luuk|Maaike|Maarten|Malika|Manon|Marcel|Maria|"
    "Marianne|Marieke|Marijke|Marion|Mark|Marleen|Martijn|Martin|Mehmet|Melissa|Merel|Michael|Michel|Michiel|"
    "Mieke|Milan|Mirjam|Mohamed|Mohammed|Monique|Mustafa|Nadia|Naomi|Natasja|Nick|Nicole|Niels|Nina|Noor|Nora|"
    "Olga|Omar|Oscar|Pascal|Patricia|Patrick|Paul|Peter|Petra|Piet|Pieter|Pim|Priscilla|Rachid|Ramon|Rashid|Rene|"
    "Renate|Richard|Rik|Rob|Robert|Robin|Roel|Roos|Rosa|Ruben|Ruud|Said|Samira|Sander|Sandra|Sanne|Sara|Saskia|"
    "Sem|Silvia|Simon|Sjaak|Sjoerd|Sophie|Stefan|Sven|Tamara|Teun|Theo|Thijs|Thomas|Tim|Tineke|Tom|Ton|Truus|Vera|"
    "Vincent|Wendy|Wesley|Willem|Wilma|Wim|Wouter|Yasmina|Yusuf|Yvonne|Zeynep"
)
_SURNAME = rf"(?:(?:{'|'.join(sorted(PARTICLES))}) ){{0,3}}(?:[DV](?:e|an|er|en|an de[nr]?) )?[A-Z][a-zé]{{2,40}}"
_NAME = re.compile(
    rf"\b(?:[Mm]evrouw|[Mm]eneer|[Mm]ijnheer|[Dd]e heer|[Dd]hr\.?|[Mm]w\.?|[Mm]evr\.?|[Ff]amilie) {_SURNAME}"
    rf"|\b(?:{_FIRST_NAMES}) {_SURNAME}"
)
# Said beside every field for the number of a client, and again when it is refused.
PSEUDONYM_HELP = (
    "Een kort nummer dat je zelf bedenkt, zoals C7. Wie erbij hoort, bewaar je alleen in je eigen organisatie. "
    "Nooit een naam, BSN, dossiernummer, geboortedatum of adres."
)
_PSEUDONYM = re.compile(r"[A-Za-z]{0,2}[- ]?\d{1,6}")


def is_bsn(digits: str) -> bool:
    """Return whether `digits` passes the elfproef of a burgerservicenummer (8 or 9 digits)."""
    if not re.fullmatch(r"\d{8,9}", digits):
        return False
    padded = [int(digit) for digit in digits.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(padded) and sum(weight * digit for weight, digit in zip(weights, padded, strict=True)) % 11 == 0


def personal_data_in(text: str) -> list[str]:
    """Return what in `text` looks like personal data, in Dutch words: "een BSN", "een adres"."""
    return _found(text, lambda rest: re.findall(r"\d{8,9}", re.sub(r"[ .]", "", rest)))


def recognisable_in(text: str) -> list[str]:
    """Return the same, and "een naam" where someone is called by a surname. Of a name nobody can be certain by its letters:
    this is for a hint, and refuses nothing."""
    return personal_data_in(text) + (["een naam"] if _NAME.search(text) else [])


def personal_data_among_numbers(text: str) -> list[str]:
    """Return the same for a text with all kinds of numbers in it: there only one by itself can be a BSN."""
    return _found(text, lambda rest: [re.sub(r"[ .]", "", run) for run in _BY_ITSELF.findall(rest)])


def _found(text: str, runs: Callable[[str], list[str]]) -> list[str]:
    rest, accounts = _ACCOUNT.subn(" ", text)
    found = ["een BSN"] if any(is_bsn(run) for run in runs(rest)) else []
    found += ["een rekeningnummer"] if accounts else []
    found += [words for pattern, words in _PATTERNS if re.search(pattern, rest)]
    return list(dict.fromkeys(found))


def pseudonym_problem(text: str) -> str | None:
    """Return why `text` is no pseudonymous client number, as a Dutch sentence, or None."""
    # What is much too long is no number; there is no need to look through all of it.
    text = text[:200]
    if found := personal_data_in(text):
        return f"Dit lijkt op {listed(found)}. Bedenk zelf een kort nummer, zoals C7."
    if not _PSEUDONYM.fullmatch(text.strip()):
        return "Bedenk zelf een kort nummer, zoals C7: hooguit 2 letters en 6 cijfers, geen naam."
    return None
