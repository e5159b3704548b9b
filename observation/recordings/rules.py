"""Decisions about recordings and consent."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from observation.meetings.rules import PresentAs


class Purpose(StrEnum):
    """What a recording may be used for; each is asked of each person present."""

    SCORING = "scoren"
    INTERVISIE = "intervisie"


PURPOSE_LABELS = {
    Purpose.SCORING: "Scoren met het observatieformulier",
    Purpose.INTERVISIE: "Bespreken in een intervisiegroep",
}
PURPOSE_IN_SENTENCE = {Purpose.SCORING: "het scoren", Purpose.INTERVISIE: "de intervisie"}


class Decision(StrEnum):
    """What someone present decided for one purpose. Not asked yet is no decision."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    # What was written down before was a mistake: they were not asked.
    CORRECTED = "corrected"


class Given(StrEnum):
    """How someone made the decision known."""

    SIGNED = "signed"
    SPOKEN = "spoken"


GIVEN_LABELS = {Given.SIGNED: "ondertekend formulier", Given.SPOKEN: "mondeling, op de opname"}


class Obstacle(StrEnum):
    """What keeps a recording from playing for a purpose, the weightiest first."""

    REFUSED = "refused"
    NOBODY = "nobody"
    NO_CLIENT = "no_client"
    MISSING = "missing"
    NO_RECORDING = "no_recording"
    OVER = "over"


# The version of the text that people agreed to; the text itself stands in consent_text.html.
CONSENT_TEXT_VERSION = "2026-11.2"

# Who is asked so long before an overleg was asked about another one.
MAX_DAYS_BEFORE = 365

# Kept no longer than the course needs: the proposal. What serves teaching is destroyed within five years (NVO).
KEEP_MONTHS, MAX_KEEP_YEARS = 3, 5
MAY_GO = "de opname mag weg: wis die"

# Container (as FFmpeg names it) → ending and media type, with and without picture.
CONTAINERS = {
    "mp4": ("mp4", "video/mp4", "audio/mp4"),
    "mov": ("mp4", "video/mp4", "audio/mp4"),
    "webm": ("webm", "video/webm", "audio/webm"),
    "mp3": ("mp3", "", "audio/mpeg"),
    "wav": ("wav", "", "audio/wav"),
}
PLAYABLE = {
    "h264",
    "vp8",
    "vp9",
    "av1",
    "aac",
    "opus",
    "vorbis",
    "mp3",
    "mp3float",
    "pcm_s16le",
    "pcm_s24le",
    "pcm_f32le",
    "pcm_u8",
}

EMPTY = "Dit bestand is leeg. Kijk of de opname goed is opgeslagen en kies het bestand opnieuw."
NO_RECORDING = "Dit is geen opname die we kunnen afspelen. Kies een MP4-, MOV-, WebM-, M4A-, MP3- of WAV-bestand."
CUT_OFF = "Deze opname is niet heel: het einde ontbreekt. Kopieer het bestand opnieuw van de camera of telefoon en upload het nog een keer."
NO_WORDS = {Decision.REFUSED: "iemand zei nee", Decision.WITHDRAWN: "iemand trok toestemming in"}
NO_MISTAKE = (
    "Een vergissing verbeter je op de dag zelf, en alleen als jij het antwoord opschreef en er nog geen ander was. "
    "Leg anders vast wat iemand nu zegt."
)
UNPLAYABLE = (
    "Deze opname heeft een codering ({codec}) die niet elke browser kan afspelen. Zet haar om naar MP4 (H.264), "
    "of zet je telefoon bij de camera-instellingen op 'Meest compatibel'."
)


@dataclass(frozen=True)
class Probe:
    """What was found in an uploaded file. `duration` and `last` are seconds; `last` is where the data really ends."""

    container: str = ""
    duration: float = 0.0
    last: float = 0.0
    codecs: tuple[str, ...] = ()
    has_video: bool = False
    damaged: bool = False


@dataclass(frozen=True)
class Answer:
    """What one person present said about one purpose; without a decision they were not asked yet."""

    function: str
    present_as: str
    decision: str | None = None
    decided_on: date | None = None
    given_as: str = ""

    @property
    def said_no(self) -> bool:
        """Return whether this person refused, or took consent back."""
        return self.decision in (Decision.REFUSED, Decision.WITHDRAWN)


@dataclass(frozen=True)
class Written:
    """What was written down once about one purpose: the decision, by whom and on which day."""

    decision: str
    by: int
    on: date


def refusal(size: int, probe: Probe | None) -> str | None:
    """Return the sentence with which an uploaded file is refused, or None. `probe` is None when it could not be read."""
    if size == 0:
        return EMPTY
    if probe is None:
        return NO_RECORDING
    if probe.damaged or probe.duration - probe.last > max(2.0, 0.02 * probe.duration):
        return CUT_OFF
    if probe.container not in CONTAINERS or not probe.codecs or probe.last <= 0:
        return NO_RECORDING
    if strange := [codec for codec in probe.codecs if codec not in PLAYABLE]:
        return UNPLAYABLE.format(codec=strange[0].upper())
    return None


def media_type(container: str, has_video: bool) -> tuple[str, str]:
    """Return the file ending and the media type for a container."""
    ending, with_video, audio_only = CONTAINERS[container]
    return ending, with_video if has_video and with_video else audio_only


def obstacle(answers: Sequence[Answer], *, recorded: bool, over: bool = False) -> Obstacle | None:
    """Return what keeps a recording from playing for a purpose, or None.

    `answers` holds everyone present; `over` is whether the day has come until which the recording is kept.
    """
    if any(answer.said_no for answer in answers):
        return Obstacle.REFUSED
    if not answers:
        return Obstacle.NOBODY
    if not any(answer.present_as == PresentAs.CLIENT for answer in answers):
        return Obstacle.NO_CLIENT
    if not_asked(answers):
        return Obstacle.MISSING
    if not recorded:
        return Obstacle.NO_RECORDING
    return Obstacle.OVER if over else None


def may(answers: Sequence[Answer]) -> bool:
    """Return whether a recording may be used for a purpose, be it there or not."""
    return obstacle(answers, recorded=True) is None


def allowed(said: Mapping[Purpose, Sequence[Answer]]) -> list[Purpose]:
    """Return the purposes for which a recording may be used. When there is none, there may be no recording."""
    return [purpose for purpose, answers in said.items() if may(answers)]


def not_asked(answers: Iterable[Answer]) -> list[str]:
    """Return the functions of who has not been asked yet."""
    return [answer.function for answer in answers if not answer.said_no and answer.decision != Decision.GIVEN]


def last_no(answers: Iterable[Answer]) -> Answer | None:
    """Return the last no, or None when nobody said no."""
    nos = sorted((each for each in answers if each.said_no), key=lambda each: each.decided_on or date.min)
    return nos[-1] if nos else None


def no_words(answers: Iterable[Answer]) -> str:
    """Return in three or four words that someone said no or came back on a yes, not who; empty when nobody did."""
    found = last_no(answers)
    return NO_WORDS[Decision(found.decision)] if found and found.decision else ""


def waiting_words(answers: Sequence[Answer], *, recorded: bool, over: bool = False) -> str:
    """Return in two or three words what an overleg waits for before it can be scored; empty when it can."""
    found = obstacle(answers, recorded=recorded, over=over)
    if found == Obstacle.REFUSED:
        return no_words(answers)
    if not recorded:
        return "nog geen opname"
    if found == Obstacle.OVER:
        return "bewaartijd voorbij"
    return "toestemming ontbreekt" if found else ""


def to_decide_words(said: Mapping[Purpose, Sequence[Answer]]) -> str:
    """Return in a few words what to decide about a recording that may not be kept; empty when it may."""
    if allowed(said):
        return ""
    if no := no_words(chain.from_iterable(said.values())):
        return f"{no}: vernietig de opname"
    return "toestemming ontbreekt: vraag erom of vernietig de opname"


def proposed_keep_until(last_day: date | None, today: date) -> date:
    """Return until when a recording is kept if nobody chooses another day: three months after the course ends."""
    end = max(last_day or today, today)
    year, month = divmod(end.year * 12 + end.month - 1 + KEEP_MONTHS, 12)
    return date(year, month + 1, min(end.day, monthrange(year, month + 1)[1]))


def keep_until_problem(day: date, *, today: date, held_on: date) -> str | None:
    """Return why a recording cannot be kept until this day, or None."""
    if day < today:
        return "Deze dag is al geweest. Kies een dag die nog komt."
    if (day.year - MAX_KEEP_YEARS, day.month, day.day) > (held_on.year, held_on.month, held_on.day):
        return "Een opname om van te leren blijft hooguit vijf jaar. Kies een eerdere dag."
    return None


def may_go(keep_until: date | None, today: date) -> bool:
    """Return whether the day has come on which a recording would be erased."""
    return keep_until is not None and keep_until <= today


def steps_to_playing(answers: Sequence[Answer], *, recorded: bool, client_term: str) -> list[str]:
    """Return what has to happen before a recording plays to which nobody said no, in its order, as it follows 'zodra'."""
    steps = [] if answers else ["opgeschreven is wie erbij waren"]
    if answers and not any(answer.present_as == PresentAs.CLIENT for answer in answers):
        steps.append(f"de {client_term} bij de aanwezigen staat en ja zei")
    if not answers or not_asked(answers):
        steps.append("alle aanwezigen ja zeiden")
    return steps if recorded else [*steps, "er een opname is"]


def refused_purposes(said: Mapping[Purpose, Sequence[Answer]]) -> list[Purpose]:
    """Return the purposes to which someone present said no."""
    return [purpose for purpose, answers in said.items() if any(answer.said_no for answer in answers)]


def spoken_on_another_day(given_as: str, decided_on: date | None, held_on: date) -> bool:
    """Return whether an answer would stand on the recording of a day on which the overleg was not."""
    return given_as == Given.SPOKEN and decided_on is not None and decided_on != held_on


def spoken_elsewhere(said: Mapping[Purpose, Sequence[Answer]], held_on: date) -> list[tuple[str, date | None]]:
    """Return who answered on the recording, but by what is written down on another day than the overleg, and when."""
    found = [
        (answer.function, answer.decided_on)
        for answer in chain.from_iterable(said.values())
        if answer.decision != Decision.WITHDRAWN and spoken_on_another_day(answer.given_as, answer.decided_on, held_on)
    ]
    return list(dict.fromkeys(found))


def may_correct(history: Iterable[Written], person_id: int, today: date) -> bool:
    """Return whether what stands can be called a mistake: all of it is of today, by this person, and nobody withdrew.

    Else someone was asked before, and *not asked yet* would not be true.
    """
    stands: list[Written] = []
    for row in history:
        stands = [] if row.decision == Decision.CORRECTED else [*stands, row]
    own = [(row.by, row.on) == (person_id, today) and row.decision != Decision.WITHDRAWN for row in stands]
    return bool(own) and all(own)


def consent_date_problem(given_on: date, *, today: date, held_on: date, withdrawn_on: date | None = None) -> str | None:
    """Return why consent for an overleg cannot have been given on this day, or None.

    After a withdrawal only a later yes counts.
    """
    if withdrawn_on is not None and given_on < withdrawn_on:
        return "De toestemming is daarna ingetrokken. Vul de dag in waarop iemand opnieuw ja zei."
    if given_on > today:
        return "Deze datum ligt in de toekomst. Vul de dag in waarop iemand antwoord gaf."
    if (held_on - given_on).days > MAX_DAYS_BEFORE:
        return "Deze datum is meer dan een jaar voor het overleg. Controleer het jaar."
    return None
