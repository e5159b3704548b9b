"""Uploading: what is taken, what is refused with which sentence, and that nothing of it is left behind."""

import hashlib
import html
import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from observation.recordings import actions, storage
from observation.recordings.models import Recording
from observation.recordings.rules import CUT_OFF, EMPTY, NO_RECORDING
from tests.conftest import text_of
from tests.observation.conftest import consent, forget_consent, upload
from trainer.db import db
from trainer.web import long_date, today

MPEG4 = (
    "Deze opname heeft een codering (MPEG4) die niet elke browser kan afspelen. Zet haar om naar MP4 (H.264), "
    "of zet je telefoon bij de camera-instellingen op 'Meest compatibel'."
)


def png() -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def kept(world) -> Recording | None:
    db.session.expire_all()
    return db.session.scalar(select(Recording).filter_by(meeting_id=world.meeting.id))


def error_on(response) -> str:
    """Return the sentence beside the field."""
    return html.unescape(response.text.split('id="file-error" role="alert">')[1].split("<")[0])


@pytest.mark.parametrize(
    ("name", "ending", "media_type", "has_video"),
    [
        ("film.mp4", "mp4", "video/mp4", True),
        ("film-slow-start.mp4", "mp4", "video/mp4", True),
        ("film.mov", "mp4", "video/mp4", True),
        ("film.webm", "webm", "video/webm", True),
        ("geluid.webm", "webm", "audio/webm", False),
        ("geluid.m4a", "mp4", "audio/mp4", False),
        ("geluid.mp3", "mp3", "audio/mpeg", False),
        ("geluid.wav", "wav", "audio/wav", False),
    ],
)
def test_every_kind_on_the_list_is_taken(agreed, sign_in, recording, kept_files, name, ending, media_type, has_video):
    content = recording(name).read_bytes()
    client = sign_in(agreed.ann)
    response = upload(client, agreed.meeting, content, f"overleg met mevrouw Jansen.{name.split('.')[1]}")

    assert response.status_code == 302
    assert response.location == f"/overleggen/{agreed.meeting.id}#opname"
    row = kept(agreed)
    assert (row.media_type, row.has_video, row.size) == (media_type, has_video, len(content))
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert 1.8 < row.duration < 2.3
    assert row.uploaded_by_id == agreed.ann.id
    assert kept_files() == [row.stored_as]
    assert row.stored_as.endswith(f".{ending}")
    played = client.get(f"/overleggen/{agreed.meeting.id}/opname/scoren")
    assert (played.status_code, played.mimetype, played.data) == (200, media_type, content)


@pytest.mark.parametrize(
    ("filename", "content", "sentence"),
    [
        ("leeg.mp4", b"", EMPTY),
        ("verslag.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", NO_RECORDING),
        ("verslag.mp4", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", NO_RECORDING),
        ("foto.png", png(), NO_RECORDING),
        ("foto.mp4", png(), NO_RECORDING),
        ("notities.mp4", b"Wij spraken af dat iedereen belt.\n" * 40, NO_RECORDING),
        ("ruis.mp4", os.urandom(50_000), NO_RECORDING),
        ("lijst.mp4", b"#EXTM3U\n#EXTINF:9,\nfile:///etc/hostname\n", NO_RECORDING),
        ("lijst.mp3", b"ffconcat version 1.0\nfile /etc/hostname\n", NO_RECORDING),
    ],
)
def test_what_is_no_recording_is_refused_and_not_kept(agreed, sign_in, kept_files, filename, content, sentence):
    response = upload(sign_in(agreed.ann), agreed.meeting, content, filename)

    assert response.status_code == 422
    assert error_on(response) == sentence
    assert kept(agreed) is None
    assert kept_files() == []


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("name", ["film.mp4", "film-slow-start.mp4", "film.mov", "geluid.m4a", "geluid.wav"])
def test_a_file_that_promises_more_than_it_holds_is_cut_off(agreed, sign_in, recording, kept_files, name, part):
    whole = recording(name).read_bytes()
    response = upload(sign_in(agreed.ann), agreed.meeting, whole[: int(len(whole) * part)])

    assert response.status_code == 422
    assert error_on(response) == CUT_OFF
    assert kept(agreed) is None
    assert kept_files() == []


@pytest.mark.parametrize("part", [0.3, 0.6])
@pytest.mark.parametrize("name", ["film.webm", "geluid.webm", "geluid.mp3"])
def test_a_file_that_stops_before_its_own_length_is_cut_off(agreed, sign_in, recording, kept_files, name, part):
    whole = recording(name, 8).read_bytes()
    response = upload(sign_in(agreed.ann), agreed.meeting, whole[: int(len(whole) * part)])

    assert response.status_code == 422
    assert error_on(response) == CUT_OFF
    assert kept(agreed) is None
    assert kept_files() == []


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_wav_that_was_written_without_its_length_is_no_cut_off_file(agreed, sign_in, recording, size):
    content = bytearray(recording("geluid.wav").read_bytes())
    content[4:8] = size.to_bytes(4, "little")

    assert upload(sign_in(agreed.ann), agreed.meeting, bytes(content)).status_code == 302


def test_a_coding_that_browsers_do_not_play_is_named(agreed, sign_in, recording, kept_files):
    response = upload(sign_in(agreed.ann), agreed.meeting, recording("film-mpeg4.mp4").read_bytes())

    assert error_on(response) == MPEG4
    assert kept_files() == []


def test_no_file_at_all_is_asked_for(agreed, sign_in, kept_files):
    response = sign_in(agreed.ann).post(f"/overleggen/{agreed.meeting.id}/uploaden", data={})

    assert response.status_code == 422
    assert error_on(response) == "Kies eerst een bestand."
    assert kept_files() == []


def test_the_script_is_told_where_to_go_or_what_is_wrong(agreed, sign_in, recording):
    client, script = sign_in(agreed.ann), {"X-Requested-With": "fetch"}
    refused = upload(client, agreed.meeting, b"tekst", headers=script)
    taken = upload(client, agreed.meeting, recording("geluid.mp3").read_bytes(), headers=script)

    assert (refused.status_code, refused.json) == (422, {"error": NO_RECORDING, "field": "file"})
    assert (taken.status_code, taken.json) == (200, {"go": f"/overleggen/{agreed.meeting.id}#opname"})


@pytest.mark.parametrize("script", [False, True])
def test_a_file_above_the_limit_is_refused_in_dutch(app, agreed, sign_in, kept_files, monkeypatch, script):
    monkeypatch.setitem(app.config, "MAX_RECORDING_BYTES", 10_000)
    headers = {"X-Requested-With": "fetch"} if script else {}
    response = upload(sign_in(agreed.ann), agreed.meeting, b"x" * 200_000, headers=headers)

    assert response.status_code == 413
    sentence = "Wat je stuurde is groter dan we kunnen aannemen. Maak het kleiner en probeer het opnieuw."
    assert sentence in (response.json["error"] if script else text_of(response))
    assert kept_files() == []


def test_a_file_of_just_the_limit_fits_with_the_form_around_it(app, agreed, sign_in, recording, monkeypatch):
    content = recording("film.mp4").read_bytes()
    monkeypatch.setitem(app.config, "MAX_RECORDING_BYTES", len(content))

    assert upload(sign_in(agreed.ann), agreed.meeting, content).status_code == 302


def test_a_new_recording_erases_the_old_file(recorded, sign_in, recording, kept_files):
    before = kept(recorded).stored_as
    content = recording("geluid.mp3").read_bytes()
    assert upload(sign_in(recorded.ann), recorded.meeting, content).status_code == 302

    after = kept(recorded).stored_as
    assert after != before
    assert kept_files() == [after]
    assert Path(storage.path_of(after)).read_bytes() == content


def test_a_refused_file_leaves_the_recording_that_was_there(recorded, sign_in, kept_files):
    before = kept(recorded).stored_as
    assert upload(sign_in(recorded.ann), recorded.meeting, b"tekst").status_code == 422

    assert kept(recorded).stored_as == before
    assert kept_files() == [before]


def test_the_recording_is_destroyed_and_the_scores_stay(recorded, sign_in, kept_files):
    ann = sign_in(recorded.ann)
    ann.post(f"/overleggen/{recorded.meeting.id}/formulier", data={"perspective": "self"})
    response = ann.post(f"/overleggen/{recorded.meeting.id}/opname-vernietigen", follow_redirects=True)

    assert "De opname is vernietigd. Wat er gescoord is, blijft bewaard." in text_of(response)
    assert "Bekijk je formulier" in text_of(response)
    assert kept(recorded) is None
    assert kept_files() == []


def test_the_name_of_the_uploaded_file_is_kept_nowhere(app, agreed, sign_in, recording, kept_files):
    client, name = sign_in(agreed.ann), "Fatima-Yildiz-1985.mp4"
    upload(client, agreed.meeting, recording("film.mp4").read_bytes(), name)

    db.session.expire_all()
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            assert "Yildiz" not in str(tuple(row))
    assert all("Yildiz" not in file for file in kept_files())
    for address in ("", "/opname/scoren", "/toestemming", "/uploaden"):
        response = client.get(f"/overleggen/{agreed.meeting.id}{address}")
        assert response.status_code == 200
        assert b"Yildiz" not in response.data
        assert "Yildiz" not in str(response.headers)


@pytest.mark.parametrize("decision", ["refused", "withdrawn"])
def test_nothing_is_uploaded_when_no_purpose_is_left(agreed, sign_in, recording, kept_files, decision):
    if decision == "refused":
        consent(agreed.ann, agreed.client, "refused", "refused")
        sentence = "Voor scoren en intervisie niet: iemand zei nee op 1 maart 2026. Er mag geen opname zijn."
    else:
        actions.withdraw(agreed.ann, agreed.client)
        day = long_date(today())
        sentence = f"Voor scoren en intervisie niet: iemand trok toestemming in op {day}. Er mag geen opname zijn."
    response = upload(sign_in(agreed.ann), agreed.meeting, recording("film.mp4").read_bytes())

    assert sentence in text_of(response)
    assert kept(agreed) is None
    assert kept_files() == []


def test_who_says_no_while_the_file_comes_in_is_heard(agreed, recording, kept_files, monkeypatch):
    look_into = actions.look_into

    def slowly(file):
        actions.withdraw(agreed.ann, agreed.client)
        return look_into(file)

    monkeypatch.setattr(actions, "look_into", slowly)
    problem = actions.add_recording(agreed.ann, agreed.meeting, recording("film.mp4"))

    assert problem.endswith("Er mag geen opname zijn.")
    assert kept(agreed) is None
    assert kept_files() == []


@pytest.mark.parametrize("first", ["upload", "no"])
def test_a_no_to_one_purpose_stops_only_that_one_in_whichever_order(agreed, sign_in, recording, first):
    ann, film = sign_in(agreed.ann), recording("film.mp4").read_bytes()
    steps = [
        lambda: upload(ann, agreed.meeting, film),
        lambda: consent(agreed.ann, agreed.care, "given", "refused"),
    ]
    for step in steps if first == "upload" else reversed(steps):
        step()

    assert kept(agreed) is not None
    play = f"/overleggen/{agreed.meeting.id}/opname/"
    assert [ann.get(play + purpose).status_code for purpose in ("scoren", "intervisie")] == [200, 403]
    words = "Voor intervisie niet: iemand zei nee op 1 maart 2026. Voor scoren wel."
    for page in ("", "/uploaden", "/toestemming"):
        assert words in text_of(ann.get(f"/overleggen/{agreed.meeting.id}{page}"))
    seen = text_of(sign_in(agreed.bas).get(f"/overleggen/{agreed.meeting.id}"))
    assert words in seen
    assert "Wijkverpleegkundige zei nee" not in seen


def test_before_everyone_was_asked_there_is_nothing_to_upload_and_the_page_says_so(agreed, sign_in, recording):
    forget_consent(agreed.care)
    response = upload(sign_in(agreed.ann), agreed.meeting, recording("film.mp4").read_bytes())

    words = "Voor scoren en intervisie nog niet: nog niet iedereen zei ja. Er mag nog geen opname zijn."
    assert words in text_of(response)
    assert kept(agreed) is None


@pytest.mark.parametrize("who", ["bas", "dia"])
def test_only_who_edits_the_overleg_uploads(agreed, sign_in, recording, kept_files, who):
    response = upload(sign_in(getattr(agreed, who)), agreed.meeting, recording("film.mp4").read_bytes())

    assert response.status_code == 404
    assert kept(agreed) is None
    assert kept_files() == []


def test_a_stranger_is_sent_to_sign_in_before_a_byte_is_read(agreed, anonymous, recording, kept_files, monkeypatch):
    read = []
    monkeypatch.setattr(storage.UploadRequest, "_get_file_stream", lambda *given, **named: read.append(1))
    response = upload(anonymous, agreed.meeting, recording("film.mp4").read_bytes())

    assert (response.status_code, response.location.split("?")[0]) == (302, "/inloggen")
    assert (read, kept_files()) == ([], [])


def test_a_file_sent_to_another_page_leaves_nothing_behind(agreed, sign_in, kept_files):
    data = {"file": (BytesIO(b"x" * 900_000), "x.mp4"), "perspective": "self"}
    sign_in(agreed.ann).post(f"/overleggen/{agreed.meeting.id}/formulier", data=data)

    assert kept_files() == []


def test_only_the_owner_of_the_server_process_reads_the_files(agreed, sign_in, recording, kept_files):
    upload(sign_in(agreed.ann), agreed.meeting, recording("film.mp4").read_bytes())
    (name,) = kept_files()

    assert storage.path_of(name).stat().st_mode & 0o077 == 0
