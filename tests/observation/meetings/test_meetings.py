"""Cliënttrajecten and overleggen over HTTP: making them, who were there, and bringing them to a group."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from observation.meetings import actions as meetings
from observation.meetings import queries
from observation.meetings.models import Attendee, BroughtMeeting, Meeting, Trajectory
from observation.recordings import actions as recordings
from observation.recordings.models import Consent
from tests.conftest import not_done, text_of
from tests.observation.conftest import consent, submitted
from trainer.db import db
from trainer.groups import actions as groups
from trainer.groups import queries as group_queries
from trainer.groups.rules import GroupRole
from trainer.web import today

ATTENDEE = {"function": "Werkcoach", "domain": "werk_inkomen", "present_as": "professional"}


def rows(model):
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).all()


@pytest.mark.parametrize("who", ["dia", "trainer"])
def test_a_cursist_or_trainer_starts_a_traject_and_goes_on_to_its_first_overleg(world, sign_in, who):
    client = sign_in(getattr(world, who))
    response = client.post("/trajecten/nieuw", data={"client_number": " C8 ", "course_group": world.course.id})

    made = rows(Trajectory)[-1]
    assert (made.client_number, made.owner_id) == ("C8", getattr(world, who).id)
    assert response.location == f"/trajecten/{made.id}/overleg"
    assert 'value="1"' in client.get(response.location).text


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Vul dit veld in."),
        ("Fatima", "Bedenk zelf een kort nummer, zoals C7"),
        ("111222333", "Dit lijkt op een BSN."),
        ("01-02-1985", "Dit lijkt op een geboortedatum."),
        ("C7", "Dit nummer bestaat al in deze cursusgroep."),
        (" C7 ", "Dit nummer bestaat al in deze cursusgroep."),
        ("C" + "7" * 20, "Een nummer kan hooguit 20 tekens lang zijn."),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_stays_in_the_field(world, sign_in, number, sentence):
    data = {"client_number": number, "course_group": world.course.id}
    response = sign_in(world.dia).post("/trajecten/nieuw", data=data)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f'name="client_number" type="text" value="{number}"' in response.text
    assert len(rows(Trajectory)) == 1


def test_another_course_group_may_use_the_same_number(world, sign_in):
    other = groups.add_course_group(world.trainer, "Cursusgroep Najaar")
    data = {"client_number": "C7", "course_group": other.id}

    assert sign_in(world.trainer).post("/trajecten/nieuw", data=data).status_code == 302
    assert [row.course_group_id for row in rows(Trajectory)] == [world.course.id, other.id]


def test_nobody_starts_a_traject_in_a_course_group_of_others(world, sign_in, make_person):
    stranger = make_person("participant")
    data = {"client_number": "C9", "course_group": world.course.id}

    assert sign_in(stranger).post("/trajecten/nieuw", data=data).status_code == 422
    assert len(rows(Trajectory)) == 1


def test_an_overleg_is_added_with_its_step_in_the_cycle(world, sign_in):
    ann = sign_in(world.ann)
    address = f"/trajecten/{world.trajectory.id}/overleg"
    assert 'value="2"' in ann.get(address).text

    response = ann.post(address, data={"number": "2", "held_on": "2026-04-02"})

    made = rows(Meeting)[-1]
    assert (made.number, made.held_on) == (2, date(2026, 4, 2))
    assert response.location == f"/overleggen/{made.id}"
    assert "2 april 2026, terugkijken en bijstellen" in text_of(ann.get(response.location))
    assert "2 maart 2026, samen een plan maken en beginnen" in text_of(ann.get(f"/overleggen/{world.meeting.id}"))


@pytest.mark.parametrize(
    ("number", "held_on", "sentence"),
    [
        ("1", "2026-04-02", "Dit nummer heeft al een overleg in dit traject."),
        ("0", "2026-04-02", "Vul een getal in van 1 tot en met 99."),
        ("100", "2026-04-02", "Vul een getal in van 1 tot en met 99."),
        ("", "2026-04-02", "Vul een getal in."),
        ("2", "", "Vul een datum in."),
        ("2", "1026-04-02", "Deze datum ligt te ver terug. Controleer het jaar."),
        ("2", "morgen", "Deze datum ligt in de toekomst. Vul de dag in waarop het overleg was."),
    ],
)
def test_an_overleg_that_cannot_be_is_refused_and_what_was_typed_stays(world, sign_in, number, held_on, sentence):
    held_on = (today() + timedelta(days=1)).isoformat() if held_on == "morgen" else held_on
    data = {"number": number, "held_on": held_on}
    response = sign_in(world.ann).post(f"/trajecten/{world.trajectory.id}/overleg", data=data)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f'value="{number}"' in response.text
    assert f'value="{held_on}"' in response.text
    assert len(rows(Meeting)) == 1


@pytest.mark.parametrize("field", ["number", "held_on"])
def test_what_is_no_number_or_no_date_is_answered_in_dutch(world, sign_in, field):
    data = {"number": "2", "held_on": "2026-04-02"} | {field: "zomaar iets"}
    response = sign_in(world.ann).post(f"/trajecten/{world.trajectory.id}/overleg", data=data)

    assert response.status_code == 422
    assert "zomaar iets" in response.text
    for english in ("Not a valid", "valid integer", "valid date"):
        assert english not in response.text


def test_an_overleg_of_today_is_fine(world, sign_in):
    data = {"number": "2", "held_on": today().isoformat()}

    assert sign_in(world.ann).post(f"/trajecten/{world.trajectory.id}/overleg", data=data).status_code == 302


def test_number_and_date_can_be_changed_but_not_to_a_number_that_is_taken(world, sign_in):
    second = world.next_meeting()
    ann = sign_in(world.ann)
    address = f"/overleggen/{second.id}/gegevens"

    taken = ann.post(address, data={"number": "1", "held_on": "2026-03-09"})
    assert taken.status_code == 422
    assert "Dit nummer heeft al een overleg in dit traject." in text_of(taken)
    assert ann.post(address, data={"number": "2", "held_on": "2026-03-09"}).status_code == 302
    assert ann.post(address, data={"number": "3", "held_on": "2026-03-09"}).status_code == 302
    assert (rows(Meeting)[-1].number, rows(Meeting)[-1].held_on) == (3, date(2026, 3, 9))


def test_attendees_are_taken_over_to_the_next_overleg_without_their_consent(agreed, sign_in):
    data = {"number": "2", "held_on": "2026-04-02"}
    sign_in(agreed.ann).post(f"/trajecten/{agreed.trajectory.id}/overleg", data=data)

    second = rows(Meeting)[-1]
    assert [(row.function, row.domain, row.present_as) for row in queries.attendees(second)] == [
        (row.function, row.domain, row.present_as) for row in agreed.attendees
    ]
    assert {row.attendee_id for row in rows(Consent)} == {row.id for row in agreed.attendees}


def test_an_overleg_put_in_between_takes_over_from_the_one_before_it(world, sign_in):
    third = world.next_meeting()
    ann = sign_in(world.ann)
    ann.post(f"/overleggen/{third.id}/gegevens", data={"number": "3", "held_on": "2026-05-02"})
    ann.post(f"/overleggen/{third.id}/aanwezigen", data=ATTENDEE)
    ann.post(f"/trajecten/{world.trajectory.id}/overleg", data={"number": "2", "held_on": "2026-04-02"})

    assert "Werkcoach" not in {row.function for row in queries.attendees(rows(Meeting)[-1])}


def test_someone_present_is_added_by_function(world, sign_in):
    ann = sign_in(world.ann)
    response = ann.post(f"/overleggen/{world.meeting.id}/aanwezigen", data=ATTENDEE)

    assert response.status_code == 302
    made = rows(Attendee)[-1]
    assert (made.function, made.domain, made.present_as) == ("Werkcoach", "werk_inkomen", "professional")
    assert "Werkcoach" in text_of(ann.get(f"/overleggen/{world.meeting.id}"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"function": "Jan Jansen"}, "Dit lijkt op een naam. Schrijf de functie op, bijvoorbeeld"),
        ({"function": "werkcoach 111222333"}, "Dit lijkt op een BSN. Schrijf alleen de functie op."),
        ({"function": ""}, "Vul dit veld in."),
        ({"function": "x" * 61}, "Een functie kan hooguit 60 tekens lang zijn."),
        ({"domain": ""}, "Kies een domein."),
    ],
)
def test_someone_present_who_cannot_be_is_refused_and_what_was_typed_stays(world, sign_in, change, sentence):
    data = ATTENDEE | change
    response = sign_in(world.ann).post(f"/overleggen/{world.meeting.id}/aanwezigen", data=data)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f'value="{data["function"]}"' in response.text
    assert len(rows(Attendee)) == 3


@pytest.mark.parametrize("field", ["domain", "present_as"])
def test_a_choice_that_is_not_on_the_list_is_refused_in_dutch(world, sign_in, field):
    response = sign_in(world.ann).post(
        f"/overleggen/{world.meeting.id}/aanwezigen", data=ATTENDEE | {field: "burgemeester"}
    )

    assert response.status_code == 422
    assert "Not a valid choice" not in response.text
    assert len(rows(Attendee)) == 3


def test_someone_present_is_taken_away_together_with_the_consent(agreed, sign_in):
    ann = sign_in(agreed.ann)
    gone = agreed.care.id
    ann.post(f"/aanwezigen/{gone}/verwijderen")

    assert gone not in {row.id for row in rows(Attendee)}
    assert gone not in {row.attendee_id for row in rows(Consent)}
    assert len(rows(Consent)) == 4
    assert "Wijkverpleegkundige staat niet meer bij de aanwezigen." in text_of(
        ann.get(f"/overleggen/{agreed.meeting.id}")
    )


@pytest.mark.parametrize("decision", ["refused", "withdrawn"])
def test_who_said_no_stays_among_those_present(agreed, sign_in, decision):
    if decision == "refused":
        consent(agreed.ann, agreed.care, "refused", "given")
    else:
        recordings.withdraw(agreed.ann, agreed.care)
    ann, why = sign_in(agreed.ann), "Daarom blijft dit bij de aanwezigen staan."
    page = ann.get(f"/overleggen/{agreed.meeting.id}")
    assert text_of(page).count(why) == 1
    assert f"/aanwezigen/{agreed.care.id}/verwijderen" not in page.text
    assert f"/aanwezigen/{agreed.work.id}/verwijderen" in page.text
    response = ann.post(f"/aanwezigen/{agreed.care.id}/verwijderen")

    # A place on the page would scroll past what was not done.
    assert response.location == f"/overleggen/{agreed.meeting.id}"
    assert why in not_done(ann.get(response.location))
    assert agreed.care.id in {row.id for row in rows(Attendee)}


def test_who_left_the_course_group_no_longer_sees_their_own_traject(world, sign_in):
    ann = sign_in(world.ann)
    assert ann.get(f"/overleggen/{world.meeting.id}").status_code == 200
    groups.remove_member(world.trainer, group_queries.membership(world.ann, world.course))

    for address in (f"/overleggen/{world.meeting.id}", f"/trajecten/{world.trajectory.id}"):
        assert ann.get(address).status_code == 404
    assert "C7" not in text_of(ann.get("/overleggen"))
    assert sign_in(world.trainer).get(f"/overleggen/{world.meeting.id}").status_code == 200


def test_the_page_warns_when_a_domain_or_the_client_is_missing(world, sign_in):
    ann = sign_in(world.ann)
    address = f"/overleggen/{world.meeting.id}"
    complete = text_of(ann.get(address))
    assert "Er was niemand van" not in complete
    assert "Niet over, maar mét" not in complete

    ann.post(f"/aanwezigen/{world.work.id}/verwijderen")
    assert "Er was niemand van werk &amp; inkomen." in text_of(ann.get(address))
    ann.post(f"/aanwezigen/{world.client.id}/verwijderen")
    assert "De cliënt staat er nog niet bij. Niet over, maar mét." in text_of(ann.get(address))


def test_the_page_says_what_to_do_when_both_domains_are_missing(world, sign_in):
    ann, address = sign_in(world.ann), f"/overleggen/{world.meeting.id}"
    ann.post(f"/aanwezigen/{world.work.id}/verwijderen")
    ann.post(f"/aanwezigen/{world.care.id}/verwijderen")
    words = text_of(ann.get(address))
    assert "Er was niemand van zorg &amp; welzijn of werk &amp; inkomen." in words
    assert "Was er wel iemand? Voeg die dan hieronder toe." in words
    assert "Voeg die dan hieronder toe." not in text_of(sign_in(world.bas).get(address))


def test_trajecten_stand_in_order_and_only_of_more_than_one_group_with_its_name(world, sign_in):
    meetings.add_trajectory(world.ann, world.course, "C10")
    trainer = sign_in(world.trainer)
    words = text_of(trainer.get("/overleggen"))
    assert words.index("Cliënttraject C7") < words.index("Cliënttraject C10 Nog geen overleg.")
    assert "Cursusgroep Voorjaar" not in words

    other = groups.add_course_group(world.trainer, "Cursusgroep Najaar")
    meetings.add_trajectory(world.trainer, other, "C7")
    words = text_of(trainer.get("/overleggen"))
    assert words.index("Cliënttraject C7 Cursusgroep Najaar") < words.index("Cliënttraject C7 Cursusgroep Voorjaar")
    assert words.index("Cliënttraject C7 Cursusgroep Voorjaar") < words.index("Cliënttraject C10 Cursusgroep Voorjaar")


def test_a_function_is_shown_as_text_and_not_as_markup(world, sign_in):
    ann = sign_in(world.ann)
    ann.post(f"/overleggen/{world.meeting.id}/aanwezigen", data=ATTENDEE | {"function": "<b>coach</b>"})
    page = ann.get(f"/overleggen/{world.meeting.id}").text

    assert "&lt;b&gt;coach&lt;/b&gt;" in page
    assert "<b>coach</b>" not in page


def test_an_overleg_is_brought_to_a_group_once_and_taken_back(world, sign_in):
    second = world.next_meeting(brought=False)
    ann, bas = sign_in(world.ann), sign_in(world.bas)
    address = f"/overleggen/{second.id}"
    assert bas.get(address).status_code == 404

    for _ in range(2):
        ann.post(f"{address}/inbrengen", data={"group": world.group.id})
    assert [row.meeting_id for row in rows(BroughtMeeting)] == [world.meeting.id, second.id]
    assert bas.get(address).status_code == 200
    ann.post(f"{address}/terugnemen/{world.group.id}")
    assert bas.get(address).status_code == 404
    assert [row.meeting_id for row in rows(BroughtMeeting)] == [world.meeting.id]


def test_a_form_stays_kept_when_an_overleg_is_taken_back_and_brought_again(world, sign_in):
    observation = submitted(world.meeting, world.bas)
    ann, bas = sign_in(world.ann), sign_in(world.bas)
    address = f"/formulieren/{observation.id}"

    ann.post(f"/overleggen/{world.meeting.id}/terugnemen/{world.group.id}")
    assert bas.get(address).status_code == 404
    ann.post(f"/overleggen/{world.meeting.id}/inbrengen", data={"group": world.group.id})
    assert "Het staat vast." in text_of(bas.get(address))


def test_an_overleg_is_not_brought_to_a_group_that_is_not_ones_own(world, sign_in):
    other = groups.add_intervisie_group(world.course, "Intervisiegroep Waal")
    ann = sign_in(world.ann)
    ann.post(f"/overleggen/{world.meeting.id}/inbrengen", data={"group": other.id})
    assert len(rows(BroughtMeeting)) == 1
    assert not_done(ann.get(f"/overleggen/{world.meeting.id}")) == "Kies een intervisiegroep."

    sign_in(world.trainer).post(f"/overleggen/{world.meeting.id}/inbrengen", data={"group": other.id})
    assert [row.group_id for row in rows(BroughtMeeting)] == [world.group.id, other.id]


@pytest.mark.parametrize(
    ("who", "sees", "edits"), [("ann", 200, 200), ("bas", 200, 404), ("dia", 404, 404), ("trainer", 200, 200)]
)
def test_who_sees_and_who_edits_an_overleg(world, sign_in, who, sees, edits):
    client = sign_in(getattr(world, who))

    assert client.get(f"/overleggen/{world.meeting.id}").status_code == sees
    assert client.get(f"/trajecten/{world.trajectory.id}").status_code == sees
    assert client.get(f"/overleggen/{world.meeting.id}/gegevens").status_code == edits
    assert client.get(f"/overleggen/{world.meeting.id}/toestemming").status_code == edits
    assert client.get(f"/overleggen/{world.meeting.id}/uploaden").status_code == edits
    assert ("C7" in text_of(client.get("/overleggen"))) is (sees == 200)


def test_a_member_who_did_not_agree_or_who_only_watches_does_not_see_what_was_brought(world, sign_in):
    world.join("Eva Cursist", group=world.group, agreed=False)
    quiet = group_queries.members(world.group)[-1].person
    observer = world.make_person("participant", "Fien Meekijker")
    groups.add_member(world.course, observer, GroupRole.OBSERVER)
    groups.add_member(world.group, observer, GroupRole.OBSERVER)
    groups.agree(group_queries.membership(observer, world.group))

    for person in (quiet, observer):
        assert sign_in(person).get(f"/overleggen/{world.meeting.id}").status_code == 404


def test_a_beheerder_sees_no_overleggen(world, as_admin):
    assert as_admin.get("/overleggen").status_code == 403
    assert as_admin.get(f"/overleggen/{world.meeting.id}").status_code == 404


def test_only_the_overleggen_of_a_traject_that_were_brought_are_listed_for_the_group(world, sign_in):
    world.next_meeting(brought=False)

    assert "Overleg 2" in text_of(sign_in(world.ann).get(f"/trajecten/{world.trajectory.id}"))
    words = text_of(sign_in(world.bas).get(f"/trajecten/{world.trajectory.id}"))
    assert "Overleg 1" in words
    assert "Overleg 2" not in words


def test_a_refusal_stands_in_the_way_of_a_recording_but_not_of_the_overleg(world, sign_in):
    consent(world.ann, world.care, "refused", None)

    assert sign_in(world.ann).get(f"/overleggen/{world.meeting.id}").status_code == 200
