"""Blind until submitted: whether others submitted their forms makes no page of a reader differ by a single sign."""

import re

import pytest

from observation.scoring import actions
from tests.conftest import text_of
from tests.observation.conftest import fill, start, submitted

PAGES = (
    "/",
    "/overleggen",
    "/overleggen/{meeting}",
    "/overleggen/{meeting}/gegevens",
    "/overleggen/{meeting}/toestemming",
    "/overleggen/{meeting}/uploaden",
    "/overleggen/{meeting}/naast-elkaar",
    "/overleggen/{meeting}/naast-elkaar.csv",
    "/overleggen/{meeting}/terugkoppeling",
    "/trajecten/{trajectory}",
    "/trajecten/{trajectory}/terugkoppeling",
    "/groepen",
    "/groepen/{group}",
    "/groepen/{group}/intervisie",
    "/groepen/{group}/intervisie/nieuw",
    "/groepen/{group}/terugkoppeling",
    "/groepen/{course}",
    "/groepen/{course}/terugkoppeling",
    "/cursus",
)
TELLING = {
    "/overleggen/{meeting}/naast-elkaar",
    "/overleggen/{meeting}/naast-elkaar.csv",
    "/overleggen/{meeting}/terugkoppeling",
    "/trajecten/{trajectory}/terugkoppeling",
    "/groepen/{group}/terugkoppeling",
}
SECRET = "alleen voor wie zelf keek"


def snapshot(client, world, own=None):
    """Return all that someone can open, byte for byte but for the tokens of the forms, by address."""
    names = {"meeting": world.meeting.id, "trajectory": world.trajectory.id}
    names |= {"group": world.group.id, "course": world.course.id}
    addresses = {page: page.format(**names) for page in PAGES}
    if own:
        addresses |= {page: page.format(own) for page in ("/formulieren/{}", "/formulieren/{}/inleveren")}
    found = {}
    for page, address in addresses.items():
        response = client.get(address)
        found[page] = (response.status_code, response.headers.get("Location"), without_tokens(response))
    return found


def without_tokens(response):
    return re.sub(rb'(csrf[-_]token" (?:value|content)=")[^"]*', rb"\1", response.data)


def others_submit(world, *people, meeting=None):
    for number, person in enumerate(people):
        observation = start(meeting or world.meeting, person)
        fill(observation, ("nooit", "altijd", "nvt", "soms")[number % 4], note=SECRET)
        actions.add_evidence(observation, "WA01", 61, SECRET)
        assert actions.submit(observation)


def extra_people(world):
    """Return enough people of every kind that all thresholds would be passed."""
    inside = [world.join(f"{name} Groepslid", group=world.group) for name in ("Gijs", "Hans")]
    outside = [world.join(f"{name} Cursist") for name in ("Ido", "Jet", "Kim")]
    return [*inside, *outside, world.dia, world.join("Lot Trainer", role="trainer")]


def different(before, after):
    return {page for page in before if before[page] != after[page]}


@pytest.mark.parametrize("own", ["nothing", "begun", "complete"])
@pytest.mark.parametrize("who", ["ann", "bas", "trainer"])
def test_before_submitting_nothing_tells_that_others_submitted(recorded, sign_in, who, own):
    reader, others = getattr(recorded, who), extra_people(recorded)
    others += [person for person in (recorded.ann, recorded.bas, recorded.cem, recorded.trainer) if person != reader]
    form = None if own == "nothing" else start(recorded.meeting, reader).id
    if own == "complete":
        fill(start(recorded.meeting, reader))
    client = sign_in(reader)
    before = snapshot(client, recorded, form)
    assert sum(status == 200 for status, _, _ in before.values()) >= 12
    others_submit(recorded, *others)
    after = snapshot(client, recorded, form)

    assert different(before, after) == set()
    assert not any(SECRET.encode() in body for _, _, body in after.values())


@pytest.mark.parametrize("who", ["ann", "bas", "trainer"])
def test_a_form_of_one_overleg_opens_no_other_overleg(recorded, sign_in, who):
    reader, others = getattr(recorded, who), extra_people(recorded)
    others += [person for person in (recorded.ann, recorded.bas, recorded.cem, recorded.trainer) if person != reader]
    submitted(recorded.meeting, reader)
    second = recorded.next_meeting()
    client = sign_in(reader)

    def both():
        return snapshot(client, recorded) | {
            f"{page} (2)": without_tokens(client.get(f"/overleggen/{second.id}{page}"))
            for page in ("/naast-elkaar.csv", "/terugkoppeling")
        }

    before = both()
    others_submit(recorded, *others, meeting=second)
    after = both()

    assert different(before, after) == set()


@pytest.mark.parametrize("who", ["ann", "bas"])
def test_after_submitting_what_others_gave_is_there(recorded, sign_in, who):
    reader = getattr(recorded, who)
    submitted(recorded.meeting, reader)
    client = sign_in(reader)
    before = snapshot(client, recorded)
    others_submit(recorded, recorded.cem)
    after = snapshot(client, recorded)

    assert different(before, after) == TELLING
    for page in ("/overleggen/{meeting}/naast-elkaar", "/overleggen/{meeting}/naast-elkaar.csv"):
        assert SECRET.encode() in after[page][2]
        assert b"Cem Cursist" in after[page][2]


@pytest.mark.parametrize("state", ["nothing", "begun"])
def test_a_form_that_is_not_submitted_is_seen_by_nobody(recorded, sign_in, state):
    submitted(recorded.meeting, recorded.ann)
    client = sign_in(recorded.ann)
    before = snapshot(client, recorded)
    observation = start(recorded.meeting, recorded.bas)
    if state == "begun":
        fill(observation, "nooit", note=SECRET)
        actions.add_evidence(observation, "WA01", 61, SECRET)

    assert different(before, snapshot(client, recorded)) == set()


def test_side_by_side_says_to_score_first_and_the_spreadsheet_is_empty(recorded, sign_in):
    others_submit(recorded, recorded.ann, recorded.trainer)
    bas = sign_in(recorded.bas)
    side = bas.get(f"/overleggen/{recorded.meeting.id}/naast-elkaar")
    sheet = bas.get(f"/overleggen/{recorded.meeting.id}/naast-elkaar.csv")

    assert "Wat anderen zagen, zie je pas als je zelf hebt ingeleverd." in text_of(side)
    assert sheet.get_data(as_text=True).strip() == "\ufeffcode;indicator"


def test_the_names_of_those_who_observed_are_on_no_page_about_the_overleg_before_submitting(recorded, sign_in):
    others_submit(recorded, recorded.ann, recorded.cem, recorded.trainer)
    bas = sign_in(recorded.bas)

    for page in ("", "/naast-elkaar", "/naast-elkaar.csv", "/terugkoppeling"):
        words = bas.get(f"/overleggen/{recorded.meeting.id}{page}").get_data(as_text=True)
        for name in ("Ann Cursist", "Cem Cursist", "Ties Trainer"):
            assert name not in words
