"""Rules of the editor: names, forms and files, pictures, zips. Without an application."""

import io
import stat
import struct
import zipfile

import pytest

from modules.authoring import rules, text_rules
from modules.authoring.picture_rules import drawing_problem, picture
from modules.authoring.question_rules import acted
from modules.authoring.text_rules import LessonText, OptionText, QuestionText
from modules.authoring.zip_rules import MAX_FILES, Refused, pack, taken_in, unpack
from modules.library.lesson_rules import read_lesson
from modules.library.queries import CONTENT, plain, read_folder
from modules.library.toml_rules import parse

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    ("words", "slug"),
    [("Eén plan!", "een-plan"), ("  ", ""), ("Ja, maar…", "ja-maar"), ("a" * 99, "a" * 60), ("../..", "")],
)
def test_words_become_an_address(words, slug):
    assert rules.slug_of(words) == slug


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("module.toml", True),
        ("01-begin.md", True),
        ("figures/kring.svg", True),
        ("../module.toml", False),
        ("figures/../x.svg", False),
        ("/etc/passwd", False),
        ("figures/kring.exe", False),
        ("01-begin.md\n", False),
        ("a" * 200 + ".md", False),
    ],
)
def test_only_files_of_a_module_are_known(name, known):
    assert rules.is_known(name) is known


def test_a_lost_lesson_is_one_whose_address_is_gone_and_not_one_with_another_number():
    old, new = {"01-een.md": b"", "02-twee.md": b""}, {"03-een.md": b"", "04-drie.md": b""}

    assert rules.lost_slugs(old, new) == ["twee"]


def test_a_new_lesson_never_takes_an_address_that_is_there():
    assert rules.new_lesson_name("Begin", ["01-begin"]) == "02-begin-2"
    assert rules.new_lesson_name("Toets", []) == "01-toets-2"
    assert rules.new_lesson_name("!", ["07-les"]) == "08-les-2"


NASTY = 'Zeg "ja" \\ nee\ttab +++ \u2028 é 😀 \x7f'


def test_whatever_is_typed_in_a_lesson_is_read_back_the_same():
    typed = {name: text_rules.fit_for_file(NASTY).strip() for name in ("title", "aim", "sources")}
    given = LessonText(**typed, minutes="12", indicators="WA07 IPS18", text=f"## Kop\n\n+++\n{typed['title']}")
    file = text_rules.lesson_file(given, "")

    assert text_rules.lesson_text(file) == given
    lesson, problems = read_lesson("m/01-les.md", {"m/01-les.md": file}, 1, frozenset())
    assert problems == [] and lesson.title == typed["title"]


def test_what_the_form_does_not_know_stays_in_the_file():
    lesson = text_rules.lesson_file(LessonText(title="Nieuw"), '+++\ntitle = "Oud"\nextra = ["x"]\n+++\n')
    check = text_rules.check_file(
        [QuestionText("q1", "Nieuw?")], '[[questions]]\nid = "q1"\nkind = "voor"\ntext = "?"\n'
    )

    assert 'extra = ["x"]' in lesson and 'title = "Nieuw"' in lesson
    assert (
        parse("", check)[0].values["questions"][0] | {"kind": "voor", "text": "Nieuw?"}
        == (parse("", check)[0].values["questions"][0])
    )


def test_every_check_that_we_ship_is_read_back_the_same():
    for name, content in read_folder(CONTENT).items():
        if name.endswith("/check.toml"):
            questions = text_rules.check_text(content.decode())
            written = text_rules.check_file([*questions, QuestionText("nieuw")], content.decode())
            assert text_rules.check_text(written)[:-1] == questions, name


@pytest.mark.parametrize(
    ("names", "earlier", "found"),
    [
        ("ac", "abc", "abc"),
        ("abc", "cba", "abc"),
        ("ca", "abc", "cab"),
        ("c", "abc", "bc"),
        ("ac", "ac", "acb"),
        ("ac", "", "acb"),
    ],
)
def test_a_module_goes_behind_the_one_that_stood_before_it(names, earlier, found):
    assert rules.put_back(list(names), "b", list(earlier)) == list(found)


def test_a_button_acts_on_the_question_that_it_names():
    questions = [QuestionText("q1", options=(OptionText("a"), OptionText("b"))), QuestionText("q2")]

    def ids(act):
        return [question.id for question in acted(questions, act, {"q1", "q2", "q3"}, ["01-les"])[0]]

    assert ids("add-question") == ["q1", "q2", "q4"]
    assert ids("down-question:0") == ["q2", "q1"]
    assert ids("remove-question:1") == ["q1"]
    for nonsense in ("", "remove-question", "remove-question:9", "remove-question:-1", "up-question:0", "x:1:2:3"):
        assert ids(nonsense) == ["q1", "q2"]
    assert [each.id for each in acted(questions, "down-option:0:0", set(), [])[0][0].options] == ["b", "a"]
    assert [each.id for each in acted(questions, "add-option:0", set(), [])[0][0].options] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<foreignObject/>",
        '<image href="https://elders.nl/a.png"/>',
        '<use href="#a"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<path onclick="x()" d="M0 0"/>',
        '<path style="fill:url(https://elders.nl)" d="M0 0"/>',
        '<path fill="url(https://elders.nl/x)" d="M0 0"/>',
        "<style>@import 'x'</style>",
        '<animate attributeName="href"/>',
        '<text xlink:href="x" xmlns:xlink="http://www.w3.org/1999/xlink">x</text>',
        '<x:path xmlns:x="http://www.w3.org/1999/xhtml"/>',
        "<path",
    ],
)
def test_a_drawing_that_can_do_more_than_draw_is_refused(inside):
    assert drawing_problem(SVG.format(inside).encode())


@pytest.mark.parametrize("before", ['<!DOCTYPE svg [<!ENTITY a "b">]>', '<?xml-stylesheet href="x"?>'])
def test_a_drawing_with_a_head_that_loads_or_expands_is_refused(before):
    assert drawing_problem((before + SVG.format("")).encode())
    assert drawing_problem((before + SVG.format("")).encode("utf-16"))


def test_every_drawing_that_we_ship_is_allowed():
    found = {name: picture(content) for name, content in read_folder(CONTENT).items() if name.endswith(".svg")}

    assert len(found) > 20
    assert [name for name, (ending, kept, problem) in found.items() if problem or ending != ".svg" or not kept] == []


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + b"\0\0\0\0"


def png_of(width, height):
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">II", width, height) + b"\x08\2\0\0\0")


def jpg_of(width, height):
    return b"\xff\xd8\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\1\1\x11\0"


@pytest.mark.parametrize(("width", "height", "fits"), [(6000, 6000, True), (6001, 10, False), (10, 30_000, False)])
def test_a_picture_with_more_pixels_than_a_page_can_use_is_refused(width, height, fits):
    png = png_of(width, height) + chunk(b"IEND", b"")
    jpg = jpg_of(width, height) + b"\xff\xda\x00\x02beeld\xff\xd9"

    assert [picture(each)[2] is None for each in (png, jpg)] == [fits, fits]


def test_where_and_when_a_photo_was_taken_does_not_go_along():
    png = png_of(20, 20)
    jpg, exif = b"\xff\xd8\xff\xe0\x00\x04ab", b"\xff\xe1\x00\x08GPS52N"
    scan = b"\xff\xda\x00\x02beeld\xff\xd9"

    assert picture(png + chunk(b"eXIf", b"GPS") + chunk(b"IEND", b"")) == (".png", png + chunk(b"IEND", b""), None)
    assert picture(jpg + exif + scan) == (".jpg", jpg + scan, None)
    # A second picture behind the first has notes of its own.
    assert picture(jpg + scan + jpg + exif + scan) == (".jpg", jpg + scan, None)
    for broken in (png, png[:20], jpg, jpg + exif[:5], b"\xff\xd8\xff"):
        assert "niet heel" in picture(broken)[2]


GOOD = {"module.toml": b'title = "x"', "figures/a.svg": SVG.format("").encode()}


def test_a_module_comes_out_of_a_zip_as_it_went_in():
    assert taken_in(pack("sterk", GOOD)) == ("sterk", GOOD)
    assert unpack(pack("sterk", GOOD)) == GOOD
    assert pack("sterk", GOOD) == pack("sterk", dict(reversed(GOOD.items())))


def zipped(entries):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in entries:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([("sterk/../../etc/passwd", b"x", 0)], "hoort niet in een module"),
        ([("../module.toml", b"x", 0)], "in één map"),
        ([("/etc/module.toml", b"x", 0)], "in één map"),
        ([("module.toml", b"x", 0)], "in één map"),
        ([("a/module.toml", b"x", 0), ("b/module.toml", b"x", 0)], "in één map"),
        ([("sterk/module.toml", b"/etc/passwd", stat.S_IFLNK | 0o777)], "geen gewoon bestand"),
        ([("sterk/figures/a.svg", SVG.format("<script/>").encode(), 0)], "script"),
        ([("sterk/figures/a.png", SVG.format("").encode(), 0)], "past niet bij de naam"),
        ([("sterk/01-les.md", b"x" * 300_000, 0)], "te groot"),
        ([(f"sterk/{number:02}-les.md", b"x", 0) for number in range(MAX_FILES + 1)], "bestanden"),
        ([], "0 bestanden"),
    ],
)
def test_a_zip_with_something_else_in_it_is_refused(entries, words):
    with pytest.raises(Refused, match=words):
        taken_in(zipped(entries))


def test_a_zip_that_blows_up_is_not_unpacked():
    with pytest.raises(Refused, match="te groot"):
        taken_in(zipped([("sterk/figures/a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50_000_000, 0)]))


def test_what_a_computer_adds_by_itself_is_left_out():
    entries = [("sterk/module.toml", b"x", 0), ("__MACOSX/sterk/._module.toml", b"x", 0), ("sterk/.DS_Store", b"x", 0)]

    assert taken_in(zipped(entries)) == ("sterk", {"module.toml": b"x"})


@pytest.mark.parametrize(
    "line",
    [
        "Zie ZonMw (project 535003006).",
        "ISBN 978 90 111222333 0",
        "Zie isbn: 0-19-852663-6.",
        "Brongers e.a., 45(9), 1112-2233, 3 keer.",
        "doi:10.1000/111222333",
        "Zie https://voorbeeld.nl/111222333",
        "RIVM, rapportnummer 111222333, pagina 1112-2233.",
        "In 1112 waren er 22.333 mensen.",
        "Het ging om 1.111.222.333 euro.",
        "Er kwamen er 1112. 22 333 gingen er.",
    ],
)
def test_a_number_in_a_reference_is_no_bsn(line):
    assert rules.private("les.md", line) == []


@pytest.mark.parametrize(
    "line",
    ["111222333", "BSN: 111222333.", "Nummer 111.222.333", "dossier 1112.22.333", "(111 222 333)", "bsn 10464554"],
)
def test_a_number_that_passes_the_elfproef_and_stands_by_itself_is_a_bsn(line):
    assert [each.sentence for each in rules.private("les.md", line)] == ["dit lijkt op een BSN."]


def test_the_sources_of_a_file_are_no_prose_and_what_comes_after_them_is():
    header = 'title = "Kop"\nsources = [\n  "Iets (111222333)",\n]\naim = "Bel 06-12345678"'

    assert [(each.line, each.sentence) for each in rules.private("a.toml", header)] == [
        (5, "dit lijkt op een telefoonnummer.")
    ]
    assert rules.private("a.toml", 'sources = ["Iets (111222333)"]') == []


def test_nothing_that_we_ship_is_said_to_be_about_a_real_person():
    files = {name: plain(content) for name, content in read_folder(CONTENT).items() if name.endswith((".md", ".toml"))}

    assert [each for name, text in files.items() if "/" in name for each in rules.private(name, text)] == []
