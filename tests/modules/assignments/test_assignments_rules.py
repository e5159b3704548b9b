"""The decisions about assignments."""

from datetime import UTC, date, datetime

import pytest

from modules.assignments import day_rules, empty_rules, form_rules, rules
from modules.assignments.form_rules import WordHint
from modules.assignments.queries import FOLDER, shelf
from modules.assignments.rules import Given, Turn

MOMENT = datetime(2026, 11, 3, tzinfo=UTC)
TODAY = date(2026, 11, 27)
WORDS = (WordHint(("depressief", "pdd-nos"), "Beschrijf wat je ziet."),)


def profile():
    return shelf().forms["profiel"].with_rows(shelf().row_sets[0])


def said(pieces):
    return [(piece.kind, piece.text) for piece in pieces]


def test_the_sets_of_rows_are_those_of_the_sources():
    assert [(each.id, len(each.rows)) for each in shelf().row_sets] == [
        ("zeven-gebieden", 7),
        ("leefgebieden", 12),
        ("acht-domeinen", 8),
    ]


def test_a_profiel_has_three_columns_per_row_four_priorities_and_sources_in_the_surroundings():
    keys = list(rules.cells(profile(), ()))

    assert keys[:4] == ["hulpvraag", "dagelijks-leven.nu", "dagelijks-leven.wens", "dagelijks-leven.eerder"]
    assert keys[-5:] == ["prioriteit-1", "prioriteit-2", "prioriteit-3", "prioriteit-4", "bronnen"]
    assert len(keys) == 1 + 7 * 3 + 5


def test_the_steps_of_a_plan_are_called_by_their_place_and_kept_by_their_number():
    found = rules.cells(shelf().forms["plan"], (4, 2))

    assert found["stap-4.wat"].name == "Stap 1: Wat"
    assert found["stap-2.gedaan"].name == "Stap 2: Gedaan op"


def test_steps_that_were_taken_away_are_found_where_they_stood():
    assert rules.taken_away([4, 1, 5, 2, 3], [1, 2]) == {1: [4], 2: [5], None: [3]}
    assert rules.taken_away([], []) == {None: []}


def test_a_form_comes_back_from_its_kept_text_as_it_was():
    assert form_rules.from_kept(form_rules.kept(profile())) == profile()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('title = "Plan"', 'titel = "Plan"', "plan.toml, regel 1: onbekend veld 'titel'. Bedoel je 'title'?"),
        ('kind = "steps"', 'kind = "trap"', "onbekende soort 'trap'"),
        ('size = "day"', 'size = "dag"', "onbekende maat 'dag'"),
        ("optional = true", "optional = 1", "veld 'optional' moet true of false zijn"),
        ("optional = true", "optioneel = true", "onbekend veld 'optioneel'"),
        ('id = "waarom"', 'id = "doel"', "id 'doel' staat er twee keer"),
        ('id = "waarom"', 'id = "Waarom?"', "mag alleen kleine letters"),
    ],
)
def test_a_mistake_in_a_form_is_named_and_the_form_is_held_back(old, new, sentence):
    texts = {path.name: path.read_text() for path in FOLDER.glob("*.toml")}
    found = form_rules.read_shelf(texts | {"plan.toml": texts["plan.toml"].replace(old, new)})

    assert set(found.forms) == {"profiel"}
    assert any(sentence in str(problem) for problem in found.problems)


def given(*keys):
    return {key: Given("Iets") for key in keys}


def names(found):
    return [(each.label, [cell.label for cell in each.cells]) for each in found]


@pytest.mark.parametrize(
    ("filled", "asked", "free"),
    [
        # Two priorities are enough and an area may stay empty; a Profiel in which no area says anything misses something.
        (
            ("hulpvraag", "prioriteit-1", "prioriteit-2", "bronnen"),
            [("Gebieden", [])],
            [("Prioriteiten", ["3", "4"])],
        ),
        (
            ("prioriteit-1", "geld.nu", "mensen.wens", "mensen.eerder"),
            [("De vraag", ["Hulpvraag in eigen woorden"]), ("Prioriteiten", ["2"]), ("Bronnen in de omgeving", None)],
            [("Wonen en dagelijks leven", ["Nu", "Wens", "Eerder"]), ("Geld en spullen", ["Wens", "Eerder"])],
        ),
    ],
)
def test_what_may_stay_empty_is_told_apart_from_what_is_asked(filled, asked, free):
    found = [empty_rules.empty_fields(profile(), (), given(*filled), optional=optional) for optional in (False, True)]

    assert [label for label, _ in names(found[0])] == [label for label, _ in asked]
    assert all(cells is None or (label, cells) in names(found[0]) for label, cells in asked)
    assert names(found[1])[: len(free)] == free
    assert all(each.label != "Prioriteiten" or "2" not in dict(names(found[1]))["Prioriteiten"] for each in found[1])


def test_a_side_that_no_row_has_is_named_apart_and_not_among_what_may_stay_empty():
    filled = given("hulpvraag", "geld.nu", "geld.wens", "gezondheid.nu", "prioriteit-1", "prioriteit-2", "bronnen")
    look = empty_rules.look_back(profile(), (), filled)

    assert [(each.label, each.cells[0].key, len(each.cells)) for each in look.again] == [
        ("Eerder", "dagelijks-leven.eerder", 7)
    ]
    assert look.again[0].words == "is bij elke rij nog leeg. Je trainer kijkt of nu, wens en eerder meedoen."
    assert look.left == []
    free = dict(names(look.free))
    assert free["Gezondheid"] == ["Wens"] and "Geld en spullen" not in free
    assert "Eerder" not in {label for labels in free.values() for label in labels}
    assert next(each for each in look.free if each.label == "Vrije tijd").whole
    assert empty_rules.look_back(profile(), (), filled | given("geld.eerder")).again == []
    assert empty_rules.look_back(profile(), (), given("hulpvraag")).again == []


def test_a_form_in_which_nothing_stands_is_blank():
    plan = shelf().forms["plan"]

    assert empty_rules.look_back(plan, (1, 2), given("stap-3.wat")).is_blank
    assert not empty_rules.look_back(plan, (1, 2), given("stap-2.wat")).is_blank


def test_of_a_step_only_the_day_on_which_it_was_done_may_stay_empty():
    plan = shelf().forms["plan"]

    assert ("Stap 1", ["Wie", "Vóór wanneer"]) in names(empty_rules.empty_fields(plan, (1,), given("stap-1.wat")))
    free = empty_rules.empty_fields(plan, (1,), given("stap-1.wat"), optional=True)
    assert names(free) == [("Stap 1", ["Gedaan op"])]
    assert ("Kleine stappen", []) in names(empty_rules.empty_fields(plan, (), {}))
    assert empty_rules.empty_fields(plan, (), {}, optional=True) == []


def test_a_step_in_which_nothing_stands_is_no_step_and_the_others_keep_their_name():
    plan = shelf().forms["plan"]
    steps, filled = (4, 2, 9), given("stap-2.wie", "stap-7.wat")
    read = empty_rules.without_empty_steps(rules.layout(plan, steps), filled)

    assert [line.label for part in read for line in part.lines if line.step] == ["Stap 2"]
    assert len(read) == len(plan.sections)
    left = names(empty_rules.empty_fields(plan, steps, filled))
    assert [label for label, _ in left if "tap" in label] == ["Stap 2"]
    assert ("Kleine stappen", []) in names(empty_rules.empty_fields(plan, steps, given("doel")))


def test_a_form_that_was_kept_before_fields_could_be_optional_can_still_be_read():
    old = form_rules.kept(profile()).replace(', "optional": true', "").replace(', "optional": false', "")

    assert "optional" not in old
    assert not any(cell.optional for cell in rules.cells(form_rules.from_kept(old), ()).values())


def test_unknown_files_and_unknown_fields_in_rows_and_words_are_named():
    texts = {path.name: path.read_text() for path in FOLDER.glob("*.toml")}
    rows = texts["rows.toml"].replace('label = "Werk"', 'naam = "Werk"')
    words = texts["words.toml"].replace("instead", "liever", 1)
    problems = form_rules.read_shelf(texts | {"rows.toml": rows, "words.toml": words, "los.toml": ""}).problems

    assert {problem.file for problem in problems} == {"rows.toml", "words.toml", "los.toml"}


@pytest.mark.parametrize(
    ("text", "size", "found"),
    [
        ("Voelt zich depressief.", "text", ["Je schrijft ‘depressief’. Beschrijf wat je ziet."]),
        ("Diagnose: PDD-NOS", "text", ["Je schrijft ‘PDD-NOS’. Beschrijf wat je ziet."]),
        ("Komt de dag moeilijk op gang.", "text", []),
        ("Woont op Dorpsstraat 12", "text", ["Dit lijkt op een adres. Schrijf het zo dat niemand te herkennen is."]),
        ("vóór 12-09-2026", "text", ["Dit lijkt op een geboortedatum. Schrijf het zo dat niemand te herkennen is."]),
        ("vóór 12-09-2026", "day", []),
    ],
)
def test_a_hint_names_words_and_personal_data(text, size, found):
    assert rules.hints(text, size, WORDS, TODAY) == found


@pytest.mark.parametrize(
    "text",
    ["", "3 mei", "Dinsdagmiddag", "eind maart", "volgende week", "vóór de zomervakantie", "Vandaag nog", "om 10 uur"],
)
def test_a_day_or_a_time_gets_no_hint(text):
    assert rules.hints(text, "day", WORDS, TODAY) == []


@pytest.mark.parametrize("text", ["snel", "als het lukt", "een uitdaging", "zodra Sam belt", "Marthe"])
def test_what_names_no_day_gets_a_gentle_hint_in_a_field_that_asks_for_one(text):
    assert rules.hints(text, "day", WORDS, TODAY) == [day_rules.NO_DAY["day"]]
    assert rules.hints(text, "text", WORDS, TODAY) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("dinsdag 3 maart", []),
        ("vorige week", []),
        ("vanmorgen", []),
        ("maandagmorgen", []),
        ("Volgende week", [day_rules.NOT_DONE]),
        ("komende dinsdag", [day_rules.NOT_DONE]),
        ("zodra Sam belt", [day_rules.NOT_DONE]),
        ("nog niet", [day_rules.NOT_DONE]),
        ("samen", [day_rules.NO_DAY["done"]]),
        ("31 april", [day_rules.NO_SUCH_DAY]),
        ("gisteren", []),
        ("Eergisteren, samen", []),
        ("1 januari 2030", [day_rules.NOT_DONE]),
        ("30-11-2027", [day_rules.NOT_DONE]),
        ("30/11/27", [day_rules.NOT_DONE]),
        ("2027-11-30", [day_rules.NOT_DONE]),
        ("28 nov. 2026", [day_rules.NOT_DONE]),
        ("27 november 2026", []),
        ("27-11-2026", []),
        ("12 december", []),
        ("30-11", []),
        ("31-02-2026", [day_rules.NO_SUCH_DAY]),
        ("29 februari 2026", [day_rules.NO_SUCH_DAY]),
    ],
)
def test_a_day_on_which_something_was_done_is_not_still_to_come(text, found):
    assert rules.hints(text, "done", WORDS, TODAY) == found


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "Nieuw", [("new", "Nieuw")]),
        ("Weg", "", [("gone", "Weg")]),
        (
            "Zij kookt graag.",
            "Zij kookt en bakt graag.",
            [("same", "Zij kookt "), ("new", "en bakt "), ("same", "graag.")],
        ),
        (
            "een bed lenen",
            "een stoel lenen",
            [("same", "een "), ("gone", "bed "), ("new", "stoel "), ("same", "lenen")],
        ),
        ("gelijk", "gelijk", [("same", "gelijk")]),
    ],
)
def test_the_difference_between_two_texts_is_told_word_by_word(before, after, pieces):
    assert said(rules.word_changes(before, after)) == pieces


def test_a_step_that_moved_is_no_change_and_a_step_taken_away_is_told():
    plan = shelf().forms["plan"]
    old = {"stap-1.wat": Given("Bellen", 1), "stap-2.wat": Given("Schrijven", 1)}
    moved = rules.changes(rules.cells(plan, (1, 2)), rules.cells(plan, (2, 1)), old, old)
    taken = rules.changes(rules.cells(plan, (1, 2)), rules.cells(plan, (2,)), old, old)

    assert moved == []
    assert [(each.name, said(each.pieces)) for each in taken] == [("Stap 1: Wat (weggehaald)", [("gone", "Bellen")])]


@pytest.mark.parametrize(
    ("stored", "text", "seen", "conflict"),
    [
        (Given("a", 1), "b", 1, False),
        (Given("a", 2), "b", 1, True),
        (Given("a", 2), "a", 1, False),
        (Given(), "b", 0, False),
        (Given("", 1), "b", 0, True),
    ],
)
def test_another_text_on_an_older_revision_is_a_conflict(stored, text, seen, conflict):
    assert rules.is_conflict(stored, text, seen) is conflict


@pytest.mark.parametrize(
    ("handed_in", "verdict", "turn"),
    [
        (None, None, Turn.WRITER),
        (MOMENT, None, Turn.TRAINER),
        (MOMENT, "enough", Turn.DONE),
        (MOMENT, "continue", Turn.WRITER),
    ],
)
def test_an_assignment_lies_with_one_of_them(handed_in, verdict, turn):
    assert rules.turn(handed_in, verdict) is turn


@pytest.mark.parametrize(
    ("start", "names", "ending"),
    [
        (b"%PDF-1.7", [], "pdf"),
        (b"\x89PNG\r\n\x1a\n", [], "png"),
        (b"\xff\xd8\xff\xe0", [], "jpg"),
        (b"PK\x03\x04", ["[Content_Types].xml", "word/document.xml"], "docx"),
        (b"PK\x03\x04", ["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"], None),
        (b"PK\x03\x04", ["xl/workbook.xml"], None),
        (b"<html>", [], None),
        (b"MZ", [], None),
    ],
)
def test_a_file_is_known_by_its_content(start, names, ending):
    assert rules.ending_of(start, names) == ending


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31 februari 2027", [day_rules.NO_SUCH_DAY]),
        ("vóór 29 februari", []),
        ("tussen 30 April en 31 april", [day_rules.NO_SUCH_DAY]),
        ("0 mei", [day_rules.NO_SUCH_DAY]),
        ("dinsdag 31 maart", []),
        ("1 januari 2030", []),
    ],
)
def test_a_day_that_no_month_has_is_pointed_out(text, found):
    assert rules.hints(text, "day", WORDS, TODAY) == found
    assert rules.hints(text, "text", WORDS, TODAY) == []
