"""A lesson as HTML."""

import pytest

from modules.library.rendering import render


def test_a_card_shows_its_title_and_turns_over_to_its_text():
    html = render("/// omdraaikaart | Ja maar, geen tijd\nBegin *klein*.\n///", str).html

    assert "<summary>Ja maar, geen tijd</summary>" in html
    assert "<p>Begin <em>klein</em>.</p>" in html


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("scène", "Scène"),
        ("denkvraag", "Denkvraag"),
        ("overleg", "In een overleg"),
        ("omdraaikaart", "Omdraaikaart"),
    ],
)
@pytest.mark.parametrize("end", ["", " |", " | "])
def test_a_block_without_a_title_is_called_what_it_is(block, name, end):
    html = render(f"/// {block}{end}\nZij lacht.\n///", str).html

    assert f">{name}</" in html
    assert "<p>Zij lacht.</p>" in html


def test_a_link_to_a_lesson_or_a_method_leads_to_its_page():
    html = render("[a](les:plan/kleine-stappen) [b](methode:rups) [c](elders:x) [d](opdracht:plan)", str).html

    assert 'href="/cursus/plan/kleine-stappen"' in html
    assert 'href="/methoden/rups"' in html
    assert 'href="/opdrachten#plan"' in html
    assert "elders" not in html


@pytest.mark.parametrize("text", ["[" * 20_000, "[a" * 5_000, "/// denkvraag | q\n" * 3_000], ids=["[", "[a", "///"])
def test_what_the_converter_cannot_take_is_shown_as_it_was_typed(text):
    html = render(f"<b>{text}", str).html

    assert html.startswith("<pre>&lt;b&gt;")
