"""The start page: the one next step, for each role. The only screen that shows course and observation together."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from flask import Blueprint, Response, current_app, render_template, url_for
from flask_login import current_user

from modules.assignments import queries as assignments
from modules.certificates import queries as certificates
from modules.checks import queries as checks
from modules.completion import queries as completion
from modules.evaluation import queries as evaluation
from modules.evaluation.rules import SLUGS
from modules.journal import queries as journal
from modules.pretest import queries as pretest
from modules.repetition import queries as repetition
from observation.intervisie import queries as intervisie
from observation.intervisie.models import Session
from observation.intervisie.rules import due_words
from observation.meetings.models import Meeting
from observation.recordings import queries as recordings
from observation.recordings.rules import NO_WORDS, Purpose
from observation.scoring import queries as scoring
from observation.scoring.models import Observation
from observation.scoring.rules import progress
from trainer.db import now
from trainer.groups import queries as groups
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people import queries as people
from trainer.people.rules import Role
from trainer.planning import queries as planning
from trainer.web import Rule, dutch_time, public, signed_in

blueprint = Blueprint("home", __name__)
JUST_DONE = timedelta(days=1)
RULES: dict[str, Rule] = {"home.show": signed_in, "home.privacy": public, "home.ready": public, "home.theme": public}


# Words, endpoint, and what belongs to it: nouns with all of their pages, and single pages of other nouns.
NAVIGATION = (
    ("Start", "home.show", ("home.show", "trainer.planning.agenda")),
    (
        "Cursus",
        "modules.completion.index",
        (
            "modules.completion",
            "modules.lessons",
            "modules.checks",
            "modules.pretest",
            "modules.repetition",
            "modules.journal",
            "modules.assignments",
            "modules.certificates",
            "modules.methods",
            "modules.glossary",
            "modules.scans",
            "modules.books",
            "modules.authoring",
            "modules.publishing",
        ),
    ),
    (
        "Overleggen",
        "observation.meetings.index",
        (
            "observation.form",
            "observation.meetings",
            "observation.recordings",
            "observation.scoring",
            "observation.feedback",
        ),
    ),
    (
        "Groepen",
        "trainer.groups.index",
        (
            "trainer.groups",
            "trainer.planning",
            "observation.intervisie",
            "observation.feedback.group",
            "modules.evaluation",
            "modules.fidelity",
            "modules.completion.group",
            "modules.completion.person",
            "modules.completion.make_exception",
            "modules.certificates.issue",
            "modules.certificates.revoke",
            "modules.pretest.counts",
            "modules.scans.discuss",
            "modules.scans.add_note",
        ),
    ),
    ("Mensen", "trainer.people.index", ("trainer.people",)),
)
_SECTIONS = {name: words for words, _, names in NAVIGATION for name in names}


@cache
def navigation(role: str) -> list[tuple[str, str]]:
    """Return the main menu of a role: words and address."""
    hidden = {"Cursus", "Overleggen"} if role == Role.ADMIN else {"Mensen"}
    return [(words, url_for(endpoint)) for words, endpoint, _ in NAVIGATION if words not in hidden]


def section_of(endpoint: str | None) -> str | None:
    """Return the words in the menu that a page belongs to: named itself, or else by its noun."""
    page = endpoint or ""
    return _SECTIONS.get(page) or _SECTIONS.get(page.rpartition(".")[0])


@blueprint.get("/")
def show() -> str:
    """Show the start page."""
    if current_user.role == Role.ADMIN:
        link_made_by = people.link_made_by_other(current_user)
        return render_template("home/admin.html", waiting=people.waiting_for_link(), link_made_by=link_made_by)
    at = dutch_time()
    today = at.date()
    course, memberships = completion.course_status(current_user), groups.memberships_of(current_user)
    coming = planning.coming_days(current_user, today)
    days, changed_days = planning.to_tell(coming, now())
    trained = [row.group for row in memberships if (row.group.kind, row.role) == (GroupKind.COURSE, GroupRole.TRAINER)]
    follows = [
        row.group for row in memberships if (row.group.kind, row.role) == (GroupKind.COURSE, GroupRole.PARTICIPANT)
    ]
    return render_template(
        "home/show.html",
        link_made_by=people.link_made_by_other(current_user),
        course=course,
        memberships=memberships,
        trained=trained,
        trains=bool(trained) or current_user.role == Role.TRAINER,
        too_few_hours=(short := completion.too_few_hours(trained)),
        out_of_reach=completion.out_of_reach(trained, short, today),
        own_out_of_reach=completion.own_out_of_reach(current_user, follows, today) if follows else [],
        ready=certificates.ready(trained, today) if trained else [],
        undated=planning.undated(trained) if trained else [],
        to_register=planning.days_to_register(trained, at),
        begun_checks=checks.begun(current_user),
        measuring=pretest.offer(current_user, memberships, course.finished, course.total, learned=course.learned),
        repeating=len(repetition.plan(current_user, today).due),
        certificates=certificates.own(current_user),
        assignments=(written := assignments.own(current_user)),
        answered=assignments.to_work_on(written),
        to_answer=assignments.waiting_for(current_user),
        journal_answers=journal.unread_answers(current_user),
        journal_waiting=journal.waiting_for(current_user),
        agreements=intervisie.open_agreements(current_user),
        just_done=intervisie.done_since(current_user, now() - JUST_DONE),
        to_decide=recordings.to_decide(current_user),
        **_to_score(unscored := scoring.to_score(current_user)),
        sessions=_sessions(intervisie.coming(current_user, today), [meeting.id for meeting in unscored]),
        evaluations=evaluation.waiting(current_user, memberships, today),
        evaluation_slugs=SLUGS,
        to_sign_in_for=planning.to_sign_in_for(current_user, coming, at),
        days=days,
        changed_days=changed_days,
        later=sum(not day.cancelled_at for day in coming[len(days) :]),
        absent=planning.absent([*days, *changed_days], today),
        today=today,
        due_words=lambda day: due_words(day, today=today),
    )


def _to_score(unscored: Sequence[Meeting]) -> dict[str, object]:
    """Return what there is to score, what was begun and cannot go on, and what waits for a recording or for consent.

    After a no there is nothing to wait for, so an overleg that was not begun then stands on its own page only.
    """
    waiting = recordings.waiting_for([meeting.id for meeting in unscored], Purpose.SCORING)
    begun = scoring.own_state([meeting.id for meeting in unscored], current_user) if unscored else {}
    blocked = [meeting for meeting in reversed(unscored) if meeting.id in waiting]
    return {
        "to_score": [meeting for meeting in unscored if meeting.id not in waiting],
        "stuck": [(each, waiting[each.id]) for each in blocked if each.id in begun],
        "begun": {meeting_id: _how_far(observation) for meeting_id, observation in begun.items()},
        "waiting": [
            (each, waiting[each.id])
            for each in blocked
            if each.id not in begun and waiting[each.id] not in NO_WORDS.values()
        ],
    }


def _sessions(
    coming: Sequence[Session], unscored: Sequence[int]
) -> dict[int, list[tuple[Session, Observation | None, str | None]]]:
    """Return by group the sessions to come, each with one's own form of its overleg and with what scoring waits for.

    That is None of an overleg that is not to be scored: it was scored, or taken back.
    """
    own = scoring.own_state([each.meeting_id for each in coming], current_user) if coming else {}
    waiting = recordings.waiting_for(
        [each.meeting_id for each in coming if each.meeting_id in unscored], Purpose.SCORING
    )
    found: dict[int, list[tuple[Session, Observation | None, str | None]]] = defaultdict(list)
    for each in coming:
        words = waiting.get(each.meeting_id, "") if each.meeting_id in unscored else None
        found[each.group_id].append((each, own.get(each.meeting_id), words))
    return found


def _how_far(observation: Observation) -> str:
    """Return how much of a begun form is filled in: `3 van 54`."""
    instrument = scoring.instrument_of(observation)
    answers = {item: given.answer for item, given in scoring.given(observation).items()}
    return f"{progress(instrument, answers).answered} van {len(instrument.items)}"


@blueprint.get("/privacy")
def privacy() -> str:
    """Say what is kept of people, who sees it, and what they can do."""
    return render_template("home/privacy.html")


@blueprint.get("/gereed")
def ready() -> Response:
    """Answer that the site is up, for whoever starts or watches it."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/thema.css")
def theme() -> Response:
    """Serve the design tokens of the own organisation; empty where none are set."""
    return Response(current_app.config["THEME_TEXT"], mimetype="text/css", headers={"Cache-Control": "max-age=3600"})
