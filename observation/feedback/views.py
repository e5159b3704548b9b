"""Screens for comparing forms and for aggregated feedback."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from flask_login import current_user

from observation import permissions
from observation.feedback import queries, rules
from observation.feedback.queries import Reading
from observation.feedback.rules import Agreement
from observation.form.rules import Instrument, Item, Theme
from observation.meetings import queries as meetings
from observation.meetings.models import Meeting, Trajectory
from observation.recordings import queries as recordings
from observation.recordings.rules import Purpose
from observation.scoring import queries as scoring
from observation.scoring.rules import Given
from trainer.groups.models import Group
from trainer.groups.rules import GroupKind

blueprint = Blueprint("feedback", __name__)
Page = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Row:
    """One indicator in the comparison: how far raters are apart, and their agreement."""

    item: Item
    difference: int
    agreement: Agreement


@dataclass(frozen=True)
class Section:
    """One theme in the comparison, its indicators with the largest difference first."""

    theme: Theme
    rows: list[Row]

    @property
    def agreement(self) -> Agreement:
        """Return the agreement over all indicators of the theme."""
        return sum((row.agreement for row in self.rows), Agreement())


def sections(instrument: Instrument, readings: list[Reading]) -> list[Section]:
    """Return the comparison of these forms per theme, in printed order of the themes."""
    return [
        Section(theme, sorted((_row(instrument, item, readings) for item in items), key=lambda row: -row.difference))
        for theme, items in ((instrument.themes[name], items) for name, items in instrument.items_by_theme.items())
    ]


def _row(instrument: Instrument, item: Item, readings: list[Reading]) -> Row:
    answers = [reading.given[item.id].answer if item.id in reading.given else None for reading in readings]
    scale = instrument.scale_of(item.id)
    counted = Counter(answer for answer in answers if answer is not None)
    return Row(item, rules.difference(scale, answers), rules.agreement(scale, counted))


@blueprint.get("/overleggen/<int:meeting_id>/naast-elkaar")
def compare(meeting: Meeting) -> Page:
    """Put the forms of an overleg side by side, differences first."""
    readings = queries.readings(current_user, meeting)
    if not readings:
        return render_template(
            "observation/feedback/not_yet.html", meeting=meeting, mine=scoring.own_observation(meeting, current_user)
        )
    instrument = scoring.instrument_of(readings[0].observation)
    found = sections(instrument, readings)
    recording, why_not = recordings.playback(meeting, Purpose.INTERVISIE)
    shared = queries.shared_meetings(current_user, [reading.observation.observer_id for reading in readings])
    return render_template(
        "observation/feedback/compare.html",
        meeting=meeting,
        instrument=instrument,
        readings=readings,
        sections=found,
        overall=sum((section.agreement for section in found), Agreement()),
        biggest=sorted((row for section in found for row in section.rows if row.difference >= 2), key=_most_apart)[:12],
        no_coefficient=rules.no_coefficient(shared),
        recording=recording,
        why_not=why_not,
        purpose=Purpose.INTERVISIE.value,
        percentage=rules.percentage,
        groups=meetings.groups_with(meeting),
    )


def _most_apart(row: Row) -> int:
    return -row.difference


@blueprint.get("/overleggen/<int:meeting_id>/naast-elkaar.csv")
def compare_csv(meeting: Meeting) -> Page:
    """Give the comparison as a file for a spreadsheet: the same forms as on screen, no others."""
    readings = queries.readings(current_user, meeting)
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    names = [_safe(reading.observation.observer.name) for reading in readings]
    writer.writerow(["code", "indicator", *names, *(f"{name}: observatie" for name in names)])
    if readings:
        writer.writerows(_lines(scoring.instrument_of(readings[0].observation), readings))
    # The mark at the start tells Excel that this is UTF-8.
    name = f"naast-elkaar-overleg-{meeting.id}.csv"
    return Response(
        "\ufeff" + file.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _lines(instrument: Instrument, readings: list[Reading]) -> Iterator[list[str]]:
    """Yield a line per indicator and open question, in printed order."""
    words = {item.id: item.text for item in instrument.items.values()}
    words |= {question.id: question.heading for question in instrument.questions.values()}
    for code, text in words.items():
        given = [reading.given.get(code, Given()) for reading in readings]
        answers = [instrument.labels.get(each.answer or "", "") for each in given]
        yield [code, _safe(text), *answers, *(_safe(each.note) for each in given)]


def _safe(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@blueprint.get("/overleggen/<int:meeting_id>/terugkoppeling")
def meeting(meeting: Meeting) -> Page:
    """Show aggregated feedback for one overleg."""
    return _show(
        title=meeting.name,
        lead="Wat zagen we in dit overleg?",
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
