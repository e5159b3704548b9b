"""Screens about the measurements: what they are, making one, how it went; the counts of a group."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.completion import queries as completion
from modules.library import queries as library
from modules.pretest import actions, queries, rules
from modules.pretest.models import Pretest
from modules.pretest.rules import Phase
from trainer.groups.models import Group
from trainer.web import wants_json

blueprint = Blueprint("pretest", __name__)
Page = str | Response | tuple[str, int]

# Before a question's key in the form.
FIELD = "vraag-"
NOT_NOW = "Er is nu geen meting die je kunt maken."
TOO_LATE = "Deze meting is dicht. Wat je koos, is bewaard, maar telt nergens mee."


@blueprint.get("/groepen/<int:group_id>/metingen")
def index(group: Group) -> Page:
    """Show someone what the two measurements are and how far they are in them."""
    course, standings = completion.course_status(current_user), queries.standings(current_user)
    return render_template(
        "modules/pretest/index.html",
        group=group,
        before=standings.get((group.id, Phase.BEFORE)),
        after=standings.get((group.id, Phase.AFTER)),
        opened=rules.open_phase(course.finished, course.total),
        course=course,
        questions=len(rules.draw(library.course(), rules.Half.A)),
        min_people=rules.MIN_PEOPLE,
    )


@blueprint.post("/groepen/<int:group_id>/metingen/beginnen")
def start(group: Group) -> Page:
    """Begin the measurement that is open now, or go on with it."""
    phase = _open_phase()
    if phase is None:
        flash(NOT_NOW, "warning")
        return redirect(url_for("modules.pretest.index", group_id=group.id))
    pretest = actions.start(current_user, group, phase, library.course())
    return redirect(url_for("modules.pretest.show", pretest_id=pretest.id))


@blueprint.post("/groepen/<int:group_id>/metingen/overslaan")
def skip(group: Group) -> Page:
    """Take the measurement that is open now from the start page."""
    phase = _open_phase()
    if phase is not None:
        actions.skip(current_user, group, phase)
        until = " Tot je de helft van de modules hebt afgerond, kan het nog." if phase is Phase.BEFORE else ""
        name = rules.PHASE_LABELS[phase]
        flash(f"Je slaat de {name} over.{until} De {name} staat onderaan bij Cursus.")
    return redirect(url_for("home.show"))


@blueprint.get("/groepen/<int:group_id>/metingen/groep")
def counts(group: Group) -> Page:
    """Show a trainer the counts of the group, never who answered what."""
    return render_template(
        "modules/pretest/counts.html",
        group=group,
        people=queries.people_counts(group),
        rows=queries.group_rows(group),
        phases=rules.PHASE_LABELS,
        min_people=rules.MIN_PEOPLE,
    )


@blueprint.get("/metingen/<int:pretest_id>")
def show(pretest: Pretest) -> Page:
    """Show all questions of a measurement, with what was chosen before."""
    if moved := _elsewhere(pretest):
        return moved
    return _show(pretest, {each.key: each.option_id or "" for each in queries.asked(pretest)}, {})


@blueprint.post("/metingen/<int:pretest_id>")
def submit(pretest: Pretest) -> Page:
    """Hand in the answers, or keep them for later; with one missing they come back as they were given."""
    if moved := _elsewhere(pretest):
        return moved
    course = library.course()
    questions = rules.questions_of(course, queries.asked(pretest))
    given = {key: request.form.get(FIELD + key, "") for key in questions}
    if "later" in request.form:
        return _keep(pretest, given)
    if problems := rules.problems(questions, given):
        actions.keep(pretest, course, given)
        return _show(pretest, given, problems), 422
    actions.submit(pretest, course, given)
    return redirect(url_for("modules.pretest.result", pretest_id=pretest.id))


@blueprint.get("/metingen/<int:pretest_id>/uitslag")
def result(pretest: Pretest) -> Page:
    """Show how it went: counts before the course, explanations after it."""
    if not pretest.submitted_at:
        return redirect(url_for("modules.pretest.show", pretest_id=pretest.id))
    asked, before = queries.asked(pretest), queries.submitted_before(pretest)
    course = library.course()
    sections, status = rules.sections(course, asked), completion.course_status(current_user)
    begun = {each.module.slug for each in status.modules if each.done or each.finished_at}
    return render_template(
        "modules/pretest/result.html",
        pretest=pretest,
        dont_know=rules.DONT_KNOW,
        tally=rules.tally(asked),
        earlier=rules.tally(queries.asked(before)) if before else None,
        sections=sections,
        most_new=rules.most_new([each for each in sections if each.module and each.module.slug not in begun]),
        first=None if status.learned else next(iter(course.modules), None),
    )


def _open_phase() -> Phase | None:
    course = completion.course_status(current_user)
    return rules.open_phase(course.finished, course.total)


def _elsewhere(pretest: Pretest) -> Response | None:
    """Return where to go with a measurement that cannot be filled in: it is handed in, or its time is over."""
    if pretest.submitted_at:
        return redirect(url_for("modules.pretest.result", pretest_id=pretest.id))
    if not pretest.started_at or _open_phase() != pretest.phase:
        flash(TOO_LATE, "warning")
        return redirect(url_for("modules.pretest.index", group_id=pretest.group_id))
    return None


def _keep(pretest: Pretest, given: dict[str, str]) -> Page:
    actions.keep(pretest, library.course(), given)
    if wants_json():
        return "", 204
    flash("Je antwoorden zijn opgeslagen. Je gaat verder wanneer je wilt.")
    return redirect(url_for("home.show"))


def _show(pretest: Pretest, given: dict[str, str], problems: dict[str, str]) -> str:
    asked = queries.asked(pretest)
    questions = rules.questions_of(library.course(), asked)
    missing = rules.problems(questions, given)
    return render_template(
        "modules/pretest/show.html",
        pretest=pretest,
        name=rules.PHASE_LABELS[Phase(pretest.phase)],
        sections=rules.sections(library.course(), asked),
        questions=questions,
        given=given,
        problems=problems,
        missing=missing,
        first_open=next(((number, key) for number, key in enumerate(questions, 1) if key in missing), None),
        prefix=FIELD,
        extra=(rules.DONT_KNOW, rules.DONT_KNOW_WORDS),
    )
