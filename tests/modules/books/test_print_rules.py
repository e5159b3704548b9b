"""From the Markdown of a lesson to Typst: every construct, and nothing in a text that becomes markup."""

import pytest

from modules.books.html_rules import parse
from modules.books.print_rules import Converter, Unprintable, widths
from modules.books.typst_rules import Label, Markup, Verbatim, call, quoted, typeset, value
from modules.library.lesson_rules import BLOCKS
from modules.library.rendering import render

KNOWN = {"/cursus/plan/kleine-stappen": Label("les-plan-kleine-stappen")}


def printed(markdown, known=KNOWN):
    """Return the Typst of a lesson, by the same HTML that the site shows."""
    html = render(markdown, lambda name: f"/figures/plan/{name}").html
    return Converter(known.get).blocks(parse(html))


@pytest.mark.parametrize(
    ("markdown", "typst"),
    [
        ("Een zin.", '#"Een zin."'),
        ("Een\nzin.\n\nNog een.", '#"Een zin."\n\n#"Nog een."'),
        ("**Vet** en *schuin*.", '#strong[#"Vet"]#" en "#emph[#"schuin"]#"."'),
        ("*Schuin en **vet***", '#emph[#"Schuin en "#strong[#"vet"]]'),
        ("## Kop\n\nTekst", '#heading([#"Kop"], level: 3)\n\n#"Tekst"'),
        ("### Kop", '#heading([#"Kop"], level: 3)'),
        ("## Kop\n\n### Kleiner", '#heading([#"Kop"], level: 3)\n\n#heading([#"Kleiner"], level: 4)'),
        ("- een\n- twee", '#list([#"een"], [#"twee"])'),
        ("3. drie\n4. vier", '#enum([#"drie"], [#"vier"], start: 3)'),
        ("- een\n\n    1. binnen", '#list([#"een"\n\n#enum([#"binnen"], start: 1)])'),
        ("> Gezegd.", '#quoted([#"Gezegd."])'),
        ("Zo: `code` en meer", '#"Zo: "#raw("code")#" en meer"'),
        ("    een regel\n    nog  een", '#preformatted(("een regel", "nog  een", ))'),
        ("Boven\n\n---", '#"Boven"\n\n#divider'),
        ("regel  \nregel", '#"regel"#linebreak()#"regel"'),
        ("Kies:\n\n- dit", '#lead-in([#"Kies:"])\n\n#list([#"dit"])'),
        ("[stappen](les:plan/kleine-stappen)", '#reference(<les-plan-kleine-stappen>, [#"stappen"])'),
        ("[weg](les:plan/niet-in-dit-boek)", '#"weg"'),
        ("[RUPS](methode:rups)", '#"RUPS"'),
        ("[site](https://voorbeeld.nl/a?b=1&c=d)", '#link("https://voorbeeld.nl/a?b=1&c=d", [#"site"])'),
        ("![Een kring](figures/kring.svg)", '#drawing("/figures/plan/kring.svg", "Een kring", none)'),
        (
            "![Een kring](figures/kring.svg)\n\n*Figuur 1. De kring.*\n\nVerder.",
            '#drawing("/figures/plan/kring.svg", "Een kring", [#emph[#"Figuur 1. De kring."]])\n\n#"Verder."',
        ),
    ],
)
def test_markdown_becomes_typst(markdown, typst):
    assert printed(markdown) == typst


@pytest.mark.parametrize(("word", "kind"), BLOCKS.items())
def test_every_block_of_the_lessons_has_a_box_on_paper(word, kind):
    assert printed(f"/// {word} | Titel\nTekst.\n///") == f'#{kind}([#"Titel"], [#"Tekst."], breakable: false)'


def test_a_long_block_may_be_cut_by_a_page():
    assert "breakable: true" in printed(f"/// scène | Titel\n{'Een zin. ' * 200}\n///")


def test_a_table_keeps_its_head_apart_and_gives_room_by_what_stands_in_it():
    made = printed("| Wie | Wat |\n|:-:|---|\n| Mirla | Een lange zin over alles wat zij kweekt op de galerij. |")
    assert made.startswith(
        '#data-table(columns: (0, 82, ), alignments: ("center", "left", ), head: ([#"Wie"], [#"Wat"], )'
    )
    assert '[#"Mirla"]' in made


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        ([["a", "b"], ["c", "d"]], [1, 1]),
        ([["a", "b" * 40], ["c", "d" * 20]], [0, 70]),
        ([["a" * 300, "b" * 17]], [390, 34]),
    ],
)
def test_a_narrow_column_takes_no_more_than_it_needs(lines, columns):
    assert widths(lines) == columns


@pytest.mark.parametrize(
    "text",
    [
        "#import x",
        "$x$",
        "a \\ b",
        "[naam]",
        "= kop",
        "&lt;les-x&gt;",
        "@x",
        "// weg",
        "#pagebreak()",
        "a_b_c",
        "~ -- ...",
        "{x}",
    ],
)
def test_nothing_that_an_author_types_is_read_as_typst(text):
    made = printed(f"Zin {text}")
    assert made.count('"') == 2
    assert made.startswith('#"Zin ') and made.endswith('"')


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ('a "b" c', '"a \\"b\\" c"'),
        ("een \\ streep", '"een \\\\ streep"'),
        ("twee\nregels\tmet\x00meer", '"twee regels met meer"'),
        ("blz.\u00a012", '"blz.\u00a012"'),
    ],
)
def test_a_literal_ends_only_where_its_text_ends(text, literal):
    assert quoted(text) == literal


@pytest.mark.parametrize(
    ("text", "before", "printed_text"),
    [
        ("'Ja', zei hij.", "", "‘Ja’, zei hij."),
        ("Zij zei: 'Nee.'", "", "Zij zei: ‘Nee.’"),
        ("'s ochtends is 't stil", "", "’s ochtends is ’t stil"),
        ("foto's van 'De Brink'", "", "foto’s van ‘De Brink’"),
        ("('zo')", "", "(‘zo’)"),
        ("' en verder", "Mirla", "’ en verder"),
        ('hij zei "ja hoor"', "", "hij zei “ja hoor”"),
    ],
)
def test_quotes_are_those_of_a_printed_page(text, before, printed_text):
    assert typeset(text, before) == printed_text


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (None, "none"),
        (True, "true"),
        (3, "3"),
        ("a 'b'", '"a ‘b’"'),
        (Verbatim("a 'b'"), "\"a 'b'\""),
        (Label("les-x"), "<les-x>"),
        (Markup("#strong[x]"), "[#strong[x]]"),
        (["a"], '("a", )'),
        ([], "()"),
        ({"a": 1}, "(a: 1, )"),
        ({}, "(:)"),
    ],
)
def test_a_value_becomes_typst_code(given, code):
    assert value(given) == code


def test_a_value_without_a_form_in_typst_is_a_fault():
    with pytest.raises(TypeError):
        call("lead", object())


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<video></video>", "het element <video> kan niet op papier."),
        ("<p>a <button>b</button></p>", "het element <button> kan niet in een zin op papier."),
        ('<div class="admonition raadsel"><p>Titel</p></div>', "het blok 'raadsel' is niet bekend op papier."),
    ],
)
def test_what_no_book_can_show_is_named(html, sentence):
    with pytest.raises(Unprintable, match=sentence):
        Converter(KNOWN.get).blocks(parse(html))
