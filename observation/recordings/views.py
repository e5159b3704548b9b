"""Screens about consent and recordings, and the recording itself."""

from pathlib import Path

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from observation.meetings import queries as meetings
from observation.meetings.models import Attendee, Meeting
from observation.recordings import actions, queries, rules, storage
from observation.recordings.forms import ConsentForm, UploadForm
from observation.recordings.rules import Purpose
from trainer.web import today, wants_json

blueprint = Blueprint("recordings", __name__)
Page = str | Response | tuple[str | Response, int]


@blueprint.get("/overleggen/<int:meeting_id>/toestemming")
def consent(meeting: Meeting) -> Page:
    """Show what everyone present decided, with a form for each."""
    return _consent_page(meeting, None)


def _consent_page(meeting: Meeting, refused: ConsentForm | None, attendee: Attendee | None = None) -> Page:
    known = queries.consents(meeting)
    present = meetings.attendees(meeting)
    forms = {row.id: ConsentForm.filled(today(), row.id, known) for row in present}
    if refused is not None and attendee is not None:
        forms[attendee.id] = refused
    page = render_template(
        "observation/recordings/consent.html",
        meeting=meeting,
        attendees=present,
        forms=forms,
        decided={row.id: {known[row.id, p].decision for p in Purpose if (row.id, p) in known} for row in present},
        text_version=rules.CONSENT_TEXT_VERSION,
        purpose_labels=rules.PURPOSE_LABELS,
        why_not={purpose: queries.why_not_playable(meeting, purpose) for purpose in Purpose},
    )
    return page, 422 if refused else 200


@blueprint.post("/aanwezigen/<int:attendee_id>/toestemming")
def decide(attendee: Attendee) -> Page:
    """Write down what someone present decided."""
    form = ConsentForm(today(), prefix=f"a{attendee.id}-")
    if not form.validate():
        return _consent_page(attendee.meeting, form, attendee)
    actions.decide(current_user, attendee, form.answers(), form.decided_on.data, form.given_as.data)
    flash(f"Opgeslagen voor {attendee.function}.")
    return redirect(_consent(attendee.meeting) + f"#aanwezige-{attendee.id}")


@blueprint.post("/aanwezigen/<int:attendee_id>/intrekken")
def withdraw(attendee: Attendee) -> Response:
    """Take back all consent of someone present."""
    actions.withdraw(current_user, attendee)
    flash(f"De toestemming van {attendee.function} is ingetrokken. De opname speelt niet meer.")
    return redirect(_consent(attendee.meeting))


@blueprint.get("/toestemming/tekst")
def consent_text() -> Page:
    """Show the text that people present agree to, to read aloud or to print."""
    return render_template("observation/recordings/consent_text.html", version=rules.CONSENT_TEXT_VERSION)


@blueprint.route("/overleggen/<int:meeting_id>/uploaden", methods=["GET", "POST"])
def upload(meeting: Meeting) -> Page:
    """Upload the recording of an overleg."""
    form = UploadForm()
    problem = None
    if rules.anyone_refused(row.decision for row in queries.consents(meeting).values()):
        problem = "Iemand gaf geen toestemming of trok die in. Dan mag er geen opname zijn."
    elif form.validate_on_submit():
        # The request wrote the file into the recordings folder while it came in; it has a name there.
        problem = actions.add_recording(current_user, meeting, Path(form.file.data.stream.name))
        if problem is None:
            flash("De opname is binnen.")
            done = url_for("observation.meetings.show", meeting_id=meeting.id) + "#opname"
            return jsonify(go=done) if wants_json() else redirect(done)
        form.file.errors = [problem]
    if wants_json():
        return jsonify(error=problem or form.file.errors[0]), 422
    page = render_template(
        "observation/recordings/upload.html",
        meeting=meeting,
        form=form,
        problem=problem,
        recording=queries.recording_of(meeting),
        why_not=queries.why_not_playable(meeting, Purpose.SCORING),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/overleggen/<int:meeting_id>/opname-vernietigen")
def remove(meeting: Meeting) -> Response:
    """Destroy the recording of an overleg."""
    actions.remove_recording(meeting)
    flash("De opname is vernietigd. Wat er gescoord is, blijft bewaard.")
    return redirect(url_for("observation.meetings.show", meeting_id=meeting.id) + "#opname")


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
    response = send_file(path, mimetype=media_type, conditional=True)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _consent(meeting: Meeting) -> str:
    return url_for("observation.recordings.consent", meeting_id=meeting.id)
