"""Who gets in where: every address of the site, tried by every kind of visitor.

The table below is what we promise people. It is written from the requirements, not from the code: change it only
when the promise changes.
"""

import pytest

from tests import world
from tests.modules.authoring.access import WRITING

# A beheerder manages who gets in. A cursist owns a traject and brought it to the intervisie group, in which a mate
# agreed to take part, someone is invited and did not answer yet, and an onlooker looks on. A classmate is only in the
# course. The others have nothing to do with it: trainer and member of another course, and a stranger without a group.
ANONYMOUS = {"anonymous"}
SIGNED_IN = set(world.NAMES)
EVERYONE = SIGNED_IN | ANONYMOUS
NOT_ADMIN = SIGNED_IN - {"admin"}
NOBODY: set[str] = set()

ADMIN = {"admin"}
TRAINERS = {"trainer", "other_trainer"}
EDITS_GROUP = {"admin", "trainer"}
IN_SMALL_GROUP = {"owner", "mate", "invited", "onlooker"}
IN_COURSE = IN_SMALL_GROUP | {"classmate", "trainer"}
GIVES_EVALUATION = IN_COURSE - {"onlooker"}
FOLLOWS_COURSE = IN_COURSE - {"trainer", "onlooker"}
# Whose traject it is, and the trainer of the course group.
EDITS_MEETING = {"owner", "trainer"}
# And who takes part in the intervisie group that it was brought to.
SEES_MEETING = {"owner", "trainer", "mate"}
TAKES_PART = {"owner", "mate"}
# Of them the owner submitted a form; what was discussed stays closed for the others.
DISCUSSES = {"owner"}
# It was the mate who agreed to do something.
AGREED = {"mate"}
OBSERVER = {"mate"}  # The draft with the moment in it is the mate's, and the mate's alone.

# Per endpoint; with " | course" after it: on the course group; with " | intervisie": for that purpose; with
# " | handed in": on an assignment that was handed in; with " | taken back": on a share that was taken back.
TABLE = {
    "home.ready": EVERYONE,
    "home.show": SIGNED_IN,
    "home.privacy": EVERYONE,
    "home.theme": EVERYONE,
    # The draft is its writer's alone; what was handed in stands under " | handed in".
    "modules.assignments.answer": NOBODY,
    "modules.assignments.answer | handed in": {"trainer"},
    "modules.assignments.attach": {"owner"},
    "modules.assignments.attachment": {"owner"},
    "modules.assignments.attachment | handed in": {"owner", "trainer"},
    "modules.assignments.black_out": {"owner"},
    "modules.assignments.black_out | handed in": {"owner", "trainer"},
    "modules.assignments.detach": {"owner"},
    # Of the draft there is no version before.
    "modules.assignments.differences": NOBODY,
    "modules.assignments.differences | handed in": {"owner", "trainer"},
    "modules.assignments.index": NOT_ADMIN,
    "modules.assignments.latest": {"owner"},
    "modules.assignments.latest | handed in": {"owner", "trainer"},
    "modules.assignments.printed": {"owner"},
    "modules.assignments.printed | handed in": {"owner", "trainer"},
    "modules.assignments.remove": {"owner"},
    "modules.assignments.remove | handed in": {"owner"},
    "modules.assignments.save": {"owner"},
    "modules.assignments.save | handed in": {"owner"},
    "modules.assignments.save_all": {"owner"},
    "modules.assignments.save_all | handed in": {"owner"},
    "modules.assignments.save_answer": NOBODY,
    "modules.assignments.save_answer | handed in": {"trainer"},
    "modules.assignments.save_answer_field": NOBODY,
    "modules.assignments.save_answer_field | handed in": {"trainer"},
    "modules.assignments.send": NOBODY,
    "modules.assignments.send | handed in": {"trainer"},
    "modules.assignments.show": {"owner"},
    "modules.assignments.show | handed in": {"owner", "trainer"},
    "modules.assignments.start": NOT_ADMIN,
    "modules.assignments.submit": {"owner"},
    "modules.assignments.take_back": {"owner"},
    "modules.certificates.achievement": EVERYONE,
    "modules.certificates.badge": {"owner"},
    "modules.certificates.certificate_pdf": {"owner", "trainer"},
    "modules.certificates.check": EVERYONE,
    "modules.certificates.check_typed": EVERYONE,
    # Only in the course group are there hours, progress and certificates.
    "modules.certificates.hours": NOBODY,
    "modules.certificates.hours | course": {"owner", "trainer"},
    "modules.certificates.hours_csv": NOBODY,
    "modules.certificates.hours_csv | course": {"owner", "trainer"},
    "modules.certificates.hours_pdf": NOBODY,
    "modules.certificates.hours_pdf | course": {"owner", "trainer"},
    "modules.certificates.issue": NOBODY,
    "modules.certificates.issue | course": {"trainer"},
    "modules.certificates.issuer": EVERYONE,
    "modules.certificates.key": EVERYONE,
    "modules.certificates.keys": EVERYONE,
    "modules.certificates.revoke": {"trainer"},
    "modules.certificates.revoked": EVERYONE,
    "modules.certificates.show": {"owner", "trainer"},
    "modules.books.download": SIGNED_IN,
    "modules.books.module": SIGNED_IN,
    "modules.books.show": SIGNED_IN,
    "modules.checks.result": {"owner"},
    "modules.checks.show": SIGNED_IN,
    "modules.checks.submit": SIGNED_IN,
    "modules.completion.contract": NOT_ADMIN,
    "modules.completion.finish": SIGNED_IN,
    "modules.completion.group": NOBODY,
    "modules.completion.group | course": {"trainer"},
    "modules.completion.group_csv": NOBODY,
    "modules.completion.group_csv | course": {"trainer"},
    "modules.completion.index": SIGNED_IN,
    "modules.completion.make_exception": NOBODY,
    "modules.completion.make_exception | course": {"trainer"},
    "modules.completion.person": NOBODY,
    "modules.completion.person | course": {"trainer"},
    "modules.completion.show": SIGNED_IN,
    "modules.completion.take_back_exception": {"trainer"},
    "modules.journal.answer": {"trainer"},
    # What was typed while it was taken back is shown again; nothing of the piece is.
    "modules.journal.answer | taken back": {"trainer"},
    "modules.journal.create": NOT_ADMIN,
    "modules.journal.edit": {"owner"},
    "modules.journal.export": NOT_ADMIN,
    "modules.journal.index": NOT_ADMIN,
    "modules.journal.printed": NOT_ADMIN,
    "modules.journal.read": {"trainer"},
    "modules.journal.read | taken back": NOBODY,
    "modules.journal.remove": {"owner"},
    "modules.journal.reply": {"owner"},
    "modules.journal.settle": {"trainer"},
    "modules.journal.settle | taken back": NOBODY,
    "modules.journal.share": {"owner"},
    "modules.journal.shared": TRAINERS,
    "modules.journal.show": {"owner"},
    "modules.journal.take_back": {"owner"},
    "modules.glossary.index": SIGNED_IN,
    "modules.lessons.keep_place": SIGNED_IN,
    "modules.lessons.mark_done": SIGNED_IN,
    "modules.lessons.mark_not_done": SIGNED_IN,
    "modules.lessons.show": SIGNED_IN,
    "modules.evaluation.form": NOBODY,
    "modules.evaluation.form | course": GIVES_EVALUATION,
    "modules.evaluation.give": NOBODY,
    "modules.evaluation.give | course": GIVES_EVALUATION,
    "modules.evaluation.show": NOBODY,
    "modules.evaluation.show | course": GIVES_EVALUATION,
    "modules.fidelity.edit": NOBODY,
    "modules.fidelity.edit | course": {"trainer"},
    "modules.fidelity.export": NOBODY,
    "modules.fidelity.export | course": {"trainer"},
    "modules.fidelity.show": NOBODY,
    "modules.fidelity.show | course": IN_COURSE,
    "modules.library.figure": SIGNED_IN,
    "modules.methods.compare": SIGNED_IN,
    "modules.methods.index": SIGNED_IN,
    "modules.methods.show": SIGNED_IN,
    "modules.pretest.counts": NOBODY,
    "modules.pretest.counts | course": {"trainer"},
    "modules.pretest.index": NOBODY,
    "modules.pretest.index | course": FOLLOWS_COURSE,
    "modules.pretest.result": {"owner"},
    "modules.pretest.show": {"owner"},
    "modules.pretest.skip": NOBODY,
    "modules.pretest.skip | course": FOLLOWS_COURSE,
    "modules.pretest.start": NOBODY,
    "modules.pretest.start | course": FOLLOWS_COURSE,
    "modules.pretest.submit": {"owner"},
    "modules.repetition.answer": SIGNED_IN,
    "modules.repetition.result": SIGNED_IN,
    "modules.repetition.show": SIGNED_IN,
    "modules.repetition.switch": SIGNED_IN,
    "modules.scans.add_note": TAKES_PART,
    "modules.scans.discuss": TAKES_PART,
    "modules.scans.fill": SIGNED_IN,
    "modules.scans.index": SIGNED_IN,
    # The note was written by the mate; the filled scan is the owner's, who shares it with the small group.
    "modules.scans.remove": {"owner"},
    "modules.scans.remove_note": {"mate"},
    "modules.scans.save": SIGNED_IN,
    "modules.scans.share": {"owner"},
    "modules.scans.show": {"owner"},
    "modules.scans.take_back": {"owner"},
    "modules.search.show": SIGNED_IN,
    "observation.feedback.compare": SEES_MEETING,
    "observation.feedback.compare_csv": SEES_MEETING,
    "observation.feedback.group": TAKES_PART | {"trainer"},
    "observation.feedback.group | course": {"trainer"},
    "observation.feedback.meeting": SEES_MEETING,
    "observation.feedback.trajectory": SEES_MEETING,
    "observation.form.show": SIGNED_IN,
    "observation.intervisie.add_agreement": DISCUSSES,
    "observation.intervisie.create": TAKES_PART,
    "observation.intervisie.create | course": NOBODY,
    "observation.intervisie.edit": DISCUSSES,
    "observation.intervisie.index": TAKES_PART,
    "observation.intervisie.index | course": NOBODY,
    "observation.intervisie.register_attendance": DISCUSSES,
    "observation.intervisie.remove": DISCUSSES,
    "observation.intervisie.remove_agreement": AGREED,
    "observation.intervisie.save": DISCUSSES,
    "observation.intervisie.set_done": AGREED,
    "observation.intervisie.show": TAKES_PART,
    "observation.meetings.add_attendee": EDITS_MEETING,
    "observation.meetings.bring": EDITS_MEETING,
    "observation.meetings.create": EDITS_MEETING,
    "observation.meetings.create_trajectory": NOT_ADMIN,
    "observation.meetings.edit": EDITS_MEETING,
    "observation.meetings.edit_trajectory": EDITS_MEETING,
    "observation.meetings.index": NOT_ADMIN,
    "observation.meetings.remove": EDITS_MEETING,
    "observation.meetings.remove_attendee": EDITS_MEETING,
    "observation.meetings.remove_trajectory": EDITS_MEETING,
    "observation.meetings.show": SEES_MEETING,
    "observation.meetings.take_back": SEES_MEETING,
    "observation.meetings.trajectory": SEES_MEETING,
    "observation.recordings.captions": SEES_MEETING,
    "observation.recordings.captions | intervisie": SEES_MEETING,
    "observation.recordings.consent": EDITS_MEETING,
    "observation.recordings.consent_text": SIGNED_IN,
    "observation.recordings.play": SEES_MEETING,
    "observation.recordings.play | intervisie": SEES_MEETING,
    "observation.recordings.keep": EDITS_MEETING,
    "observation.recordings.remove": EDITS_MEETING,
    "observation.recordings.upload": EDITS_MEETING,
    "observation.recordings.withdraw": EDITS_MEETING,
    "observation.scoring.add_evidence": OBSERVER,
    "observation.scoring.change_evidence": OBSERVER,
    "observation.scoring.remove_evidence": OBSERVER,
    "observation.scoring.save": OBSERVER,
    "observation.scoring.save_all": OBSERVER,
    "observation.scoring.show": OBSERVER,
    "observation.scoring.start": SEES_MEETING,
    "observation.scoring.submit": OBSERVER,
    "trainer.groups.add_intervisie": EDITS_GROUP,
    "trainer.groups.add_intervisie | course": EDITS_GROUP,
    "trainer.groups.add_members": EDITS_GROUP,
    "trainer.groups.add_members | course": EDITS_GROUP,
    "trainer.groups.agree": {"owner", "mate", "invited"},
    "trainer.groups.agree | course": NOBODY,
    "trainer.groups.create": ADMIN | TRAINERS,
    "trainer.groups.edit": EDITS_GROUP,
    "trainer.groups.edit | course": EDITS_GROUP,
    "trainer.groups.index": SIGNED_IN,
    "trainer.groups.remove": EDITS_GROUP,
    "trainer.groups.remove | course": EDITS_GROUP,
    "trainer.groups.remove_member": EDITS_GROUP,
    "trainer.groups.show": IN_SMALL_GROUP | EDITS_GROUP,
    "trainer.groups.show | course": IN_COURSE | ADMIN,
    "trainer.groups.withdraw": {"owner", "mate", "invited"},
    "trainer.groups.withdraw | course": NOBODY,
    "trainer.people.change_password": SIGNED_IN,
    "trainer.people.forgotten": EVERYONE,
    "trainer.people.index": ADMIN,
    "trainer.people.invite": ADMIN,
    "trainer.groups.invite": NOBODY,
    "trainer.groups.invite | course": EDITS_GROUP,
    "trainer.groups.invite_many": NOBODY,
    "trainer.groups.invite_many | course": EDITS_GROUP,
    "trainer.groups.links": NOBODY,
    "trainer.groups.links | course": EDITS_GROUP,
    "trainer.people.me": SIGNED_IN,
    # A cursist with a password; a trainer helps only who has none yet: with a link, and with their account.
    "trainer.people.renew_link": ADMIN,
    "trainer.people.edit": ADMIN,
    "trainer.people.set_enabled": ADMIN,
    "trainer.people.show": EDITS_GROUP,
    "trainer.people.sign_in": EVERYONE,
    "trainer.people.sign_out": SIGNED_IN,
    "trainer.people.sign_out_everywhere": SIGNED_IN,
    "trainer.people.welcome": EVERYONE,
    "trainer.planning.add": NOBODY,
    "trainer.planning.add | course": EDITS_GROUP,
    "trainer.planning.agenda": SIGNED_IN,
    "trainer.planning.cancel": EDITS_GROUP,
    "trainer.planning.check_in": IN_COURSE - {"trainer", "onlooker"},
    "trainer.planning.report": IN_COURSE - {"trainer", "onlooker"},
    "trainer.planning.day_calendar": IN_COURSE | ADMIN,
    "trainer.planning.edit": EDITS_GROUP,
    "trainer.planning.feed": EVERYONE,
    "trainer.planning.index": NOBODY,
    "trainer.planning.index | course": IN_COURSE | ADMIN,
    "trainer.planning.plan_days": NOBODY,
    "trainer.planning.plan_days | course": EDITS_GROUP,
    "trainer.planning.plan_from_template": NOBODY,
    "trainer.planning.plan_from_template | course": EDITS_GROUP,
    "trainer.planning.register": {"trainer"},
    "trainer.planning.remove": EDITS_GROUP,
    "trainer.planning.room": {"trainer"},
    "trainer.planning.show": IN_COURSE | ADMIN,
    "trainer.planning.subscribe": SIGNED_IN,
    "trainer.planning.unsubscribe": SIGNED_IN,
}
TABLE |= WRITING
# The only routes of overleggen, forms and intervisie that a beheerder may open: they hold no data of anyone.
OPEN_TO_ADMIN = {"observation.form.show", "observation.recordings.consent_text"}


@pytest.fixture
def attempt(app, sign_in):
    """Return a function that lets every visitor try one address, and returns who got in."""

    def try_all(key, method, **ids):
        got_in, scene = set(), None
        # Who should stay out goes first: what they try changes nothing, so one world serves them all.
        for kind in sorted(EVERYONE, key=lambda kind: (kind in TABLE[key], kind)):
            if scene is None:
                world.clear()
                scene = world.build()
            client = app.test_client() if kind == "anonymous" else sign_in(scene.people[kind])
            response = client.open(address_of(app, key, scene, **ids), method=method)
            assert response.status_code < 500, f"{kind}: {response.status_code}"
            if is_in(response):
                got_in.add(kind)
                changed = method == "POST" and response.status_code < 400
                scene = None if changed else scene
        return got_in

    return try_all


def is_in(response):
    sent_to_sign_in = response.status_code == 302 and response.location.startswith("/inloggen?next=")
    return response.status_code not in (401, 403, 404, 405) and not sent_to_sign_in


def variants(scene):
    """Return what the words after " | " in the table stand for in an address."""
    return {
        "": {},
        "course": {"group_id": scene.extra["course_id"]},
        "intervisie": {"purpose": "intervisie"},
        "taken back": {"share_id": scene.extra["closed_share_id"]},
        "handed in": {"assignment_id": scene.extra["waiting_id"], "version_id": scene.extra["second_id"]},
    }


def address_of(app, key, scene, **ids):
    endpoint, _, variant = key.partition(" | ")
    chosen = {name: scene.extra[where] for name, where in ids.items()}
    return world.address(app, endpoint, scene.ids | variants(scene)[variant] | chosen)


def methods_of(app, endpoint):
    return {method for rule in app.url_map.iter_rules(endpoint) for method in rule.methods} & {"GET", "POST"}


@pytest.mark.parametrize("key", TABLE)
def test_exactly_the_promised_visitors_get_in(app, attempt, key):
    methods = methods_of(app, key.partition(" | ")[0])

    assert methods
    for method in methods:
        assert attempt(key, method) == TABLE[key], method


def test_every_route_stands_in_the_table_and_every_line_has_a_route(app):
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert {key.partition(" | ")[0] for key in TABLE} == routes


def test_every_address_with_a_group_in_it_is_also_tried_on_the_course_group(app):
    with_group = {rule.endpoint for rule in app.url_map.iter_rules() if rule.arguments == {"group_id"}}

    assert {f"{endpoint} | course" for endpoint in with_group} <= set(TABLE)


def test_a_beheerder_gets_into_nothing_of_overleggen_forms_and_intervisie():
    found = {key for key, visitors in TABLE.items() if key.startswith("observation.") and "admin" in visitors}

    assert found == OPEN_TO_ADMIN


@pytest.mark.parametrize("noun", ["assignments", "journal"])
def test_a_beheerder_gets_into_no_assignment_and_no_journal(noun):
    assert [key for key in TABLE if key.startswith(f"modules.{noun}.") and "admin" in TABLE[key]] == []


def test_a_submitted_form_opens_for_its_own_observer_only(attempt):
    for key in ("observation.scoring.show", "observation.scoring.submit"):
        assert attempt(key, "GET", observation_id="submitted_id") == {"owner"}
