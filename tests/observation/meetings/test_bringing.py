"""What is said when an overleg is brought to a group: whether it can be scored already, and what that waits for."""

import pytest

from observation.meetings import actions as meetings
from tests.conftest import text_of
from tests.observation.conftest import consent, forget_consent
from trainer.db import db, writing
from trainer.groups import queries as groups


def bring_again(world, sign_in):
    """Take the overleg back from the group and bring it in anew; return the words of the page after it."""
    meetings.take_back(world.meeting, world.group)
    address = f"/overleggen/{world.meeting.id}/inbrengen"
    response = sign_in(world.ann).post(address, data={"group": world.group.id}, follow_redirects=True)
    words = text_of(response)
    assert "Dit overleg is ingebracht in Intervisiegroep Maas." in words
    return words


def stop_taking_part(world):
    with writing():
        for row in groups.members(world.group):
            row.agreed_at = None
    db.session.expire_all()


def test_an_overleg_that_plays_can_be_scored_at_once(recorded, sign_in):
    assert "Maas. De leden die meedoen kunnen het nu scoren." in bring_again(recorded, sign_in)


def nobody_present(world):
    for attendee in world.attendees:
        meetings.remove_attendee(attendee)


def not_asked(world):
    forget_consent(world.care)


def refused(world):
    consent(world.ann, world.care, "refused", "given")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (
            nobody_present,
            "Scoren kan zodra: opgeschreven is wie erbij waren, alle aanwezigen ja zeiden en er een opname is.",
        ),
        (not_asked, "Scoren kan zodra: alle aanwezigen ja zeiden en er een opname is."),
        (lambda world: None, "Scoren kan zodra: er een opname is."),
        (refused, "Scoren kan niet: iemand zei nee op 1 maart 2026."),
    ],
)
def test_an_overleg_that_does_not_play_says_what_scoring_waits_for(agreed, sign_in, what, words):
    what(agreed)
    said = bring_again(agreed, sign_in)

    assert words in said
    assert "kunnen het nu scoren" not in said
    assert "doet nog niemand mee" not in said


def test_a_group_in_which_nobody_takes_part_yet_is_told_of(recorded, sign_in):
    stop_taking_part(recorded)
    said = bring_again(recorded, sign_in)

    assert "Maas. In deze groep doet nog niemand mee. Wie gaat meedoen, kan het dan scoren." in said
    assert "kunnen het nu scoren" not in said


def test_both_are_told_when_nobody_takes_part_and_there_is_no_recording(agreed, sign_in):
    stop_taking_part(agreed)

    words = "Scoren kan zodra: er een opname is. In deze groep doet nog niemand mee."
    assert words in bring_again(agreed, sign_in)
