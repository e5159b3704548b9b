"""The contract as data, and what meets a requirement."""

from datetime import date
from pathlib import Path

import pytest

from modules.completion.contract_rules import (
    FILE,
    Met,
    Requirement,
    State,
    is_complete,
    issue_problem,
    read_contract,
)
from modules.completion.evidence_rules import (
    INTERVISIE_COUNTS,
    METERS,
    DayFact,
    Evidence,
    Happened,
    ModuleFact,
    met,
    needed_right,
)

TODAY = date(2026, 11, 26)
BEFORE, LATER = date(2026, 11, 3), date(2026, 12, 8)
HEAD = 'course = "Cursus"\ndescription = "Kort."\n'
BLOCK = '[[requirements]]\nid = "toetsen"\nkind = "checks"\ntitle = "Toetsen"\nwhy = "Daarom."\nshare = 0.7\n'


def problems(text):
    return [str(problem) for problem in read_contract({FILE: text}).problems]


def test_when_an_intervisie_counts_is_told_in_a_few_short_sentences():
    sentences = INTERVISIE_COUNTS.removesuffix(".").split(". ")

    assert len(sentences) <= 3
    assert all(len(sentence.split()) <= 20 for sentence in sentences)


def test_the_contract_of_the_course_is_whole_and_says_of_everything_why():
    contract = read_contract({FILE: Path("modules/content", FILE).read_text()})

    assert contract.problems == ()
    assert len(contract.requirements) == 8
    assert all(each.why.endswith(".") for each in contract.requirements)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + BLOCK.replace("share", "shar"), "regel 8: onbekend veld 'shar'. Bedoel je 'share'?"),
        (HEAD + BLOCK.replace("share = 0.7\n", ""), "veld 'share' ontbreekt"),
        (HEAD + BLOCK.replace("0.7", "70"), "regel 8: veld 'share' moet een getal groter dan 0 en hooguit 1 zijn"),
        (HEAD + BLOCK.replace("0.7", "0"), "moet een getal groter dan 0"),
        (HEAD + BLOCK.replace('"checks"', '"cheks"'), "onbekende soort 'cheks'. Bedoel je 'checks'?"),
        (HEAD + BLOCK.replace('"toetsen"', '"De toetsen"'), "kan geen id zijn"),
        (HEAD + BLOCK + BLOCK, "regel 10: id 'toetsen' staat er twee keer"),
        (HEAD + BLOCK.replace('"checks"', '"presence"').replace("share = 0.7", 'day = "feest"\nhours = 3'), "lesson"),
        (HEAD.replace("description", "omschrijving") + BLOCK, "omschrijving"),
        (HEAD, "veld 'requirements' ontbreekt"),
        ("course = ", "regel 1"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_and_then_nothing_counts(text, words):
    contract = read_contract({FILE: text})

    assert words in " ".join(problems(text))
    assert contract.requirements == ()


def test_a_contract_without_requirements_is_never_met():
    assert not is_complete([])
    assert issue_problem([]) is not None


@pytest.mark.parametrize(
    ("states", "complete"),
    [
        ([State.MET, State.EXCEPTION], True),
        ([State.MET, State.OPEN], False),
        ([State.MET, State.UNKNOWN], False),
    ],
)
def test_all_is_met_only_when_everything_is_met_or_excepted(states, complete):
    assert is_complete(states) is complete
    assert (issue_problem(states) is None) is complete


@pytest.mark.parametrize(("share", "total", "needed"), [(0.7, 10, 7), (0.7, 8, 6), (0.7, 9, 7), (1, 4, 4), (0.5, 3, 2)])
def test_how_many_answers_have_to_be_right(share, total, needed):
    assert needed_right(share, total) == needed


def wanted(kind, **thresholds):
    return Requirement(id="x", kind=kind, title="X", why="Y.", **thresholds)


def day(number, kind, held_on, state=None, counted=0, minutes=360):
    return DayFact(number, kind, f"Dag {number}", held_on, minutes, state, counted)


MODULES = [
    ModuleFact("a", "A", finished=True, best=(6, 8)),
    ModuleFact("b", "B", finished=False, best=(5, 8)),
    ModuleFact("c", "C"),
]


@pytest.mark.parametrize(
    ("requirement", "evidence", "state", "words"),
    [
        (wanted("lessons"), {"modules": MODULES}, State.OPEN, "1 van 3 modules"),
        (wanted("lessons"), {"modules": MODULES[:1]}, State.MET, "1 van 1 modules"),
        (wanted("lessons"), {}, State.UNKNOWN, "Er staat nog geen module klaar."),
        (wanted("checks", share=0.7), {"modules": MODULES}, State.OPEN, "1 van 3 toetsen"),
        (wanted("checks", share=0.6), {"modules": MODULES[:2]}, State.MET, "2 van 2 toetsen"),
        (
            wanted("presence", day="lesson", hours=10),
            {"days": [day(1, "lesson", BEFORE, "present", 360), day(2, "practice", BEFORE, "present", 360)]},
            State.OPEN,
            "6 van 10 uur",
        ),
        (
            wanted("presence", day="lesson", hours=8),
            {"days": [day(1, "lesson", BEFORE, "present", 360), day(2, "lesson", BEFORE, "partly", 150)]},
            State.MET,
            "8,5 van 8 uur",
        ),
        (wanted("intervisie", count=2), {"sessions": None}, State.UNKNOWN, "Deze site kan dit nog niet zien."),
        (wanted("scored", count=2), {"scored": [Happened(BEFORE, "C7", 1)]}, State.OPEN, "1 van 2 overleggen"),
        (wanted("scored", count=1), {"scored": [Happened(BEFORE, "C7", 1)]}, State.MET, "1 van 1 overleggen"),
        (wanted("scored", count=1), {"scored": None}, State.UNKNOWN, "Deze site kan dit nog niet zien."),
    ],
)
def test_what_meets_a_requirement(requirement, evidence, state, words):
    found = met(requirement, Evidence(today=TODAY, **evidence))

    assert (found.state, found.words) == (state, words)


def test_a_kind_without_a_function_cannot_be_determined_and_never_counts(monkeypatch):
    monkeypatch.delitem(METERS, "scored")

    assert met(wanted("scored", count=0), Evidence(today=TODAY, scored=[])).state == State.UNKNOWN


@pytest.mark.parametrize(
    ("days", "sessions", "done"),
    [
        ([], [], 0),
        ([day(1, "intervisie", BEFORE, "present", 120)], [], 1),
        ([day(1, "intervisie", BEFORE, "partly", 30)], [LATER], 2),
        # The same afternoon, seen from two sides.
        ([day(1, "intervisie", BEFORE, "present", 120)], [BEFORE], 1),
        # A trainer wrote down that this person was not there.
        ([day(1, "intervisie", BEFORE, "absent")], [BEFORE], 0),
        # Nothing was written down yet, so the report counts.
        ([day(1, "intervisie", BEFORE)], [BEFORE], 1),
        ([], [BEFORE, BEFORE], 1),
        ([day(1, "lesson", BEFORE, "present", 360)], [], 0),
    ],
)
def test_what_counts_as_an_intervisie(days, sessions, done):
    happened = [Happened(on, "Noord", number) for number, on in enumerate(sessions)]

    assert met(wanted("intervisie", count=2), Evidence(today=TODAY, days=days, sessions=happened)).done == done


@pytest.mark.parametrize(
    ("days", "by_trainer", "words"),
    [
        ([day(1, "lesson", BEFORE), day(2, "lesson", LATER)], True, "vult de aanwezigheid in"),
        ([day(1, "lesson", BEFORE, "absent"), day(2, "lesson", LATER)], False, "Kom naar"),
        ([day(1, "lesson", None)], True, "plant"),
        # Six hours are asked and the last day has five: coming is not enough.
        ([day(1, "lesson", BEFORE, "absent"), day(2, "lesson", LATER, minutes=300)], True, "lukt het niet meer"),
        ([day(1, "lesson", BEFORE, "excused")], True, "ingehaald"),
        # Who will not come to the only day left does not get there; with another day to come one still does.
        ([day(1, "lesson", LATER, "excused")], False, "Met deze afmelding lukt het niet meer. Kom je toch?"),
        ([day(1, "lesson", LATER, "excused"), day(2, "lesson", LATER)], False, "Kom naar"),
        ([day(1, "lesson", LATER, "excused"), day(2, "lesson", None)], True, "plant"),
        # Coming after all would not be enough either.
        ([day(1, "lesson", LATER, "excused", minutes=300)], True, "die nog komen lukt het niet meer"),
    ],
)
def test_who_has_to_act_for_more_hours(days, by_trainer, words):
    found = met(wanted("presence", day="lesson", hours=6), Evidence(today=TODAY, days=days))

    assert (found.by_trainer, words in found.act) == (by_trainer, True)


@pytest.mark.parametrize(
    ("days", "by_trainer", "words"),
    [
        ([], False, "Doe mee aan een volgende intervisie."),
        ([day(1, "intervisie", None)], True, "De trainer plant de intervisiedagen"),
        (
            [day(1, "intervisie", BEFORE, "absent"), day(2, "intervisie", None)],
            True,
            "De trainer plant de intervisiedagen",
        ),
        ([day(1, "intervisie", None), day(2, "intervisie", LATER)], False, "Doe mee aan een volgende intervisie."),
        ([day(1, "intervisie", None), day(2, "intervisie", BEFORE)], True, "vult de aanwezigheid in"),
    ],
)
def test_who_has_to_act_for_another_intervisie(days, by_trainer, words):
    found = met(wanted("intervisie", count=2), Evidence(today=TODAY, days=days, sessions=[]))

    assert (found.by_trainer, words in found.act) == (by_trainer, True)


@pytest.mark.parametrize(
    ("held_on", "state", "counts", "note"),
    [
        (LATER, "excused", False, "afgemeld"),
        (BEFORE, "excused", False, "afwezig met bericht"),
        (LATER, None, None, "komt nog"),
    ],
)
def test_a_day_that_someone_will_not_come_to_is_called_so(held_on, state, counts, note):
    days = [day(1, "lesson", held_on, state)]
    (item,) = met(wanted("presence", day="lesson", hours=6), Evidence(today=TODAY, days=days)).items

    assert (item.counts, item.note) == (counts, note)


def test_hours_that_are_just_not_enough_do_not_count():
    assert Met(done=599 / 60, needed=10, unit="uur").state == State.OPEN
