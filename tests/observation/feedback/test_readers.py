"""Who reads whose form by name after submitting, and what a trainer sees of cursisten together."""

import re

import pytest

from tests.conftest import text_of
from tests.observation.conftest import submitted
from trainer.groups import actions as groups
from trainer.groups import queries as group_queries
from trainer.groups.rules import GroupRole

AUTHORS = {
    "Ann Cursist": "lid",
    "Bas Cursist": "lid",
    "Cem Cursist": "lid",
    "Dia Cursist": "buiten de groep",
    "Eva Twijfelt": "lid dat niet meedoet",
    "Gus Gestopt": "lid dat stopte",
    "Fien Meekijker": "meekijker",
    "Ties Trainer": "trainer",
    "Lot Trainer": "trainer in de groep",
}
MEMBERS = {"Ann Cursist", "Bas Cursist", "Cem Cursist"}
TRAINERS = {"Ties Trainer", "Lot Trainer"}


@pytest.fixture
def everyone(recorded):
    """Return people of every kind by name, who all submitted a form of the first overleg."""
    people = {
        person.name: person for person in (recorded.ann, recorded.bas, recorded.cem, recorded.dia, recorded.trainer)
    }
    people["Lot Trainer"] = recorded.join("Lot Trainer", group=recorded.group, role="trainer")
    people["Eva Twijfelt"] = recorded.join("Eva Twijfelt", group=recorded.group, agreed=False)
    people["Gus Gestopt"] = recorded.join("Gus Gestopt", group=recorded.group)
    people["Fien Meekijker"] = recorded.join("Fien Meekijker", group=recorded.group, role="observer")
    for person in people.values():
        submitted(recorded.meeting, person, note=f"gezien door {person.name}")
    groups.withdraw(group_queries.membership(people["Gus Gestopt"], recorded.group))
    assert set(people) == set(AUTHORS)
    return people


def read_on(client, address):
    """Return whose names and notes stand on a page or in a file, but for the reader's own name in the menu."""
    body = client.get(address).get_data(as_text=True)
    body = re.sub(r"<details class=\"account\">.*?</details>", "", body, flags=re.S)
    names = {name for name in AUTHORS if name in body}
    notes = {name for name in AUTHORS if f"gezien door {name}" in body}
    return names, notes


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        ("Ann Cursist", MEMBERS | TRAINERS),
        ("Bas Cursist", MEMBERS | TRAINERS),
        ("Lot Trainer", MEMBERS | TRAINERS),
        ("Ties Trainer", TRAINERS),
    ],
)
def test_who_reads_whose_form_by_name(recorded, everyone, sign_in, reader, sees):
    client, meeting = sign_in(everyone[reader]), recorded.meeting.id

    for page in ("naast-elkaar", "naast-elkaar.csv"):
        assert read_on(client, f"/overleggen/{meeting}/{page}") == (sees, sees)
    for address in (
        f"/overleggen/{meeting}/terugkoppeling",
        f"/trajecten/{recorded.trajectory.id}/terugkoppeling",
    ):
        assert read_on(client, address) == (sees, set())
    assert read_on(client, f"/groepen/{recorded.group.id}/terugkoppeling")[0] <= sees


@pytest.mark.parametrize("reader", ["Dia Cursist", "Eva Twijfelt", "Gus Gestopt", "Fien Meekijker"])
def test_who_does_not_take_part_reads_nothing_at_all(recorded, everyone, sign_in, reader):
    client, meeting = sign_in(everyone[reader]), recorded.meeting.id

    for address in (
        f"/overleggen/{meeting}",
        f"/overleggen/{meeting}/naast-elkaar",
        f"/overleggen/{meeting}/naast-elkaar.csv",
        f"/overleggen/{meeting}/terugkoppeling",
        f"/overleggen/{meeting}/opname/scoren",
        f"/trajecten/{recorded.trajectory.id}/terugkoppeling",
        f"/groepen/{recorded.group.id}/terugkoppeling",
        f"/groepen/{recorded.group.id}/intervisie",
    ):
        assert client.get(address).status_code == 404


def test_whose_overleg_it_is_but_who_does_not_take_part_reads_trainers_only(recorded, everyone, sign_in):
    groups.withdraw(group_queries.membership(recorded.ann, recorded.group))
    sees = {"Ann Cursist"} | TRAINERS

    address = f"/overleggen/{recorded.meeting.id}/naast-elkaar"
    assert read_on(sign_in(recorded.ann), address) == (sees, sees)
    assert read_on(sign_in(recorded.bas), address)[0] == (MEMBERS | TRAINERS) - {"Ann Cursist"}


def test_taking_an_overleg_back_ends_reading_by_name(recorded, everyone, sign_in):
    sign_in(recorded.ann).post(f"/overleggen/{recorded.meeting.id}/terugnemen/{recorded.group.id}")
    sees = {"Ann Cursist"} | TRAINERS

    assert read_on(sign_in(recorded.ann), f"/overleggen/{recorded.meeting.id}/naast-elkaar") == (sees, sees)


def test_two_groups_do_not_read_each_other(recorded, sign_in):
    other = groups.add_intervisie_group(recorded.course, "Intervisiegroep Waal")
    groups.add_member(other, recorded.dia, GroupRole.PARTICIPANT)
    groups.agree(group_queries.membership(recorded.dia, other))
    sign_in(recorded.trainer).post(f"/overleggen/{recorded.meeting.id}/inbrengen", data={"group": other.id})
    for person in (recorded.ann, recorded.dia, recorded.trainer):
        submitted(recorded.meeting, person, note=f"gezien door {person.name}")

    address = f"/overleggen/{recorded.meeting.id}/naast-elkaar"
    assert read_on(sign_in(recorded.dia), address)[0] == {"Dia Cursist", "Ties Trainer"}
    assert read_on(sign_in(recorded.ann), address)[0] == {"Ann Cursist", "Ties Trainer"}


def together(client, address):
    """Return of how many people the feedback without names is, and the counts on the page; None without it."""
    words = text_of(client.get(address))
    if "Cursisten samen, zonder namen" not in words:
        return None
    block = words.split("Cursisten samen, zonder namen")[1]
    return int(re.match(r" (\d+) observator", block)[1]), re.findall(r"\d+ van \d+ scores", block)


@pytest.fixture
def five(recorded):
    """Return five cursisten whom the trainer does not read by name."""
    return [recorded.ann, recorded.bas, recorded.cem, recorded.dia, recorded.join("Eva Cursist")]


def test_a_trainer_sees_cursisten_together_from_five_people_up_and_without_names(recorded, five, sign_in):
    ties = sign_in(recorded.trainer)
    address = f"/overleggen/{recorded.meeting.id}/terugkoppeling"
    submitted(recorded.meeting, recorded.trainer, "nooit")
    for person in five[:4]:
        submitted(recorded.meeting, person, "altijd", note=f"gezien door {person.name}")
    before = text_of(ties.get(address))
    assert together(ties, address) is None
    assert "Cursisten samen" not in before

    submitted(recorded.meeting, five[4], "altijd", note="gezien door Eva Cursist")
    assert together(ties, address)[0] == 5
    assert "35 van 35 scores" in together(ties, address)[1]
    page = ties.get(address).text
    for person in five:
        assert person.name not in page
    assert "gezien door" not in page


def test_below_five_people_the_trainers_page_does_not_tell_how_many_there_are(recorded, five, sign_in):
    ties = sign_in(recorded.trainer)
    submitted(recorded.meeting, recorded.trainer)
    addresses = [
        f"/overleggen/{recorded.meeting.id}/terugkoppeling",
        f"/trajecten/{recorded.trajectory.id}/terugkoppeling",
        f"/groepen/{recorded.course.id}/terugkoppeling",
        f"/groepen/{recorded.group.id}/terugkoppeling",
    ]
    seen = [text_of(ties.get(address)) for address in addresses]

    for person in five[:4]:
        submitted(recorded.meeting, person)
        assert [text_of(ties.get(address)) for address in addresses] == seen


def test_five_people_count_and_not_five_forms(recorded, five, sign_in):
    meetings = [recorded.meeting, recorded.next_meeting(), recorded.next_meeting()]
    for meeting in meetings:
        for person in (recorded.trainer, five[0], five[1]):
            submitted(meeting, person)

    assert together(sign_in(recorded.trainer), f"/groepen/{recorded.course.id}/terugkoppeling") is None


def test_who_is_read_by_name_is_not_in_the_total_as_well(recorded, five, sign_in):
    lot = recorded.join("Lot Trainer", group=recorded.group, role="trainer")
    others = [recorded.join(f"{name} Cursist") for name in ("Ido", "Jet", "Kim")]
    submitted(recorded.meeting, lot)
    for person in [*five, *others]:
        submitted(recorded.meeting, person)

    found = together(sign_in(lot), f"/overleggen/{recorded.meeting.id}/terugkoppeling")
    assert found[0] == 5
    assert "35 van 35 scores" in found[1]


def test_the_one_form_of_another_overleg_is_not_in_the_total_of_the_course(recorded, five, sign_in):
    ties, second = sign_in(recorded.trainer), recorded.next_meeting()
    for meeting in (recorded.meeting, second):
        submitted(meeting, recorded.trainer)
    for person in five:
        submitted(recorded.meeting, person, "altijd")
    of_the_overleg = together(ties, f"/overleggen/{recorded.meeting.id}/terugkoppeling")
    assert together(ties, f"/groepen/{recorded.course.id}/terugkoppeling") == of_the_overleg

    submitted(second, five[0], "nooit")
    assert together(ties, f"/overleggen/{second.id}/terugkoppeling") is None
    assert together(ties, f"/groepen/{recorded.course.id}/terugkoppeling") == of_the_overleg


def test_the_total_of_an_intervisie_group_does_not_give_away_who_stands_outside_it(recorded, five, sign_in):
    ties = sign_in(recorded.trainer)
    for name in ("Gijs", "Hans"):
        five.append(recorded.join(f"{name} Groepslid", group=recorded.group))
    submitted(recorded.meeting, recorded.trainer)
    for person in five:
        submitted(recorded.meeting, person, "nooit" if person is recorded.dia else "altijd")
    whole = together(ties, f"/overleggen/{recorded.meeting.id}/terugkoppeling")
    part = together(ties, f"/groepen/{recorded.group.id}/terugkoppeling")

    assert whole[0] == 7
    assert part in (None, whole)


def test_a_cursist_never_sees_others_together(recorded, five, sign_in):
    for person in [*five, recorded.trainer, *(recorded.join(f"{name} Cursist") for name in ("Ido", "Jet"))]:
        submitted(recorded.meeting, person)
    ann = sign_in(recorded.ann)

    for address in (
        f"/overleggen/{recorded.meeting.id}/terugkoppeling",
        f"/groepen/{recorded.group.id}/terugkoppeling",
    ):
        assert together(ann, address) is None
    assert ann.get(f"/groepen/{recorded.course.id}/terugkoppeling").status_code == 404


def test_a_trainer_of_another_course_sees_nothing(recorded, five, sign_in, make_person):
    other = make_person("trainer", "Rik Trainer")
    groups.add_course_group(other, "Cursusgroep Najaar")
    for person in five:
        submitted(recorded.meeting, person)
    rik = sign_in(other)

    for address in (
        f"/overleggen/{recorded.meeting.id}/terugkoppeling",
        f"/groepen/{recorded.course.id}/terugkoppeling",
        f"/groepen/{recorded.group.id}/terugkoppeling",
    ):
        assert rik.get(address).status_code == 404
