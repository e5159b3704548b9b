"""The recording itself: the parts that a player asks for, and that it never plays without consent of everyone."""

import pytest

from observation.meetings import actions as meetings
from observation.recordings import actions, queries, storage
from observation.recordings.rules import Purpose
from tests.conftest import text_of
from tests.observation.conftest import consent, forget_consent, start, submitted


@pytest.fixture
def content(recording):
    return recording("film.mp4").read_bytes()


def play(client, world, purpose="scoren", **kwargs):
    return client.get(f"/overleggen/{world.meeting.id}/opname/{purpose}", **kwargs)


@pytest.mark.parametrize("who", ["ann", "bas", "trainer"])
@pytest.mark.parametrize("purpose", ["scoren", "intervisie"])
def test_it_plays_for_who_may_see_the_overleg_when_everyone_agreed(recorded, sign_in, content, who, purpose):
    response = play(sign_in(getattr(recorded, who)), recorded, purpose)

    assert (response.status_code, response.mimetype, response.data) == (200, "video/mp4", content)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Accept-Ranges"] == "bytes"
    assert "Content-Disposition" not in response.headers or "inline" in response.headers["Content-Disposition"]


@pytest.mark.parametrize(("who", "status"), [("dia", 404), ("admin", 404), (None, 302)])
def test_it_plays_for_nobody_else(recorded, sign_in, admin, anonymous, who, status):
    person = admin if who == "admin" else getattr(recorded, who or "", None)
    response = play(sign_in(person) if person else anonymous, recorded)

    assert response.status_code == status
    assert b"ftyp" not in response.data


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=1000-2047", 1000, 2047),
        ("bytes=25000-", 25000, None),
        ("bytes=-500", -500, None),
        ("bytes=24000-9999999", 24000, None),
    ],
)
def test_a_player_gets_exactly_the_part_that_it_asks_for(recorded, sign_in, content, asked, first, last):
    response = play(sign_in(recorded.ann), recorded, headers={"Range": asked})
    size = len(content)
    start_at = first if first >= 0 else size + first
    end_at = size - 1 if last is None else last

    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {start_at}-{end_at}/{size}"
    assert response.headers["Content-Length"] == str(end_at - start_at + 1)
    assert response.data == content[start_at : end_at + 1]


def test_from_here_to_the_end_is_answered_with_a_piece_that_the_player_asks_on_from(agreed, sign_in, recording):
    long = recording("geluid.wav", 30)
    content = long.read_bytes()
    actions.add_recording(agreed.ann, agreed.meeting, long)
    client, at, received = sign_in(agreed.ann), 0, b""
    while at < len(content):
        response = play(client, agreed, headers={"Range": f"bytes={at}-"})
        assert response.status_code == 206
        assert len(response.data) <= 2 * 1024 * 1024 < len(content)
        assert response.headers["Content-Range"] == f"bytes {at}-{at + len(response.data) - 1}/{len(content)}"
        received += response.data
        at = len(received)

    assert received == content


@pytest.mark.parametrize("asked", ["bytes={size}-", "bytes=9999999-"])
def test_a_part_beyond_the_end_is_refused(recorded, sign_in, content, asked):
    response = play(sign_in(recorded.ann), recorded, headers={"Range": asked.format(size=len(content))})

    assert response.status_code == 416
    assert content[-100:] not in response.data


def test_head_tells_the_length_and_sends_nothing(recorded, sign_in, content):
    response = sign_in(recorded.ann).head(f"/overleggen/{recorded.meeting.id}/opname/scoren")

    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(len(content))
    assert response.data == b""


def test_what_did_not_change_is_not_sent_again(recorded, sign_in, content):
    client = sign_in(recorded.ann)
    tag = play(client, recorded).headers["ETag"]

    assert play(client, recorded, headers={"If-None-Match": tag}).status_code == 304
    assert play(client, recorded, headers={"If-None-Match": '"iets anders"'}).data == content


def test_a_part_of_another_recording_than_before_is_sent_whole(recorded, sign_in, recording, content):
    client = sign_in(recorded.ann)
    tag = play(client, recorded).headers["ETag"]
    same = play(client, recorded, headers={"Range": "bytes=0-9", "If-Range": tag})
    actions.add_recording(recorded.ann, recorded.meeting, recording("film.webm"))
    other = play(client, recorded, headers={"Range": "bytes=0-9", "If-Range": tag})

    assert (same.status_code, same.data) == (206, content[:10])
    assert (other.status_code, other.data) == (200, recording("film.webm").read_bytes())


def test_consent_is_asked_of_parts_head_and_unchanged_ones_too(recorded, sign_in):
    client = sign_in(recorded.ann)
    tag = play(client, recorded).headers["ETag"]
    actions.withdraw(recorded.ann, recorded.client)

    for headers in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": tag}, {"If-Range": tag, "Range": "bytes=0-9"}):
        assert play(client, recorded, headers=headers).status_code == 403
    assert client.head(f"/overleggen/{recorded.meeting.id}/opname/scoren").status_code == 403


def refused(world):
    consent(world.ann, world.care, "refused", "refused")


def withdrawn(world):
    actions.withdraw(world.ann, world.client)


def not_asked(world):
    forget_consent(world.work)


def added_later(world):
    meetings.add_attendee(world.meeting, "Werkcoach", "werk_inkomen", "professional")


def client_gone(world):
    meetings.remove_attendee(world.client)


def nobody_present(world):
    for attendee in world.attendees:
        meetings.remove_attendee(attendee)


@pytest.mark.parametrize("purpose", ["scoren", "intervisie"])
@pytest.mark.parametrize("what", [refused, withdrawn, not_asked, added_later, client_gone, nobody_present])
def test_it_plays_for_nobody_without_consent_of_each(recorded, sign_in, what, purpose):
    people = [recorded.ann, recorded.bas, recorded.trainer]
    assert [play(sign_in(person), recorded, purpose).status_code for person in people] == [200, 200, 200]
    what(recorded)

    for person in people:
        response = play(sign_in(person), recorded, purpose)
        assert response.status_code == 403
        assert b"ftyp" not in response.data


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (
            refused,
            "Iemand die erbij was, zei nee op 1 maart 2026. Daarom speelt de opname niet voor het scoren.",
        ),
        (
            not_asked,
            "Nog geen toestemming van: Klantmanager inkomen. Zonder toestemming van iedereen speelt de opname niet.",
        ),
        (added_later, "Nog geen toestemming van: Werkcoach. Zonder toestemming van iedereen speelt de opname niet."),
        (client_gone, "De cliënt staat niet bij de aanwezigen. Zonder diens ja speelt de opname niet."),
        (nobody_present, "Er staat nog niet wie erbij waren. Zonder toestemming van iedereen speelt de opname niet."),
    ],
)
def test_the_pages_say_why_it_does_not_play(recorded, sign_in, what, sentence):
    form = start(recorded.meeting, recorded.bas)
    bas = sign_in(recorded.bas)
    pages = [f"/overleggen/{recorded.meeting.id}", f"/formulieren/{form.id}"]
    assert all("speelt de opname" not in text_of(bas.get(page)) for page in pages)
    what(recorded)

    for page in pages:
        assert sentence in text_of(bas.get(page))
        assert "/opname/scoren" not in bas.get(page).text


@pytest.mark.parametrize(("yes", "no"), [("scoren", "intervisie"), ("intervisie", "scoren")])
def test_consent_for_one_purpose_is_no_consent_for_the_other(recorded, sign_in, yes, no):
    answers = {
        "scoring": "given" if yes == "scoren" else "refused",
        "intervisie": "given" if yes == "intervisie" else "refused",
    }
    consent(recorded.ann, recorded.client, **answers)
    ann = sign_in(recorded.ann)

    assert play(ann, recorded, yes).status_code == 200
    assert play(ann, recorded, no).status_code == 403


def test_the_scoring_page_plays_for_scoring_and_side_by_side_for_intervisie(recorded, sign_in):
    form = submitted(recorded.meeting, recorded.ann)
    ann = sign_in(recorded.ann)
    scoring, side = f"/formulieren/{form.id}", f"/overleggen/{recorded.meeting.id}/naast-elkaar"
    assert "/opname/scoren" in ann.get(scoring).text
    assert "/opname/intervisie" in ann.get(side).text

    consent(recorded.ann, recorded.client, "given", "refused")
    assert "/opname/scoren" in ann.get(scoring).text
    assert "/opname/" not in ann.get(side).text
    consent(recorded.ann, recorded.client, "refused", "given")
    assert "/opname/" not in ann.get(scoring).text
    assert "/opname/intervisie" in ann.get(side).text


def test_no_other_purpose_exists(recorded, sign_in):
    assert play(sign_in(recorded.ann), recorded, "lesmateriaal").status_code == 404


def test_captions_play_under_the_same_conditions(agreed, sign_in, recording, tmp_path):
    captions = tmp_path / "tekst.vtt"
    captions.write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nWelkom allemaal.\n")
    actions.add_recording(agreed.ann, agreed.meeting, recording("film.mp4"), captions=captions)
    client, address = sign_in(agreed.bas), f"/overleggen/{agreed.meeting.id}/ondertiteling/scoren"

    assert client.get(address).mimetype == "text/vtt"
    assert "Welkom allemaal." in client.get(address).text
    consent(agreed.ann, agreed.client, "refused", "given")
    assert client.get(address).status_code == 403
    assert client.get(address.replace("scoren", "intervisie")).status_code == 200


def test_an_overleg_without_recording_or_captions_has_nothing_to_play(agreed, sign_in, recording):
    ann = sign_in(agreed.ann)
    assert play(ann, agreed).status_code == 403
    actions.add_recording(agreed.ann, agreed.meeting, recording("film.mp4"))
    assert ann.get(f"/overleggen/{agreed.meeting.id}/ondertiteling/scoren").status_code == 404


def test_a_file_that_is_gone_from_the_folder_is_a_page_and_no_fault(recorded, sign_in):
    storage.erase(queries.playable(recorded.meeting, Purpose.SCORING).stored_as)

    assert play(sign_in(recorded.ann), recorded).status_code == 404
