"""The last trainer of a group, and groups that are removed."""

import pytest

from modules.fidelity.models import FidelityEntry
from tests.conftest import not_done, text_of
from trainer.db import db
from trainer.groups import actions, queries
from trainer.groups.rules import GroupRole
from trainer.planning.models import CourseDay

PARTICIPANT, TRAINER = GroupRole.PARTICIPANT, GroupRole.TRAINER


def follow(client, response):
    assert response.status_code == 302
    return client.get(response.location)


def test_the_last_trainer_of_a_course_group_stays_until_there_is_another(as_trainer, trainer, course, make_person):
    address = f"/lidmaatschappen/{queries.membership(trainer, course).id}/verwijderen"
    closed = make_person("trainer", enabled=False)
    actions.add_member(course, closed, TRAINER)
    assert address not in as_trainer.get(f"/groepen/{course.id}").text
    page = follow(as_trainer, as_trainer.post(address))

    assert not_done(page) == "Deze groep heeft dan geen trainer meer. Voeg eerst een andere trainer toe."
    assert queries.membership(trainer, course) is not None


def test_a_trainer_who_guides_the_intervisie_group_alone_may_leave_it(as_trainer, trainer, course, small):
    actions.add_member(small, trainer, TRAINER)
    as_trainer.post(f"/lidmaatschappen/{queries.membership(trainer, small).id}/verwijderen")

    assert queries.membership(trainer, small) is None


def test_a_beheerder_takes_out_the_last_trainer_after_a_warning_and_sees_a_group_without(as_admin, trainer, course):
    row, page = queries.membership(trainer, course), f"/groepen/{course.id}"
    assert "Deze groep heeft dan geen trainer meer. Niemand begeleidt dan de cursisten." in text_of(as_admin.get(page))
    assert "geen trainer" not in text_of(as_admin.get("/groepen"))
    as_admin.post(f"/lidmaatschappen/{row.id}/verwijderen")

    assert queries.membership(trainer, course) is None
    assert "Training najaar Cursusgroep, geen trainer" in text_of(as_admin.get("/groepen"))
    assert "Deze groep heeft geen trainer." in text_of(as_admin.get(page))


# ── Remove a group ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_trainer_removes_an_empty_course_group(as_trainer, course):
    assert "De groep is leeg. Verwijderen kan niet terug." in text_of(as_trainer.get(f"/groepen/{course.id}"))
    page = follow(as_trainer, as_trainer.post(f"/groepen/{course.id}/verwijderen"))

    assert "De groep Training najaar is verwijderd." in text_of(page)
    assert queries.course_groups() == []


def test_an_empty_intervisie_group_goes_and_leads_back_to_its_course(as_trainer, course, small):
    answer = as_trainer.post(f"/groepen/{small.id}/verwijderen")

    assert answer.location == f"/groepen/{course.id}"
    assert queries.intervisie_groups(course) == []


@pytest.mark.parametrize("role", ["trainer", "admin"])
def test_a_group_with_something_in_it_stays_and_the_page_says_why(request, sign_in, course, joined, role):
    client, address = sign_in(request.getfixturevalue(role)), f"/groepen/{course.id}"
    why = "Hier zijn nog andere leden en intervisiegroepen."
    page = client.get(address)
    assert why in text_of(page) and f"{address}/verwijderen" not in page.text

    assert why in not_done(follow(client, client.post(f"{address}/verwijderen")))
    assert queries.find_group(course.id) is not None


@pytest.mark.parametrize("model", [CourseDay, FidelityEntry])
def test_a_group_with_days_or_with_anything_of_another_part_of_the_site_stays(trainer, course, model):
    if model is CourseDay:
        db.session.add(CourseDay(group_id=course.id, kind="lesson", number=1, minutes=60, code="ABCDE"))
    else:
        db.session.add(FidelityEntry(group_id=course.id, row="lesson", note="", person_id=trainer.id))
    db.session.commit()
    problem = actions.remove(trainer, course)

    assert problem.endswith("cursusdagen." if model is CourseDay else "ingevulde gegevens.")
    assert queries.find_group(course.id) is not None
