"""A module as a zip: the same files in the same places; what comes in is looked at before anything is kept."""

import io
import re
import stat
import zipfile
from lzma import LZMAError
from zlib import error as ZlibError

from modules.authoring.picture_rules import MAX_PICTURE, picture
from modules.authoring.rules import MAX_TEXT, Files, is_known
from modules.library.toml_rules import SLUG

MAX_FILES = 80
MAX_ZIP = 7 * 1024 * 1024
MAX_UNPACKED = 20 * 1024 * 1024
# What a computer adds by itself.
LITTER = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini)")
MOMENT = (2020, 1, 1, 0, 0, 0)


class Refused(ValueError):
    """A zip that cannot be taken; its words are for the person who sent it."""


def pack(slug: str, files: Files) -> bytes:
    """Return the files of a module as a zip, in a folder with its address; the same files give the same zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(f"{slug}/{name}", MOMENT), files[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip that we packed ourselves, by their name in the folder of the module."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename.partition("/")[2]: archive.read(info) for info in archive.infolist()}


def taken_in(content: bytes) -> tuple[str, dict[str, bytes]]:
    """Return the address and the files of a module in a zip from outside. Raises Refused with what is wrong."""
    if not content:
        raise Refused("Kies eerst een zip-bestand.")
    if len(content) > MAX_ZIP:
        raise Refused("Het zip-bestand is te groot. Het mag hooguit 7 MB zijn.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _files(archive)
    except (
        zipfile.BadZipFile,
        ZlibError,
        LZMAError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeError,
        OSError,
    ):
        raise Refused("Dit is geen zip-bestand dat we kunnen lezen.") from None


def _files(archive: zipfile.ZipFile) -> tuple[str, dict[str, bytes]]:
    entries = [each for each in archive.infolist() if not each.is_dir() and not LITTER.fullmatch(each.filename)]
    if not entries or len(entries) > MAX_FILES:
        raise Refused(f"In het zip-bestand staan {len(entries)} bestanden. Dat moeten er 1 tot {MAX_FILES} zijn.")
    folders = {each.filename.partition("/")[0] if "/" in each.filename else "" for each in entries}
    slug = next(iter(folders))
    if len(folders) > 1 or not SLUG.fullmatch(slug):
        raise Refused("Zet alle bestanden in één map. De naam van de map is het adres van de module.")
    files: dict[str, bytes] = {}
    for each in entries:
        name = each.filename.removeprefix(f"{slug}/")
        _look_at(each, name, files)
        files[name] = _read(archive, each, name)
        if sum(map(len, files.values())) > MAX_UNPACKED:
            raise Refused("De bestanden zijn samen te groot. Samen mogen zij 20 MB zijn.")
    return slug, files


def _look_at(entry: zipfile.ZipInfo, name: str, files: Files) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.flag_bits & 0x1:
        raise Refused(f"'{name[:80]}' is geen gewoon bestand.")
    if not is_known(name):
        raise Refused(f"'{name[:80]}' hoort niet in een module. Kijk naar een export voor de namen.")
    if name in files:
        raise Refused(f"'{name}' staat er twee keer in.")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    is_text = name.endswith((".md", ".toml"))
    most = MAX_TEXT if is_text else MAX_PICTURE
    # Never more than allowed, whatever the zip says about its size.
    with archive.open(entry) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Refused(f"'{name}' is te groot.")
    if is_text:
        return content
    ending, kept, problem = picture(content)
    if problem or not name.endswith(ending):
        raise Refused(f"'{name}': {problem or 'de inhoud past niet bij de naam.'}")
    return kept
