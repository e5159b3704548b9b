"""What no font has a sign for is printed as an empty square, and nothing else changes."""

import pytest

from modules.library.printing_rules import printable


def complaint(sign):
    return f'PDF/UA-1 error: the text `"{sign}"` could not be displayed with font `"Libertinus Serif"`'


@pytest.mark.parametrize(
    ("text", "sign", "printed"),
    [
        ("Najaar 🍂 en 🍂", "🍂", "Najaar □ en □"),
        ("王小明", "王", "□小明"),
        # Signs that only change how the one before them looks have no place on paper.
        ("Hoi 👍🏽", "👍", "Hoi □"),
        ("Les 1️⃣ van 11", "1", "Les 1 van 11"),
        ("q\u0489", "\\u{489}", "q□"),
    ],
)
def test_a_sign_that_no_font_has_becomes_an_empty_square(text, sign, printed):
    assert printable(text, complaint(sign)) == printed


@pytest.mark.parametrize("said", ["error: unknown variable", complaint("z"), complaint("王")])
def test_another_complaint_is_not_ours_to_mend(said):
    assert printable("Les 1 van 2", said) is None
