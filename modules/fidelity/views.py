"""Screens about how the training was given: planned beside given, why it went another way, and a file of it."""

from collections.abc import Sequence

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.evaluation import queries as evaluation
from modules.evaluation.rules import REASONS, Occasion
from modules.fidelity import actions, queries, rules
from modules.fidelity.forms import remark_in, seen_in
from modules.fidelity.queries import Written
from modules.fidelity.rules import TIME, TIME_ANSWERS, Remark, Row
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.groups.rules import GroupRole
from trainer.text_rules import file_name
from trainer.web import csv_file, date_and_time, today

blueprint = Blueprint("fidelity", __name__)
Page = str | Response | tuple[str, int]
REPORTED = ("sessions_held", "meetings_scored")
HEAD = ("onderdeel", "gepubliceerde training", "gepland", "gegeven", "toelichting", "waarom anders", "door", "op")


def _rows(group: Group, written: dict[str, Written]) -> list[Row]:
    # Of what happens on the observation side app.py hands in the functions.
    handed = {name: current_app.extensions[name](group) for name in REPORTED if name in current_app.extensions}
    counts = queries.assignment_counts(group) | handed
    time = written[TIME].remark if TIME in written else Remark()
    return queries.rows(group, counts, time, today())


@blueprint.get("/groepen/<int:group_id>/modelgetrouwheid")
def show(group: Group) -> Page:
    """Show planned beside given; a trainer also reads what was written about it, and by whom."""
    trains = groups.is_trainer_of(current_user, group)
    written = queries.written(group)
    rows = _rows(group, written)
    later = evaluation.results(current_user, group, Occasion.FOLLOW_UP, GroupRole.PARTICIPANT, today())
    return render_template(
        "modules/fidelity/show.html",
        group=group,
        rows=rows if trains else rules.for_member(rows, groups.participant_count(group)),
        written=written if trains else {},
        trains=trains,
        reasons=REASONS,
        time=[tally for tally in later.tallies if tally.question.id == TIME] if trains else [],
    )


@blueprint.route("/groepen/<int:group_id>/modelgetrouwheid/waarom", methods=["GET", "POST"])
def edit(group: Group) -> Page:
    """Write why parts went another way. Only what was changed on the page is kept, after what stood there."""
    written = queries.written(group)
    rows = _rows(group, written)
    remarks = {row: found.remark for row, found in written.items()}
    problems: dict[str, str] = {}
    seen = remarks
    if request.method == "POST":
        remarks = {row.id: remark_in(request.form, row.id) for row in rows}
        seen = {row.id: seen_in(request.form, row.id) for row in rows}
        found = ((row.id, rules.problem(remarks[row.id])) for row in rows if remarks[row.id] != seen[row.id])
        problems = {row: sentence for row, sentence in found if sentence}
        if not problems:
            changed = {row: remark for row, remark in remarks.items() if remark != seen[row]}
            actions.write(current_user, group, changed)
            if changed:
                flash("Opgeslagen.")
            else:
                flash("Er was niets veranderd.", "info")
            return redirect(url_for("modules.fidelity.show", group_id=group.id))
    page = render_template(
        "modules/fidelity/edit.html",
        group=group,
        rows=rows,
        remarks=remarks,
        seen=seen,
        nothing=Remark(),
        problems=problems,
        reasons=REASONS,
        answers=TIME_ANSWERS,
    )
    return page, 422 if problems else 200


@blueprint.get("/groepen/<int:group_id>/modelgetrouwheid.csv")
def export(group: Group) -> Response:
    """Give the same page as a file for a spreadsheet."""
    written = queries.written(group)
    rows: list[Sequence[str]] = [HEAD]
    for row in _rows(group, written):
        last = written[row.id].last if row.id in written else None
        who = (last.note, last.person.name, date_and_time(last.saved_at)) if last else ("", "", "")
        given = row.given or "nog niet te bepalen"
        label = f"{row.label} ({row.about})" if row.about else row.label
        rows.append((label, row.published, row.planned, given, row.detail, *who))
    return csv_file(file_name("modelgetrouwheid", group.name, ".csv"), rows)
