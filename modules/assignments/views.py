"""Screens of the assignments: start, fill in, hand in, answer, see what changed, print."""

from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from modules.assignments import actions, forms, queries, redaction_rules, rules, storage
from modules.assignments.models import Assignment, Version
from modules.assignments.rules import Given, Saved, Side
from trainer.groups.models import Group
from trainer.web import today

blueprint = Blueprint("assignments", __name__)
Page = str | Response | tuple[str | Response, int]
UNREADABLE = "Dit konden we niet lezen. Ververs de pagina en probeer het opnieuw."
UPLOAD_ENDPOINT, UPLOAD_PARTS, UPLOAD_FRAME = "modules.assignments.attach", 5, 64 * 1024


@blueprint.url_value_preprocessor
def allow_an_attachment(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let an upload be as large as an attachment may be, in few parts; a little more, so that we can say so."""
    if endpoint == UPLOAD_ENDPOINT:
        request.max_content_length = 2 * rules.MAX_ATTACHMENT + UPLOAD_FRAME
        request.max_form_parts = UPLOAD_PARTS


@blueprint.get("/opdrachten")
def index() -> Page:
    """Show someone's own assignments, and what was handed in to a trainer."""
    return render_template(
        "modules/assignments/index.html",
        forms=queries.shelf().forms,
        own=queries.own(current_user),
        groups=queries.handed_in_to(current_user),
    )


@blueprint.route("/opdrachten/nieuw/<any(profiel, plan):kind>", methods=["GET", "POST"])
def start(kind: str) -> Page:
    """Choose for which client, which rows and which group, and start."""
    shelf = queries.shelf()
    form_data = shelf.forms.get(kind) or abort(404)
    own_groups = queries.course_groups(current_user)
    form = forms.StartForm(shelf.row_sets if form_data.asks_for_rows else (), [(g.id, g.name) for g in own_groups])
    before = None
    if form.validate_on_submit():
        if form_data.asks_for_rows:
            form_data = form_data.with_rows(queries.find_rows(form.row_set.data) or abort(422))
        chosen = [g for g in own_groups if len(own_groups) == 1 or str(g.id) == form.course_group.data]
        number, group = form.client_number.data.strip(), chosen[0] if chosen else None
        goes_on = queries.open_draft(current_user, kind, number, group)
        before = None if goes_on or form.is_meant else queries.earlier_about(current_user, kind, number)
        if before is None:
            if goes_on:
                flash(f"Je was al begonnen met een {form_data.title} voor {number}. Hier ga je verder.", "info")
            return redirect(_to(queries.versions(actions.start(current_user, form_data, number, group))[0]))
    page = render_template(
        "modules/assignments/start.html",
        form=form,
        form_data=form_data,
        row_sets=shelf.row_sets,
        about=queries.lesson_about(form_data),
        groups=own_groups,
        numbers=queries.numbers_of(current_user),
        before=before,
    )
    return page, 422 if form.errors else 409 if before else 200


@blueprint.get("/opdrachten/<int:assignment_id>")
def latest(assignment: Assignment) -> Page:
    """Lead to the newest version that the reader may see."""
    return redirect(_to(queries.versions_for(current_user, assignment)[0]))


@blueprint.post("/opdrachten/<int:assignment_id>/verwijderen")
def remove(assignment: Assignment) -> Response:
    """Take away an assignment that was never handed in."""
    if actions.remove(assignment):
        flash("De opdracht is verwijderd.")
    else:
        flash("Wat je hebt ingeleverd, blijft bewaard. Er is niets verwijderd.", "warning")
    return redirect(url_for("modules.assignments.index"))


@blueprint.get("/opdrachten/versies/<int:version_id>")
def show(version: Version) -> Page:
    """Show a version: to fill in, or locked with its answer."""
    return _show(version, queries.given(version, Side.OWN), {})


def _show(version: Version, given: dict[str, Given], refused: dict[str, Saved], form: FlaskForm | None = None) -> Page:
    locked = version.handed_in_at is not None
    if not locked and version.assignment.person_id != current_user.id:
        abort(404)
    page = render_template(
        "modules/assignments/version.html" if locked else "modules/assignments/edit.html",
        given=queries.given(version, Side.OWN) if locked else given,
        typed={key: given[key] for key in refused},
        refused=refused,
        answer=queries.given(version, Side.ANSWER) if version.answered_at else {},
        profile=queries.profile_beside(version.assignment, current_user),
        **_about(version, form) | ({} if locked else _while_writing(version, given)),
    )
    return page, 422 if refused or form else 200


def _about(version: Version, refused_form: FlaskForm | None = None) -> dict[str, Any]:
    """Return what every page of a version shows."""
    assignment, form = version.assignment, queries.form_of(version)
    return {
        "version": version,
        "assignment": assignment,
        "form": form,
        "mine": assignment.person_id == current_user.id,
        "versions": queries.versions_for(current_user, assignment),
        "earlier": queries.before(version),
        "standing": queries.standing(assignment),
        "names": rules.field_names(form, queries.steps(version, removed=None)),
        "parts": queries.parts_to_read(version, current_user),
        "attachment": queries.attachment(version),
        "empty": Given(),
        "verdicts": rules.VERDICT_LABELS,
        "choices": rules.CHOICE_LABELS,
        "unreadable": refused_form or forms.BlackOutForm(),
        "bar": redaction_rules.BLACK_BAR,
    }


def _while_writing(version: Version, given: dict[str, Given]) -> dict[str, Any]:
    """Return what only the page to fill in shows: all steps, hints, the answer to the version before."""
    earlier, steps = queries.before(version), queries.steps(version, removed=None)
    return {
        "parts": rules.layout(queries.form_of(version), queries.steps(version)),
        "hints": queries.hints(version, given, today()),
        "about": queries.lesson_about(queries.form_of(version)),
        "advice": queries.given(earlier, Side.ANSWER) if earlier else {},
        "removed": rules.taken_away(steps, queries.steps(version)),
        "other_rows": queries.other_rows(version),
        "removable": not queries.was_handed_in(version.assignment),
        "can_add": len(steps) < rules.MAX_STEPS,
    }


@blueprint.post("/opdrachten/versies/<int:version_id>")
def save_all(version: Version) -> Page:
    """Save the whole page at once, and do what the pressed button says; nothing typed is lost when a part is refused."""
    typed = forms.all_given(queries.keys(version, Side.OWN), request.form)
    refused = actions.save_all(current_user, version, Side.OWN, typed)
    if refused:
        return _show(version, rules.as_typed(queries.given(version, Side.OWN), typed, refused), refused)
    if step := forms.step_act(request.form.get("step", "")):
        number = actions.change_steps(version, *step)
        return redirect(_to(version) + (f"#{'weg' if step[0] == 'weg' else 'stap'}-{number}" if number else "#stappen"))
    if "rows" in request.form:
        chosen = queries.find_rows(request.form["rows"]) or abort(422)
        problem = actions.change_rows(version, chosen)
        flash(problem or f"Je hebt nu andere rijen: {chosen.title}.", "warning" if problem else "message")
        return redirect(_to(version))
    if request.form.get("to") in ("inleveren", "bijlage"):
        endpoint = "submit" if request.form["to"] == "inleveren" else "attach"
        return redirect(url_for(f"modules.assignments.{endpoint}", version_id=version.id))
    flash("Alles is opgeslagen.")
    return redirect(_to(version))


@blueprint.post("/opdrachten/versies/<int:version_id>/velden/<field_code>")
def save(version: Version, field_code: str) -> tuple[Response, int]:
    """Save one field; soft hints about the text come back with it."""
    return _saved(version, Side.OWN, field_code)


def _saved(version: Version, side: Side, key: str) -> tuple[Response, int]:
    given = forms.one_given(request.get_json(silent=True))
    if given is None:
        return jsonify(error=UNREADABLE), 422
    saved = actions.save(current_user, version, side, key, given.text, given.revision)
    if saved.problem:
        return jsonify(error=saved.problem), 422
    hints = queries.hints(version, {key: given}, today()).get(key, []) if side is Side.OWN else []
    stored = {"text": saved.stored.text, "revision": saved.stored.revision, "hints": hints}
    return jsonify(stored), 409 if saved.conflict else 200


@blueprint.route("/opdrachten/versies/<int:version_id>/inleveren", methods=["GET", "POST"])
def submit(version: Version) -> Page:
    """Say what is still empty, and hand in."""
    if version.handed_in_at is not None:
        return redirect(_to(version))
    own_groups, problem = queries.course_groups(current_user), None
    if request.method == "POST":
        problem = actions.hand_in(version, _group_for(version, own_groups))
        if problem is None:
            flash("Je opdracht is ingeleverd. Hieronder zie je bij wie de opdracht ligt.")
            return redirect(_to(version))
    page = render_template(
        "modules/assignments/submit.html",
        look=queries.look_back(version),
        groups=own_groups,
        group=_group_for(version, own_groups),
        problem=problem,
        no_group=actions.NO_GROUP,
        nothing_yet=actions.NOTHING_YET,
        **_about(version),
    )
    return page, 409 if problem else 200


def _group_for(version: Version, own_groups: list[Group]) -> Group | None:
    """Return the group to hand in to: the one of the start, else the only one, else the chosen one."""
    by_id = {str(group.id): group for group in own_groups}
    if group := by_id.get(str(version.assignment.group_id)):
        return group
    return own_groups[0] if len(own_groups) == 1 else by_id.get(request.form.get("group", ""))


@blueprint.post("/opdrachten/versies/<int:version_id>/terughalen")
def take_back(version: Version) -> Response:
    """Take back what was handed in, as long as no trainer answered it."""
    if problem := actions.take_back(version):
        flash(problem, "warning")
    else:
        flash("Je opdracht is weer een concept. Lever de opdracht in als je klaar bent.")
    return redirect(_to(version))


@blueprint.route("/opdrachten/versies/<int:version_id>/onleesbaar", methods=["GET", "POST"])
def black_out(version: Version) -> Page:
    """Make a word unreadable in all versions, for good. The word itself goes no further than this one request."""
    answering = version.assignment.person_id != current_user.id and version.answered_at is None
    form = forms.BlackOutForm()
    if form.validate_on_submit():
        if places := actions.black_out(current_user, version.assignment, form.word.data):
            flash(f"Op {places} {'plek' if places == 1 else 'plekken'} staat nu {redaction_rules.BLACK_BAR}.")
        else:
            form.word.errors = [redaction_rules.NOWHERE]
    if form.errors:
        page, side = (_answer, Side.ANSWER) if answering else (_show, Side.OWN)
        return page(version, queries.given(version, side), {}, form)
    return redirect(url_for("modules.assignments.answer", version_id=version.id) if answering else _to(version))


@blueprint.get("/opdrachten/versies/<int:version_id>/verschillen")
def differences(version: Version) -> Page:
    """Show what changed since the version before."""
    earlier = queries.before(version) or abort(404)
    return render_template(
        "modules/assignments/differences.html", changes=queries.changes(earlier, version), **_about(version)
    )


@blueprint.get("/opdrachten/versies/<int:version_id>/afdrukken")
def printed(version: Version) -> Page:
    """Show a version on plain paper."""
    given = queries.given(version, Side.OWN)
    return render_template("modules/assignments/printed.html", given=given, **_about(version))


# ── The answer of the trainer ─────────────────────────────────────────────────────────────────────────────────────


@blueprint.get("/opdrachten/versies/<int:version_id>/antwoord")
def answer(version: Version) -> Page:
    """Show what was handed in with room for an answer."""
    if version.handed_in_at is None:
        return _taken_back()
    return _answer(version, queries.given(version, Side.ANSWER), {})


def _answer(
    version: Version, given: dict[str, Given], refused: dict[str, Saved], form: FlaskForm | None = None
) -> Page:
    if version.answered_at is not None and not refused:
        return redirect(_to(version))
    earlier = queries.before(version)
    page = render_template(
        "modules/assignments/answer.html",
        given=queries.given(version, Side.OWN),
        answer=given,
        refused=refused,
        changes=queries.changes(earlier, version) if earlier else (),
        profile=queries.profile_beside(version.assignment, current_user),
        advice=queries.given(earlier, Side.ANSWER) if earlier else {},
        last=queries.last_saved(version, Side.ANSWER),
        **_about(version, form),
    )
    return page, 422 if refused or form else 200


def _not_kept(version: Version, typed: dict[str, Given]) -> Page:
    """Say that it was taken back, with what was typed meanwhile and with nothing that the cursist is working on."""
    names = _about(version)["names"]
    lost = [(names[key], rules.ANSWER_LABELS.get(each.text, each.text)) for key, each in typed.items()]
    return render_template("modules/assignments/taken_back.html", typed=lost), 409


def _taken_back() -> Response:
    flash(actions.TAKEN_BACK, "warning")
    return redirect(url_for("modules.assignments.index"))


@blueprint.post("/opdrachten/versies/<int:version_id>/antwoord")
def save_answer(version: Version) -> Page:
    """Save the whole draft of an answer at once."""
    typed = forms.all_given(queries.keys(version, Side.ANSWER), request.form)
    refused = actions.save_all(current_user, version, Side.ANSWER, typed)
    if version.handed_in_at is None:
        return _not_kept(version, {key: typed[key] for key in refused})
    if refused:
        return _answer(version, rules.as_typed(queries.given(version, Side.ANSWER), typed, refused), refused)
    if request.form.get("to") == "versturen":
        return redirect(url_for("modules.assignments.send", version_id=version.id))
    flash("Het concept van je antwoord is opgeslagen. De cursist ziet het nog niet.")
    return redirect(url_for("modules.assignments.answer", version_id=version.id))


@blueprint.post("/opdrachten/versies/<int:version_id>/antwoord/velden/<field_code>")
def save_answer_field(version: Version, field_code: str) -> tuple[Response, int]:
    """Save one field of the draft of an answer."""
    return _saved(version, Side.ANSWER, field_code)


@blueprint.route("/opdrachten/versies/<int:version_id>/antwoord/versturen", methods=["GET", "POST"])
def send(version: Version) -> Page:
    """Read the answer once more, and send it."""
    if version.answered_at is not None:
        flash("Deze versie heeft al een antwoord.", "warning")
        return redirect(_to(version))
    if version.handed_in_at is None:
        return _taken_back()
    problems: list[str] = []
    if request.method == "POST":
        seen = request.form.get("seen", "")
        problems = actions.send_answer(current_user, version, int(seen) if seen.isdecimal() and len(seen) < 10 else -1)
        if not problems:
            flash(f"Je antwoord is verstuurd. {version.assignment.person.name} ziet het nu.")
            return redirect(url_for("modules.assignments.index"))
    given = queries.given(version, Side.ANSWER)
    page = render_template(
        "modules/assignments/send.html",
        answer=given,
        missing=rules.answer_missing(queries.form_of(version), given),
        problems=problems,
        seen=queries.revision_sum(version, Side.ANSWER),
        **_about(version),
    )
    return page, 409 if problems else 200


# ── The attachment ────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.get("/opdrachten/versies/<int:version_id>/bijlage")
def attachment(version: Version) -> Response:
    """Send the file beside a version, to keep and never to show in the page."""
    row = queries.attachment(version) or abort(404)
    path = storage.path_of(row.stored_as)
    if not path.exists():
        abort(404)
    kind, number = version.assignment.kind, version.assignment.client_number
    name = f"{kind}-{number}-versie-{version.number}.{row.ending}".replace(" ", "-")
    response = send_file(path, mimetype=rules.MEDIA_TYPES[row.ending], as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.route("/opdrachten/versies/<int:version_id>/bijlage/toevoegen", methods=["GET", "POST"])
def attach(version: Version) -> Page:
    """Add one file beside a draft."""
    form = forms.AttachmentForm()
    if version.handed_in_at is not None:
        flash(rules.HANDED_IN, "warning")
        return redirect(_to(version))
    if form.validate_on_submit():
        problem = actions.add_attachment(version, form.file.data.stream, form.file.data.filename or "")
        if problem is None:
            flash("De bijlage is toegevoegd.")
            return redirect(_to(version) + "#bijlage")
        form.file.errors = [problem]
    page = render_template("modules/assignments/attach.html", upload=form, **_about(version))
    return page, 422 if form.errors else 200


@blueprint.post("/opdrachten/versies/<int:version_id>/bijlage/verwijderen")
def detach(version: Version) -> Response:
    """Destroy the file beside a draft."""
    if actions.remove_attachment(version):
        flash("De bijlage is verwijderd.")
        return redirect(_to(version) + "#bijlage")
    flash(rules.HANDED_IN, "warning")
    return redirect(_to(version))


def _to(version: Version) -> str:
    return url_for("modules.assignments.show", version_id=version.id)
