"""Screens of scans: fill one in, look back, share with an intervisie group and talk about it there."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules import permissions
from modules.scans import actions, queries, rules
from modules.scans.models import FilledScan, ScanNote
from modules.scans.scan_rules import ANSWERS, Scan
from trainer.groups.models import Group
from trainer.web import today

blueprint = Blueprint("scans", __name__)
Page = str | Response | tuple[str, int]

# Before an item's code in the form, so that no item can be called like another field.
FIELD = "punt-"


@blueprint.get("/scans")
def index() -> Page:
    """List the scans, with the times that one filled them in."""
    scans = queries.scans().scans
    return render_template(
        "modules/scans/index.html",
        scans=scans,
        filled={scan.slug: queries.filled_by(current_user, scan) for scan in scans},
        groups=queries.groups_to_share_with(current_user),
    )


@blueprint.get("/scans/<scan_slug>")
def fill(scan: Scan) -> Page:
    """Show a scan to fill in: empty, or with what was answered today."""
    last = next(iter(queries.filled_by(current_user, scan)), None)
    is_today = last is not None and last.filled_on == today()
    return _fill(scan, queries.answers(last) if last and is_today else {}, None, last)


@blueprint.post("/scans/<scan_slug>")
def save(scan: Scan) -> Page:
    """Keep the answers of today."""
    given = rules.accepted(scan, {item.code: request.form.get(FIELD + item.code, "") for item in scan.items})
    if not given:
        return _fill(scan, given, rules.EMPTY, None), 422
    filled = actions.fill(current_user, scan, given, today())
    shared = queries.shared_with(filled)
    flash("Opgeslagen. Zo tellen ze ook mee in je groep." if shared else "Opgeslagen. Alleen jij ziet deze antwoorden.")
    return redirect(_to(filled))


def _fill(scan: Scan, given: dict[str, str], problem: str | None, last: FilledScan | None) -> str:
    return render_template(
        "modules/scans/fill.html", scan=scan, given=given, problem=problem, last=last, answers=ANSWERS, prefix=FIELD
    )


@blueprint.get("/scans/ingevuld/<int:filled_id>")
def show(filled: FilledScan) -> Page:
    """Show someone's own answers, beside those of the time before."""
    scan, earlier = _scan(filled.scan_slug), queries.before(filled)
    given = queries.answers(filled)
    return render_template(
        "modules/scans/show.html",
        scan=scan,
        filled=filled,
        given=given,
        own=rules.own(scan, given),
        earlier=earlier,
        shift=rules.shift(scan, queries.answers(earlier), given) if earlier else None,
        groups=queries.groups_to_share_with(current_user) if scan.shared else [],
        shared_with=queries.shared_with(filled),
        is_today=filled.filled_on == today(),
    )


@blueprint.post("/scans/ingevuld/<int:filled_id>/verwijderen")
def remove(filled: FilledScan) -> Response:
    """Take one time away."""
    actions.remove(filled)
    flash("Je antwoorden van die dag zijn verwijderd.")
    return redirect(url_for("modules.scans.index"))


@blueprint.post("/scans/ingevuld/<int:filled_id>/delen/<int:group_id>")
def share(filled: FilledScan, group: Group) -> Response:
    """Share one's answers without a name with an intervisie group."""
    actions.share(filled, group)
    flash(f"Je antwoorden tellen mee in {group.name}, zonder je naam.")
    return redirect(url_for("modules.scans.discuss", group_id=group.id, scan_slug=filled.scan_slug))


@blueprint.post("/scans/ingevuld/<int:filled_id>/terugnemen/<int:group_id>")
def take_back(filled: FilledScan, group: Group) -> Response:
    """Let one's answers count no longer in a group."""
    actions.take_back(filled, group)
    flash(f"Je antwoorden tellen niet meer mee in {group.name}.")
    return redirect(_to(filled) + "#delen")


@blueprint.get("/groepen/<int:group_id>/scans/<scan_slug>")
def discuss(group: Group, scan: Scan) -> Page:
    """Show what a group shared, to talk about."""
    return _discuss(group, scan, "", None)


@blueprint.post("/groepen/<int:group_id>/scans/<scan_slug>")
def add_note(group: Group, scan: Scan) -> Page:
    """Write down what the group will try."""
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    if problem := rules.note_problem(text):
        return _discuss(group, scan, text, problem), 422
    actions.add_note(current_user, group, scan, text, today())
    flash("Opgeschreven. De groep ziet het hier.")
    return redirect(url_for("modules.scans.discuss", group_id=group.id, scan_slug=scan.slug) + "#proberen")


@blueprint.post("/scans/notities/<int:note_id>/verwijderen")
def remove_note(note: ScanNote) -> Response:
    """Take away what one wrote down oneself."""
    address = url_for("modules.scans.discuss", group_id=note.group_id, scan_slug=note.scan_slug)
    actions.remove_note(note)
    flash("De notitie is verwijderd.")
    return redirect(address + "#proberen")


def _discuss(group: Group, scan: Scan, text: str, problem: str | None) -> str:
    shared = queries.answers_in(group, scan)
    too_few = rules.too_few(len(shared))
    counts = [] if too_few else rules.counted(scan, shared)
    notes = queries.notes_of(group, scan)
    return render_template(
        "modules/scans/discuss.html",
        group=group,
        scan=scan,
        people=len(shared),
        too_few=too_few,
        counts=counts,
        strengths=rules.strengths(counts),
        differences=rules.differences(counts),
        notes=notes,
        own_notes=[note.id for note in notes if permissions.owns_scan_note(current_user, note)],
        text=text,
        problem=problem,
        today=today(),
    )


def _scan(slug: str) -> Scan:
    return queries.find_scan(slug) or abort(404)


def _to(filled: FilledScan) -> str:
    return url_for("modules.scans.show", filled_id=filled.id)
