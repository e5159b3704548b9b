"""How hard a text reads."""

import pytest

from modules.library.readability_rules import five_numbers, readability, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("huis", 1),
        ("cliënt", 2),
        ("ijs", 1),
        ("geëerd", 2),
        ("overleg", 3),
        ("multiproblematiek", 6),
        ("tweeëntwintig", 4),
        ("nieuwe", 2),
        ("mooie", 2),
        ("de", 1),
        ("zzp", 1),
    ],
)
def test_syllables_are_counted_by_their_vowel_sounds(word, count):
    assert syllables(word) == count


def test_only_running_text_is_read():
    text = "## Een kop\n\nEen zin. Nog een zin!\n\n- Een punt\n\n| a | b |\n\n/// scène | Titel\nZij *vraagt* [door](les:a/b).\n///"

    assert sentences(text) == ["Een zin.", "Nog een zin!", "Een punt", "Zij vraagt door."]


def test_the_measure_is_the_one_of_douma():
    # Ten words in two sentences, eleven syllables.
    counted = readability("Zij komt om de hoek kijken. Dan gaat zij weer.")

    assert (counted.words, counted.sentences, counted.syllables) == (10, 2, 11)
    assert counted.score == pytest.approx(206.84 - 77 * 1.1 - 0.93 * 5)
    assert counted.longest_length == 6


def test_a_text_without_sentences_cannot_be_measured():
    assert readability("## Kop\n\n| a | b |") is None


def test_a_spread_is_told_in_five_numbers():
    assert five_numbers([1.0, 2.0, 3.0, 4.0, 5.0]) == (1.0, 2.0, 3.0, 4.0, 5.0)
