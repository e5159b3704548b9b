"""Decisions about recordings and consent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Purpose(StrEnum):
    """What a recording may be used for; each is asked of each person present."""

    SCORING = "scoren"
    INTERVISIE = "intervisie"


PURPOSE_LABELS = {
    Purpose.SCORING: "Scoren met het observatieformulier",
    Purpose.INTERVISIE: "Bespreken in een intervisiegroep",
}


class Decision(StrEnum):
    """What someone present decided for one purpose. Not asked yet is no decision."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Given(StrEnum):
    """How someone made the decision known."""

    SIGNED = "signed"
    SPOKEN = "spoken"


GIVEN_LABELS = {Given.SIGNED: "ondertekend formulier", Given.SPOKEN: "mondeling, op de opname"}

# The version of the text that people agreed to; the text itself stands in the template of the consent page.
CONSENT_TEXT_VERSION = "2026-11"

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
REFUSED = "Iemand gaf geen toestemming of trok die in. Dan mag er geen opname zijn."
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


def missing_consent(decisions: Mapping[int, str | None]) -> list[int]:
    """Return who (attendee ids) has not given consent for a purpose; `decisions` holds everyone present."""
    return [attendee for attendee, decision in decisions.items() if decision != Decision.GIVEN]


def anyone_refused(decisions: Iterable[str | None]) -> bool:
    """Return whether someone said no, or took consent back."""
    return any(decision in (Decision.REFUSED, Decision.WITHDRAWN) for decision in decisions)


def consent_date_problem(given_on: date, *, today: date, withdrawn_on: date | None = None) -> str | None:
    """Return why consent cannot have been given on this day, or None. After a withdrawal only a later yes counts."""
    if withdrawn_on is not None and given_on < withdrawn_on:
        return "De toestemming is daarna ingetrokken. Vul de dag in waarop iemand opnieuw ja zei."
    if given_on > today:
        return "Deze datum ligt in de toekomst. Vul de dag in waarop iemand antwoord gaf."
    if given_on.year < 2000:
        return "Deze datum ligt te ver terug. Controleer het jaar."
    return None
