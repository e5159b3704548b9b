"""One word per act on the pages of the editor, and sentences that name what they are about."""

import re

from tests.test_house import PROJECT

# What is removed is 'Verwijder', what moves goes 'Omhoog' or 'Omlaag', and a thing is called by its name.
OTHER_WORDS = re.compile(
    r"\b(?:Eerder|Later|haar|[Hh]aal (?:deze \w+ )?weg|weghalen|weggehaald|uit het concept (?:halen|gehaald))\b"
)
PLACES = (
    "templates/modules/authoring/*",
    "templates/modules/publishing/*",
    "modules/authoring/*.py",
    "modules/publishing/*.py",
)


def test_an_act_has_one_word_and_a_thing_its_name():
    files = [*(file for place in PLACES for file in PROJECT.glob(place)), PROJECT / "modules/library/lesson_rules.py"]
    found = [(file.name, words[0]) for file in files for words in OTHER_WORDS.finditer(file.read_text())]

    assert len(files) > 30
    assert found == []
