"""A word that has to become unreadable: how it is found in a text, and what stands there instead."""

import re
import unicodedata

BLACK_BAR = "▇▇▇"
MIN_SIGNS, MAX_SIGNS = 2, 100
TOO_SHORT = f"Typ minstens {MIN_SIGNS} letters of cijfers."
NOWHERE = "Dit woord staat nergens in deze opdracht."
_APOSTROPHES = "'’‘`´"
# A word ends where no letter, digit or accent follows; an underscore is none of them.
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_]|[\u0300-\u036f])"


def is_too_short(word: str) -> bool:
    """Return whether a word has too few letters and digits to look for."""
    return sum(sign.isalnum() for sign in word) < MIN_SIGNS


def black_out(text: str, word: str) -> tuple[str, int]:
    """Return a text in which a word is unreadable, whole and in any case, with how many times it stood there."""
    # An é is one sign or two, depending on the keyboard.
    forms = {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}
    pattern = "|".join(r"\s+".join(map(_spelled, form.split())) for form in sorted(forms))
    return re.subn(f"{_BEFORE}(?:{pattern}){_AFTER}", BLACK_BAR, text, flags=re.IGNORECASE)


def _spelled(piece: str) -> str:
    return "".join(f"[{_APOSTROPHES}]" if sign in _APOSTROPHES else re.escape(sign) for sign in piece)
