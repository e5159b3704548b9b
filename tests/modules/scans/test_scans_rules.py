"""What a scan is, what answers say, and what a group may see of them."""

import pytest

from modules.scans import queries, rules, scan_rules

FACTORS = """source = "Een bron"

[[factors]]
code = "B01"
level = "team"
direction = "bevorderend"
text = "Er is steun"
short = "steun"
place = "figuur 1"

[[factors]]
code = "H01"
level = "team"
direction = "belemmerend"
text = "De werkdruk is hoog"
short = "hoge werkdruk"
place = "figuur 2"
"""
PART = """
[[parts]]
id = "team-{direction}"
title = "In het team"
question = "Zo is het"
hinders = {hinders}
no = "niet"
some = "een beetje"
yes = "{yes}"
"""
SCAN = (
    """title = "Samen"
lead = "Vul in."
source = "Een bron"
shared = true
factors = true
questions = ["Wat gaat goed?"]
"""
    + PART.format(direction="bevorderend", hinders="false", yes="goed")
    + PART.format(direction="belemmerend", hinders="true", yes="sterk")
)


def read(scan=SCAN, factors=FACTORS):
    return scan_rules.read_scans({"scans/team.toml": scan, "factors.toml": factors})


@pytest.fixture
def scan():
    (found,) = read().scans
    return found


def codes(items):
    return [item.code for item in items]


def test_the_scans_as_delivered_hold_the_27_factors_the_conditions_and_the_competences():
    found = queries.scans()
    team, own = found.scan("team"), found.scan("jezelf")

    assert found.problems == ()
    assert [len(team.items_of(part)) for part in team.parts] == [6, 4, 10, 3, 1, 3]
    assert (team.shared, own.shared) == (True, False)
    assert [len(own.items_of(part)) for part in own.parts] == [8, 13]
    assert len(team.questions) == len(own.questions) == 3


@pytest.mark.parametrize(
    ("scan", "factors", "sentence"),
    [
        (SCAN.replace("shared", "gedeeld"), FACTORS, "scans/team.toml, regel 4: onbekend veld 'gedeeld'."),
        (SCAN.replace("hinders = true", 'hinders = "ja"'), FACTORS, "moet true of false zijn"),
        (
            SCAN,
            FACTORS.replace('"team"', '"stad"', 1),
            "factors.toml, regel 3: het deel 'stad-bevorderend' bestaat niet",
        ),
        (SCAN, FACTORS.replace('short = "steun"\n', ""), "factors.toml, regel 3: veld 'short' ontbreekt."),
        (SCAN, FACTORS.replace("H01", "B01"), "de code 'B01' staat er twee keer."),
        (SCAN.replace("factors = true", "factors = false"), FACTORS, "veld 'items' ontbreekt."),
    ],
)
def test_a_fault_in_a_file_is_named_and_the_scan_held_back(scan, factors, sentence):
    found = read(scan, factors)

    assert found.scans == ()
    assert any(sentence in str(problem) for problem in found.problems)


def test_only_answers_that_the_scan_knows_are_kept(scan):
    assert rules.accepted(scan, {"B01": "yes", "H01": "heel erg", "X": "no"}) == {"B01": "yes"}


@pytest.mark.parametrize(
    ("given", "strengths", "not_yet", "open_"),
    [
        ({"B01": "yes", "H01": "no"}, ["B01", "H01"], [], []),
        ({"B01": "no", "H01": "yes"}, [], ["B01", "H01"], []),
        ({"B01": "unknown"}, [], [], ["H01"]),
        ({"B01": "some"}, [], [], ["H01"]),
    ],
)
def test_of_what_hinders_not_is_the_strength(scan, given, strengths, not_yet, open_):
    own = rules.own(scan, given)

    assert (codes(own.strengths), codes(own.not_yet), codes(own.open)) == (strengths, not_yet, open_)
    assert codes(own.unknown) == [code for code, answer in given.items() if answer == "unknown"]


@pytest.mark.parametrize(
    ("code", "answer", "line"),
    [
        ("B01", "yes", "Steun"),
        ("B01", "some", "Steun"),
        ("B01", "no", "Nog niet: steun"),
        ("B01", "unknown", "Steun"),
        ("H01", "no", "Geen last van: hoge werkdruk"),
        ("H01", "some", "Een beetje last van: hoge werkdruk"),
        ("H01", "yes", "Veel last van: hoge werkdruk"),
        ("H01", "unknown", "Hoge werkdruk"),
    ],
)
def test_a_line_says_what_is_so_for_who_gave_the_answer(scan, code, answer, line):
    (item,) = (item for item in scan.items if item.code == code)

    assert item.says(answer) == line


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            {"B01": "no", "H01": "yes"},
            {"B01": "some", "H01": "no"},
            "Je kunt 2 punten vergelijken: 2 makkelijker, 0 lastiger en 0 hetzelfde.",
        ),
        (
            {"B01": "yes", "H01": "no"},
            {"B01": "yes", "H01": "some"},
            "Je kunt 2 punten vergelijken: 0 makkelijker, 1 lastiger en 1 hetzelfde.",
        ),
        (
            {"B01": "no", "H01": "unknown"},
            {"B01": "no", "H01": "yes"},
            "Je kunt 1 punt vergelijken: 0 makkelijker, 0 lastiger en 1 hetzelfde. Bij 1 ontbreekt een antwoord, of wist je het niet.",
        ),
        ({}, {"B01": "no"}, "Er is geen punt waarbij je beide keren iets koos. Vergelijken kan dus niet."),
    ],
)
def test_what_changed_is_said_in_counts_and_words(scan, before, after, sentence):
    assert rules.shift(scan, before, after).sentence == sentence


def test_a_group_sees_strengths_and_where_people_stand_apart(scan):
    shared = [{"B01": "yes", "H01": "no"}, {"B01": "yes", "H01": "yes"}, {"B01": "some", "H01": "yes"}]
    counts = rules.counted(scan, shared)

    assert [each.item.code for each in rules.strengths(counts)] == ["B01"]
    assert [each.item.code for each in rules.differences(counts)] == ["H01"]
    assert [each.sentence for each in counts] == ["1 keer een beetje, 2 keer goed", "1 keer niet, 2 keer sterk"]


def test_a_point_that_fewer_than_three_people_answered_is_not_shown(scan):
    counts = rules.counted(scan, [{"B01": "yes", "H01": "no"}, {"B01": "yes", "H01": "yes"}, {"B01": "yes"}])

    assert [each.shown for each in counts] == [True, False]
    assert rules.differences(counts) == []


@pytest.mark.parametrize(
    ("people", "begins"),
    [(0, "Nog niemand deelde"), (1, "Eén persoon deelde"), (2, "Twee mensen deelden"), (3, None), (8, None)],
)
def test_with_fewer_than_three_people_a_group_hears_why_it_sees_nothing(people, begins):
    said = rules.too_few(people)

    assert said is None if begins is None else said.startswith(begins)


@pytest.mark.parametrize(
    ("text", "problem"), [("", True), ("Wij bellen.", False), ("x" * 2000, False), ("x" * 2001, True)]
)
def test_a_note_is_neither_empty_nor_endless(text, problem):
    assert bool(rules.note_problem(text)) is problem
