"""Which file is a recording, when it plays, and from which day consent can be."""

from datetime import date

import pytest

from observation.recordings import rules
from observation.recordings.rules import Probe

TODAY = date(2026, 11, 22)
WHOLE = Probe("mp4", duration=3600.0, last=3599.5, codecs=("h264", "aac"), has_video=True)


def changed(**fields):
    return Probe(**{name: fields.get(name, getattr(WHOLE, name)) for name in Probe.__dataclass_fields__})


@pytest.mark.parametrize(
    ("size", "probe", "sentence"),
    [
        (9, WHOLE, None),
        (0, None, rules.EMPTY),
        (0, WHOLE, rules.EMPTY),
        (9, None, rules.NO_RECORDING),
        (9, Probe(), rules.NO_RECORDING),
        (9, changed(container="png_pipe"), rules.NO_RECORDING),
        (9, changed(codecs=()), rules.NO_RECORDING),
        (9, changed(duration=0.0, last=0.0), rules.NO_RECORDING),
        (9, changed(damaged=True), rules.CUT_OFF),
        (9, Probe(container="mp4", damaged=True), rules.CUT_OFF),
        (9, changed(last=1800.0), rules.CUT_OFF),
        (9, changed(last=3600 - 72.1), rules.CUT_OFF),
        (9, changed(last=3600 - 71.9), None),
        (9, changed(duration=10.0, last=7.9), rules.CUT_OFF),
        (9, changed(duration=10.0, last=8.1), None),
        (9, changed(duration=0.0, last=12.0), None),
    ],
)
def test_a_file_is_refused_with_the_sentence_that_says_what_to_do(size, probe, sentence):
    assert rules.refusal(size, probe) == sentence


@pytest.mark.parametrize("codec", ["hevc", "mpeg4", "mjpeg", "ac3"])
def test_a_coding_that_not_every_browser_plays_is_named(codec):
    refusal = rules.refusal(9, changed(codecs=("h264", codec)))

    assert refusal == (
        f"Deze opname heeft een codering ({codec.upper()}) die niet elke browser kan afspelen. Zet haar om naar MP4 "
        "(H.264), of zet je telefoon bij de camera-instellingen op 'Meest compatibel'."
    )


@pytest.mark.parametrize(
    ("container", "has_video", "ending", "media_type"),
    [
        ("mp4", True, "mp4", "video/mp4"),
        ("mp4", False, "mp4", "audio/mp4"),
        ("webm", True, "webm", "video/webm"),
        ("webm", False, "webm", "audio/webm"),
        ("mp3", False, "mp3", "audio/mpeg"),
        ("wav", False, "wav", "audio/wav"),
    ],
)
def test_a_recording_is_sent_as_what_it_is(container, has_video, ending, media_type):
    assert rules.media_type(container, has_video) == (ending, media_type)


def people(*decisions):
    """Return answers of the client and others, with these decisions in turn."""
    roles = ["client", *["professional"] * len(decisions)]
    return [
        rules.Answer(role, role, decision, date(2026, 11, 1 + number) if decision else None)
        for number, (role, decision) in enumerate(zip(roles, decisions, strict=False))
    ]


@pytest.mark.parametrize(
    ("answers", "obstacle"),
    [
        ([], "nobody"),
        (people("given", "given"), None),
        (people("given", None), "missing"),
        (people(None, "given"), "missing"),
        (people("given", "given")[1:], "no_client"),
        (people("given", "refused"), "refused"),
        (people("withdrawn", None), "refused"),
        (people("given", "refused")[1:], "refused"),
    ],
)
def test_a_recording_plays_when_the_client_and_everyone_said_yes(answers, obstacle):
    assert rules.obstacle(answers, recorded=True) == obstacle
    assert rules.obstacle(answers, recorded=False, over=True) == (obstacle or "no_recording")
    assert rules.obstacle(answers, recorded=True, over=True) == (obstacle or "over")
    assert rules.may(answers) is (obstacle is None)


@pytest.mark.parametrize(
    ("answers", "recorded", "words"),
    [
        ([], False, "nog geen opname"),
        ([], True, "toestemming ontbreekt"),
        (people("given", None), False, "nog geen opname"),
        (people("given", None), True, "toestemming ontbreekt"),
        (people("given", "refused"), False, "iemand zei nee"),
        (people("given", "given"), True, ""),
        (people("given", "given"), False, "nog geen opname"),
    ],
)
def test_a_few_words_say_what_an_overleg_waits_for(answers, recorded, words):
    assert rules.waiting_words(answers, recorded=recorded) == words
    assert rules.waiting_words(answers, recorded=recorded, over=recorded) == (words or "bewaartijd voorbij")


def test_the_day_of_a_no_is_that_of_the_last_one():
    assert rules.last_no(people("refused", "given", "withdrawn")).decided_on == date(2026, 11, 3)
    assert rules.last_no(people("given", None)) is None


YES, NO, BACK, OPEN = (people("given", answer) for answer in ("given", "refused", "withdrawn", None))


@pytest.mark.parametrize(
    ("scoring", "intervisie", "allowed"),
    [
        (YES, YES, ["scoren", "intervisie"]),
        (YES, NO, ["scoren"]),
        (YES, BACK, ["scoren"]),
        (YES, OPEN, ["scoren"]),
        (NO, YES, ["intervisie"]),
        (OPEN, YES, ["intervisie"]),
        (NO, NO, []),
        (NO, OPEN, []),
        (BACK, BACK, []),
        (OPEN, OPEN, []),
        ([], [], []),
        (YES[1:], YES[1:], []),
    ],
)
def test_a_recording_may_be_there_as_long_as_everyone_said_yes_to_one_purpose(scoring, intervisie, allowed):
    assert rules.allowed({rules.Purpose.SCORING: scoring, rules.Purpose.INTERVISIE: intervisie}) == allowed


@pytest.mark.parametrize(
    ("given_on", "problem"),
    [
        (date(2026, 11, 22), None),
        (date(2025, 11, 10), None),
        (date(2026, 11, 23), "Deze datum ligt in de toekomst. Vul de dag in waarop iemand antwoord gaf."),
        (date(2025, 11, 9), "Deze datum is meer dan een jaar voor het overleg. Controleer het jaar."),
    ],
)
def test_consent_was_given_today_or_before_and_within_a_year_of_the_overleg(given_on, problem):
    assert rules.consent_date_problem(given_on, today=TODAY, held_on=date(2026, 11, 10)) == problem


@pytest.mark.parametrize(
    ("given_on", "problem"),
    [
        (date(2026, 11, 10), None),
        (date(2026, 11, 11), None),
        (date(2026, 11, 9), "De toestemming is daarna ingetrokken. Vul de dag in waarop iemand opnieuw ja zei."),
        (date(2026, 11, 23), "Deze datum ligt in de toekomst. Vul de dag in waarop iemand antwoord gaf."),
    ],
)
def test_after_a_withdrawal_only_a_later_yes_counts(given_on, problem):
    known = {"today": TODAY, "held_on": date(2026, 11, 10), "withdrawn_on": date(2026, 11, 10)}
    assert rules.consent_date_problem(given_on, **known) == problem


@pytest.mark.parametrize(
    ("decision", "given_as", "day", "found"),
    [
        ("given", "spoken", 10, False),
        ("given", "spoken", 9, True),
        ("refused", "spoken", 11, True),
        ("given", "signed", 9, False),
        ("refused", "", 9, False),
        ("withdrawn", "spoken", 20, False),
    ],
)
def test_an_answer_on_the_recording_is_of_the_day_of_the_overleg(decision, given_as, day, found):
    said = rules.Answer("Wijkverpleegkundige", "professional", decision, date(2026, 11, day), given_as)
    elsewhere = rules.spoken_elsewhere({purpose: [said] for purpose in rules.Purpose}, date(2026, 11, 10))

    assert elsewhere == ([("Wijkverpleegkundige", date(2026, 11, day))] if found else [])


@pytest.mark.parametrize(
    ("answers", "recorded", "steps"),
    [
        ([], False, ["opgeschreven is wie erbij waren", "alle aanwezigen ja zeiden", "er een opname is"]),
        (people("given", "given")[1:], True, ["de cliënt bij de aanwezigen staat en ja zei"]),
        (people("given", None)[1:], True, ["de cliënt bij de aanwezigen staat en ja zei", "alle aanwezigen ja zeiden"]),
        (people("given", None), False, ["alle aanwezigen ja zeiden", "er een opname is"]),
        (people("given", "given"), False, ["er een opname is"]),
        (people("given", "given"), True, []),
    ],
)
def test_what_has_to_happen_before_a_recording_plays_is_told_in_its_order(answers, recorded, steps):
    assert rules.steps_to_playing(answers, recorded=recorded, client_term="cliënt") == steps


@pytest.mark.parametrize(
    ("history", "may"),
    [
        ([], False),
        ([("given", 1, 22)], True),
        ([("given", 1, 22), ("refused", 1, 22)], True),
        ([("given", 2, 22)], False),
        ([("given", 1, 21)], False),
        ([("refused", 1, 21), ("given", 1, 22)], False),
        ([("given", 1, 22), ("withdrawn", 1, 22)], False),
        ([("given", 1, 22), ("withdrawn", 1, 22), ("given", 1, 22)], False),
        ([("given", 1, 22), ("corrected", 1, 22)], False),
        ([("given", 2, 20), ("corrected", 2, 20), ("given", 1, 22)], True),
    ],
)
def test_only_what_is_of_today_by_the_same_person_can_be_called_a_mistake(history, may):
    written = [rules.Written(decision, by, date(2026, 11, day)) for decision, by, day in history]
    assert rules.may_correct(written, 1, TODAY) is may
