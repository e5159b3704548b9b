"""One file beside a version: by its content, for who may see the assignment, never shown in the page."""

import io
import re
import zipfile

import pytest

from modules.assignments import actions, queries, storage
from modules.assignments.rules import MAX_ATTACHMENT, MEDIA_TYPES
from trainer.db import db

HEIC = b"\x00\x00\x00\x24ftypheic" + b"x" * 50
PDF = b"%PDF-1.7\n" + b"x" * 50


@pytest.fixture
def version(course, begin):
    """A draft."""
    return begin("plan", course)


def add(client, version, content, name="Jan Jansen.pdf"):
    address = f"/opdrachten/versies/{version.id}/bijlage/toevoegen"
    return client.post(address, data={"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")


def kept():
    return {path.name for path in storage.folder().iterdir()}


def word(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *names):
            archive.writestr(name, "x")
    return file.getvalue()


def test_a_file_is_kept_under_a_meaningless_name_and_sent_to_keep(as_participant, version):
    before = kept()
    assert add(as_participant, version, PDF).status_code == 302
    answer = as_participant.get(f"/opdrachten/versies/{version.id}/bijlage")
    (name,) = kept() - before

    assert "jan" not in name.lower()
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=plan-C7-versie-1.pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<script>alert(1)</script>", "Dit bestand kunnen we niet aannemen"),
        (b"", "Dit bestand kunnen we niet aannemen"),
        (word("word/vbaProject.bin"), "Dit bestand kunnen we niet aannemen"),
        (b"%PDF-" + b"x" * MAX_ATTACHMENT, "groter dan 10 MB"),
    ],
)
def test_another_kind_of_file_or_one_too_large_is_refused_and_leaves_nothing(
    as_participant, version, content, sentence
):
    before = kept()
    answer = add(as_participant, version, content, "Plan.pdf")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert kept() == before


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HEIC, "IMG_0001.HEIC"),
        (HEIC, "foto.jpg"),
        (b"\x00\x00\x00\x1cftypmif1" + b"x" * 50, "vel"),
        (b"iets anders", "IMG_0001.heif"),
    ],
    ids=["heic", "named otherwise", "heif", "by its name"],
)
def test_a_photo_as_an_iphone_keeps_it_says_how_to_make_a_jpg_of_it(as_participant, version, content, name):
    before = kept()
    answer = add(as_participant, version, content, name)

    assert answer.status_code == 422 and kept() == before
    assert "Stuur de foto naar jezelf als jpg, of maak een schermafdruk." in answer.text
    assert name not in answer.text


def test_a_pdf_with_another_ending_in_its_name_is_taken(as_participant, version):
    assert add(as_participant, version, PDF, "scan.heic").status_code == 302


def test_the_field_offers_the_kinds_that_are_taken(as_participant, version):
    page = as_participant.get(f"/opdrachten/versies/{version.id}/bijlage/toevoegen").text

    (accept,) = re.findall(r'<input [^>]*accept="([^"]*)"[^>]*type="file"', page)
    assert set(accept.split(",")) == {".pdf", ".png", ".jpg", ".jpeg", ".docx"} | set(MEDIA_TYPES.values())


def test_a_word_file_is_taken_and_takes_the_place_of_the_one_before(as_participant, version):
    before = kept()
    add(as_participant, version, PDF)
    add(as_participant, version, word())

    assert queries.attachment(version).ending == "docx"
    assert len(kept() - before) == 1


@pytest.mark.parametrize("address", ["versies/{version}/bijlage/verwijderen", "{assignment}/verwijderen"])
def test_taking_it_away_or_the_draft_destroys_the_file(as_participant, version, address):
    before = kept()
    add(as_participant, version, PDF)
    as_participant.post("/opdrachten/" + address.format(version=version.id, assignment=version.assignment_id))

    assert kept() == before


def test_a_file_stays_with_what_was_handed_in_and_only_who_may_see_that_gets_it(
    as_participant, as_trainer, as_admin, version, course, write
):
    add(as_participant, version, PDF)
    address = f"/opdrachten/versies/{version.id}/bijlage"
    assert as_trainer.get(address).status_code == 404
    write(version, "doel", "Weer koken")
    assert actions.hand_in(version, course) is None
    as_participant.post(f"{address}/verwijderen")
    add(as_participant, version, word())

    db.session.expire_all()
    assert as_trainer.get(address).data == PDF
    assert as_admin.get(address).status_code == 404
