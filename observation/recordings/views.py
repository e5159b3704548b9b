"""Screens about consent and recordings, and the recording itself."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, flash, jsonify, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from observation.meetings import queries as meetings
from observation.meetings.models import Attendee, Meeting
from observation.recordings import actions, queries, rules, storage
from observation.recordings.forms import ConsentForm, KeepForm, SameForAllForm, UploadForm
from observation.recordings.rules import Answer, Purpose
from trainer.planning import queries as planning
from trainer.web import today, wants_json

blueprint = Blueprint("recordings", __name__)
Page = str | Response | tuple[str | Response, int]
PIECE = 2 * 1024 * 1024
# The token and the file, and room for the form around them.
UPLOAD_PARTS, UPLOAD_FRAME = 5, 64 * 1024


@blueprint.url_value_preprocessor
def allow_a_recording(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let an upload be as large as a recording may be, in few parts: each part is an open file."""
    if endpoint == storage.UPLOAD_ENDPOINT:
        request.max_content_length = current_app.config["MAX_RECORDING_BYTES"] + UPLOAD_FRAME
        request.max_form_parts = UPLOAD_PARTS


@blueprint.route("/overleggen/<int:meeting_id>/toestemming", methods=["GET", "POST"])
def consent(meeting: Meeting) -> Page:
    """Show what everyone present decided, and write down what they decide; whose part is not sent is left alone."""
    present = meetings.attendees(meeting)
    known = queries.consents(meeting)
    filled = {row.id: ConsentForm.filled(today(), meeting.held_on, row.id, known) for row in present}
    sent = {
        row: ConsentForm(today(), meeting.held_on, filled[row.id], prefix=f"a{row.id}-")
        for row in present
        if f"a{row.id}-given_as" in request.form
    }
    forms = filled | {row.id: form for row, form in sent.items()}
    same = SameForAllForm(today(), meeting.held_on, prefix="allen-")
    # All are looked at, so that every mistake is shown at once; one in what is the same for all, only there.
    valid = [same.validate()] if request.method == "POST" else []
    for form in sent.values() if all(valid) else ():
        form.take_over(same)
        valid.append(form.validate())
    if request.method == "POST" and all(valid):
        before = queries.answers(meeting)
        for row, form in sent.items():
            if form.decided_on.data and not form.says_the_same_as(filled[row.id]):
                _decide(row, form)
        if not any(form.errors for form in sent.values()):
            _tell_what_changed(meeting, before)
            return redirect(_consent(meeting))
    recording, said = queries.recording_of(meeting), queries.answers(meeting)
    page = render_template(
        "observation/recordings/consent.html",
        meeting=meeting,
        # What was taken over stands with each now, and is changed there.
        same=same if same.errors else SameForAllForm(today(), meeting.held_on, prefix="allen-", formdata=None),
        attendees=present,
        forms=forms,
        wrong=[row for row, form in sent.items() if form.errors],
        nothing_saved=not all(valid),
        spoken_elsewhere=rules.spoken_elsewhere(said, meeting.held_on),
        decided={row.id: {known[row.id, p].decision for p in Purpose if (row.id, p) in known} for row in present},
        text_version=rules.CONSENT_TEXT_VERSION,
        purpose_labels=rules.PURPOSE_LABELS,
        said=said,
        correctable=queries.correctable(meeting, current_user),
        allowed=rules.allowed(said),
        why_not={purpose: queries.why_not(purpose, answers, recording) for purpose, answers in said.items()},
        recording=recording,
        what_may=queries.what_may(said),
        what_not=queries.what_not(said),
        said_no=rules.refused_purposes(said),
    )
    return page, 422 if any(form.errors for form in (same, *sent.values())) else 200


def _tell_what_changed(meeting: Meeting, before: dict[Purpose, list[Answer]]) -> None:
    """Tell what a save did, and after a new no at once what it means for the recording."""
    after = queries.answers(meeting)
    if after == before:
        flash("Er is niets veranderd.", "info")
        return
    new = set(rules.refused_purposes(after)) - set(rules.refused_purposes(before))
    flash(f"De toestemming is opgeslagen. {queries.what_may(after) if new else ''}".strip())


def _decide(attendee: Attendee, form: ConsentForm) -> None:
    problem = actions.decide(current_user, attendee, form.answers(), form.decided_on.data, form.given_as.data)
    if problem:
        form.decided_on.errors = [problem]


@blueprint.post("/aanwezigen/<int:attendee_id>/intrekken")
def withdraw(attendee: Attendee) -> Response:
    """Take back all consent of someone present."""
    actions.withdraw(current_user, attendee)
    gone = " De opname speelt niet meer." if queries.recording_of(attendee.meeting) else ""
    what_may = queries.what_may(queries.answers(attendee.meeting))
    flash(f"De toestemming van {attendee.function} is ingetrokken.{gone} {what_may}")
    return redirect(_consent(attendee.meeting))


@blueprint.get("/toestemming/tekst")
def consent_text() -> Page:
    """Show the form that someone present signs, to print or to read aloud; it comes empty."""
    meeting_id = request.args.get("overleg", 0, type=int)
    return render_template(
        "observation/recordings/consent_text.html",
        version=rules.CONSENT_TEXT_VERSION,
        professional=request.args.get("voor") == "professionals",
        # Only the way back: who may not see that overleg is stopped there.
        meeting_id=meeting_id if meeting_id > 0 else None,
    )


@blueprint.route("/overleggen/<int:meeting_id>/uploaden", methods=["GET", "POST"])
def upload(meeting: Meeting) -> Page:
    """Upload the recording of an overleg."""
    form, said = UploadForm(today(), meeting.held_on, keep_until=_proposed(meeting)), queries.answers(meeting)
    problem = queries.why_no_recording(said)
    if not problem and form.validate_on_submit():
        # The request wrote the file into the recordings folder while it came in; it has a name there.
        file, until = Path(form.file.data.stream.name), form.keep_until.data
        problem = actions.add_recording(current_user, meeting, file, keep_until=until) or ""
        if not problem:
            flash("De opname is binnen.")
            return jsonify(go=_recording(meeting)) if wants_json() else redirect(_recording(meeting))
        form.file.errors = [problem]
    if wants_json():
        field = next((name for name in ("file", "keep_until") if form.errors.get(name)), "file")
        return jsonify(error=problem or form[field].errors[0], field=field), 422
    page = render_template(
        "observation/recordings/upload.html",
        meeting=meeting,
        form=form,
        problem=problem,
        recording=queries.recording_of(meeting),
        what_may=queries.what_may(said),
    )
    return page, 422 if request.method == "POST" else 200


def _proposed(meeting: Meeting) -> date:
    return rules.proposed_keep_until(planning.last_day(meeting.trajectory.course_group), today())


@blueprint.route("/overleggen/<int:meeting_id>/bewaren", methods=["GET", "POST"])
def keep(meeting: Meeting) -> Page:
    """Choose until when the recording of an overleg is kept."""
    recording = queries.recording_of(meeting)
    if recording is None:
        return redirect(_recording(meeting))
    form = KeepForm(today(), meeting.held_on, keep_until=recording.keep_until or _proposed(meeting))
    if form.validate_on_submit():
        actions.keep_until(meeting, form.keep_until.data)
        flash("De dag is opgeslagen.")
        return redirect(_recording(meeting))
    page = render_template("observation/recordings/keep.html", meeting=meeting, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/overleggen/<int:meeting_id>/opname-vernietigen")
def remove(meeting: Meeting) -> Response:
    """Destroy the recording of an overleg."""
    actions.remove_recording(meeting)
    flash("De opname is vernietigd. Wat er gescoord is, blijft bewaard.")
    return redirect(_recording(meeting))


@blueprint.get("/overleggen/<int:meeting_id>/opname/<any(scoren, intervisie):purpose>")
def play(meeting: Meeting, purpose: str) -> Response:
    """Send the recording, whole or the part that is asked for, when everyone present agreed to this purpose."""
    recording = queries.playable(meeting, Purpose(purpose)) or abort(403)
    return _send(recording.stored_as, recording.media_type)


@blueprint.get("/overleggen/<int:meeting_id>/ondertiteling/<any(scoren, intervisie):purpose>")
def captions(meeting: Meeting, purpose: str) -> Response:
    """Send the captions of the recording under the same conditions."""
    recording = queries.playable(meeting, Purpose(purpose)) or abort(403)
    return _send(recording.captions_as or abort(404), "text/vtt")


def _send(stored_as: str, media_type: str) -> Response:
    path = storage.path_of(stored_as)
    if not path.exists():
        abort(404)
    _keep_short(request.environ)
    response = send_file(path, mimetype=media_type, conditional=True)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _keep_short(environ: dict[str, Any]) -> None:
    """Answer "from here to the end" with a piece: a player that pauses would else keep a thread of the server busy.

    A player asks on by itself when the piece is played.
    """
    if start := re.fullmatch(r"bytes=(\d+)-", environ.get("HTTP_RANGE", "")):
        environ["HTTP_RANGE"] = f"bytes={start[1]}-{int(start[1]) + PIECE - 1}"


def _consent(meeting: Meeting) -> str:
    return url_for("observation.recordings.consent", meeting_id=meeting.id)


def _recording(meeting: Meeting) -> str:
    return url_for("observation.meetings.show", meeting_id=meeting.id) + "#opname"
