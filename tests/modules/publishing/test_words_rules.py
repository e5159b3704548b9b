"""The files of a module in words."""

import re

from modules.library.lesson_rules import BLOCK_NAMES, BLOCKS
from modules.library.queries import CONTENT, plain, read_folder
from modules.publishing.words_rules import heading, in_words

LESSON = '+++\ntitle = "Begin"\naim = "Kijken."\nminutes = 5\nsources = ["Een boek"]\n+++\n\nEen zin.\n'
CHECK = """[[questions]]
id = "q1"
text = "Wat helpt?"
lesson = "01-begin"
[[questions.options]]
id = "a"
text = "Luisteren"
correct = true
explanation = "Zo is het."
[[questions.options]]
id = "b"
text = "Praten"
correct = false
explanation = "Nee."
"""
TEXTS = {
    "01-begin.md": LESSON,
    "check.toml": CHECK,
    "module.toml": 'title = "Sterk"\nsummary = "Kort"\naim = "Zien"\nlessons = ["01-begin", "02-weg"]\nsources = ["A"]\n',
}


def test_a_lesson_is_its_data_and_its_lines():
    assert in_words("01-begin.md", TEXTS).split("\n") == [
        "Titel: Begin",
        "Doel: Kijken.",
        "Leestijd: 5 minuten",
        "Bron: Een boek",
        "",
        "Een zin.",
    ]


def test_the_lines_of_a_block_say_what_it_is():
    text = "Eerst.\n\n/// scène | Op de galerij\nMirla.\n///\n\n/// anders | Wat\n///\n\n```\n/// scène | Zo\n```"

    assert in_words("01-begin.md", {"01-begin.md": LESSON + text}).split("\n")[6:] == [
        "Eerst.",
        "",
        "Scène: Op de galerij",
        "Mirla.",
        "Einde van het blok",
        "",
        "/// anders | Wat",
        "Einde van het blok",
        "",
        "```",
        "/// scène | Zo",
        "```",
    ]


def test_a_picture_is_said_by_its_name_and_what_there_is_to_see():
    text = "Kijk: ![Een *cirkel*.](figures/kring.svg)\n\n```\n![a](figures/b.svg)\n```"

    assert in_words("01-begin.md", {"01-begin.md": LESSON + text}).split("\n")[6:] == [
        "Kijk: Afbeelding kring.svg: Een cirkel.",
        "",
        "```",
        "![a](figures/b.svg)",
        "```",
    ]


def test_every_kind_of_block_has_a_name():
    assert set(BLOCK_NAMES) == set(BLOCKS)


def test_a_question_names_its_lesson_and_which_answer_is_right():
    assert in_words("check.toml", TEXTS).split("\n") == [
        "Vraag: Wat helpt?",
        "Les die dit uitlegt: Begin",
        "Antwoord a (goed): Luisteren",
        "Uitleg: Zo is het.",
        "Antwoord b (fout): Praten",
        "Uitleg: Nee.",
    ]


def test_a_module_lists_its_lessons_by_title():
    assert in_words("module.toml", TEXTS).split("\n") == [
        "Titel: Sterk",
        "Samenvatting: Kort",
        "Doel: Zien",
        "Les: Begin",
        "Les: 02-weg",
        "Bron: A",
    ]


def test_a_file_that_no_form_can_show_stays_as_it_is_and_one_that_is_not_there_is_empty():
    assert in_words("check.toml", {"check.toml": "[[kapot"}) == "[[kapot"
    assert [in_words(name, {}) for name in TEXTS] == ["", "", ""]


def test_a_file_has_the_name_of_its_page():
    called = [
        heading(name, TEXTS) for name in ("01-begin.md", "02-weg.md", "check.toml", "module.toml", "figures/a.svg")
    ]
    assert called == ["Les: Begin", "Les: 02-weg", "Toets", "Gegevens", "Afbeelding a.svg"]


def test_nothing_that_we_ship_shows_the_language_of_files():
    files = {name: plain(content) for name, content in read_folder(CONTENT).items() if name.endswith((".md", ".toml"))}
    for folder in {name.partition("/")[0] for name in files if name.endswith("/module.toml")}:
        texts = {name.partition("/")[2]: text for name, text in files.items() if name.startswith(f"{folder}/")}
        assert [name for name in texts if re.search(r" = |[+]{3}|/{3}", in_words(name, texts))] == []
