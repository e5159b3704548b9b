"""Screens for comparing forms and for aggregated feedback."""

from collections.abc import Iterator

from flask import Blueprint, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from observation import permissions
from observation.feedback import queries, rules
from observation.feedback.queries import ReadableForm
from observation.feedback.rules import Pairs
from observation.form.rules import Instrument
from observation.meetings import queries as meetings
from observation.meetings.models import Meeting, Trajectory
from observation.recordings import queries as recordings
from observation.recordings.rules import Purpose
from observation.scoring import queries as scoring
from observation.scoring.rules import Given
from trainer.groups.models import Group
from trainer.groups.rules import GroupKind
from trainer.web import csv_file, long_date

blueprint = Blueprint("feedback", __name__)
Page = str | Response | tuple[str, int]


@blueprint.get("/overleggen/<int:meeting_id>/naast-elkaar")
def compare(meeting: Meeting) -> Page:
    """Put the forms of an overleg side by side, differences first."""
    forms = queries.readable_forms(current_user, meeting)
    if not forms:
        return render_template(
            "observation/feedback/not_yet.html", meeting=meeting, mine=scoring.own_observation(meeting, current_user)
        )
    instrument = scoring.instrument_of(forms[0].observation)
    found = rules.comparison(instrument, [form.answers for form in forms])
    recording, why_not = recordings.playback(meeting, Purpose.INTERVISIE)
    shared = queries.shared_meetings(current_user, [form.observation.observer_id for form in forms])
    return render_template(
        "observation/feedback/compare.html",
        meeting=meeting,
        instrument=instrument,
        forms=forms,
        themes=found,
        overall=sum((theme.pairs for theme in found), Pairs()),
        spread=rules.spread,
        biggest=rules.most_apart(found),
        no_coefficient=rules.no_coefficient(shared),
        recording=recording,
        why_not=why_not,
        purpose=Purpose.INTERVISIE.value,
        percentage=rules.percentage,
        groups=meetings.groups_with(meeting),
    )


@blueprint.get("/overleggen/<int:meeting_id>/naast-elkaar.csv")
def compare_csv(meeting: Meeting) -> Page:
    """Give the comparison as a file for a spreadsheet: the same forms as on screen, no others."""
    forms = queries.readable_forms(current_user, meeting)
    names = [form.observation.observer.name for form in forms]
    rows = [["code", "indicator", *names, *(f"{name}: observatie" for name in names)]]
    if forms:
        rows += _lines(scoring.instrument_of(forms[0].observation), forms)
    return csv_file(f"naast-elkaar-overleg-{meeting.id}.csv", rows)


def _lines(instrument: Instrument, forms: list[ReadableForm]) -> Iterator[list[str]]:
    """Yield a line per indicator and open question, in printed order."""
    words = {item.id: item.text for item in instrument.items.values()}
    words |= {question.id: question.heading for question in instrument.questions.values()}
    for code, text in words.items():
        given = [form.given.get(code, Given()) for form in forms]
        answers = [instrument.labels.get(each.answer or "", "") for each in given]
        yield [code, text, *answers, *(each.note for each in given)]


@blueprint.get("/overleggen/<int:meeting_id>/terugkoppeling")
def meeting(meeting: Meeting) -> Page:
    """Show aggregated feedback for one overleg."""
    return _show(
        title=meeting.name,
        lead=f"Overleg van {long_date(meeting.held_on)}: wat zagen we?",
        found=queries.for_meeting(current_user, meeting),
        not_counted=queries.meetings_not_submitted(current_user, [meeting.id]),
        crumbs=[(meeting.name, "observation.meetings.show", {"meeting_id": meeting.id})],
    )


@blueprint.get("/trajecten/<int:trajectory_id>/terugkoppeling")
def trajectory(trajectory: Trajectory) -> Page:
    """Show aggregated feedback for a cliënttraject: how the distribution moved from overleg to overleg."""
    seen = [each for each in meetings.meetings_of(trajectory) if permissions.may_see_meeting(current_user, each)]
    columns = [(each, queries.by_name(current_user, each)) for each in seen]
    found = [(meeting, feedback) for meeting, feedback in columns if feedback is not None]
    return render_template(
        "observation/feedback/trajectory.html",
        trajectory=trajectory,
        meetings=seen,
        columns=found,
        not_counted=queries.meetings_not_submitted(current_user, [each.id for each in seen]),
        shift=rules.shift,
    )


@blueprint.get("/groepen/<int:group_id>/terugkoppeling")
def group(group: Group) -> Page:
    """Show aggregated feedback for an intervisie group, or for a course group to its trainer."""
    is_course = group.kind == GroupKind.COURSE
    brought = [] if is_course else [row.meeting_id for row in meetings.brought_to(group)]
    return _show(
        title=group.name,
        lead="Wat zien we over onze overleggen heen?",
        found=queries.for_group(current_user, group),
        not_counted=queries.meetings_not_submitted(current_user, brought),
        crumbs=[(group.name, "trainer.groups.show", {"group_id": group.id})],
        empty_words="Nog niemand van de groep leverde een formulier in van een overleg dat jij ook scoorde.",
    )


def _show(**context: object) -> Page:
    return render_template("observation/feedback/show.html", min_people=rules.MIN_PEOPLE, **context)
