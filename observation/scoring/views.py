"""The scoring page: recording and form side by side, every answer saved when it is given."""

from dataclasses import replace
from functools import lru_cache

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from observation.form.rules import Instrument
from observation.meetings import queries as meetings
from observation.meetings.models import Meeting
from observation.recordings import queries as recordings
from observation.recordings.rules import Purpose
from observation.scoring import actions, forms, queries, rules
from observation.scoring.actions import Saved
from observation.scoring.models import Evidence, Observation
from observation.scoring.rules import Given, Perspective
from trainer.web import long_date, wants_json

blueprint = Blueprint("scoring", __name__)
Page = str | Response | tuple[str | Response, int]
UNREADABLE = "Dit konden we niet lezen. Ververs de pagina en probeer het opnieuw."
UNCLEAR_MOMENT = "Schrijf het moment als minuten en seconden, bijvoorbeeld 3:07."


@blueprint.post("/overleggen/<int:meeting_id>/formulier")
def start(meeting: Meeting) -> Response:
    """Start, or go on with, one's own form of an overleg."""
    if queries.own_observation(meeting, current_user) is None and not recordings.playable(meeting, Purpose.SCORING):
        flash(recordings.why_not_playable(meeting, Purpose.SCORING), "warning")
        return redirect(url_for("observation.meetings.show", meeting_id=meeting.id))
    chosen = request.form.get("perspective", "")
    perspective = Perspective(chosen) if chosen in list(Perspective) else Perspective.OBSERVER
    observation = actions.start(current_user, meeting, perspective)
    return redirect(_to(observation))


@blueprint.get("/formulieren/<int:observation_id>")
def show(observation: Observation) -> Page:
    """Show one's own form: to fill in, or locked after submitting."""
    return _show(queries.with_meeting(observation), queries.given(observation), {})


def _show(observation: Observation, given: dict[str, Given], refused: dict[str, Saved]) -> Page:
    instrument = queries.instrument_of(observation)
    meeting = observation.meeting
    locked = observation.submitted_at is not None
    answers = {item: each.answer for item, each in given.items()}
    recording, why_not = recordings.playback(meeting, Purpose.SCORING)
    # Only a form that came back holds what was typed; looking for it in an empty one costs as much.
    typed = forms.all_given(instrument, request.form) if refused else {}
    moments = forms.typed_moments(instrument, request.form) if refused else {}
    page = render_template(
        "observation/scoring/submitted.html" if locked else "observation/scoring/show.html",
        observation=observation,
        meeting=meeting,
        instrument=instrument,
        # A locked form shows what was submitted; what was typed after that stands apart.
        given=queries.given(observation) if locked else given,
        typed={item: typed.get(item, Given()) for item in refused},
        typed_moments=moments,
        refused=refused,
        evidence=queries.evidence(observation),
        header=_header(observation),
        unclear={item: moment for item, moment in moments.items() if forms.seconds(moment[0]) is None},
        answered=len(instrument.items) - len(rules.progress(instrument, answers).missing),
        progress=rules.by_theme(instrument, answers),
        recording=recording,
        why_not=why_not,
        purpose=Purpose.SCORING.value,
        empty=Given(),
        answers=_answers,
        mark=_mark,
    )
    return page, 422 if refused else 200


@lru_cache(maxsize=1024)
def _answers(instrument: Instrument, item_id: str, answer: str | None) -> Markup:
    """Return the answers of one item with this one chosen. They are half of a form of 54 items, and always the same."""
    options = instrument.scale_by_id[instrument.items[item_id].scale].options
    html = render_template("observation/scoring/answers.html", item_id=item_id, options=options, answer=answer)
    return Markup(html)  # noqa: S704


def _mark(item_id: str, at: str, text: str) -> Markup:
    """Return the place to keep a moment of one item, with what was typed there and not understood."""
    if not at and not text:
        return _empty_mark(item_id)
    return Markup(render_template("observation/scoring/mark.html", item_id=item_id, at=at, text=text))  # noqa: S704


@lru_cache(maxsize=256)
def _empty_mark(item_id: str) -> Markup:
    return Markup(render_template("observation/scoring/mark.html", item_id=item_id, at="", text=""))  # noqa: S704


def _header(observation: Observation) -> dict[str, str]:
    """Return what stands in the fields at the head of the form."""
    meeting = observation.meeting
    functions = [row.function for row in meetings.attendees(meeting) if row.present_as not in ("client", "relative")]
    return {
        "clientnummer": meeting.trajectory.client_number,
        "overlegnummer": str(meeting.number),
        "aanwezige_professionals": ", ".join(functions) or "nog niet opgeschreven",
        "datum": long_date(meeting.held_on),
        "ingevuld_door": observation.observer.name,
    }


@blueprint.post("/formulieren/<int:observation_id>")
def save_all(observation: Observation) -> Page:
    """Save the whole form at once, for a page without a script; nothing typed is lost when a part is refused."""
    instrument = queries.instrument_of(observation)
    typed = forms.all_given(instrument, request.form)
    refused = actions.save_all(observation, typed)
    kept = queries.given(observation)
    for item, at, text in forms.new_evidence(instrument, request.form):
        if at is None:
            refused.setdefault(item, Saved(kept.get(item, Given()), problem=UNCLEAR_MOMENT))
        elif actions.add_evidence(observation, item, at, text) is None:
            refused.setdefault(item, Saved(kept.get(item, Given()), problem=actions.LOCKED))
    if refused:
        # What was refused stays on the page as it was typed, under the revision that now stands.
        shown = {
            item: replace(typed.get(item, saved.stored), revision=saved.stored.revision)
            for item, saved in refused.items()
        }
        return _show(observation, kept | shown, refused)
    flash("Alles is opgeslagen.")
    step = request.form.get("to", "")
    return redirect(url_for("observation.scoring.submit", observation_id=observation.id) if step else _to(observation))


@blueprint.post("/formulieren/<int:observation_id>/antwoorden/<item_code>")
def save(observation: Observation, item_code: str) -> tuple[Response, int]:
    """Save what was given at one item."""
    given = forms.one_given(request.get_json(silent=True))
    if given is None:
        return jsonify(error=UNREADABLE), 422
    saved = actions.save(observation, item_code, given.answer, given.note, given.revision)
    if saved.problem:
        return jsonify(error=saved.problem), 422
    stored = {"answer": saved.stored.answer, "note": saved.stored.note, "revision": saved.stored.revision}
    return jsonify(stored), 409 if saved.conflict else 200


@blueprint.post("/formulieren/<int:observation_id>/momenten")
def add_evidence(observation: Observation) -> tuple[Response, int]:
    """Mark a moment at an item."""
    moment = forms.one_moment(request.get_json(silent=True))
    if moment is None:
        return jsonify(error=UNREADABLE), 422
    row = actions.add_evidence(observation, *moment)
    if row is None:
        return jsonify(error="Dit moment is niet bewaard: het formulier staat vast of de indicator bestaat niet."), 422
    return jsonify(id=row.id, at=row.at_seconds, text=row.text), 200


@blueprint.post("/momenten/<int:evidence_id>")
def change_evidence(evidence: Evidence) -> tuple[Response, int]:
    """Give a moment another text."""
    body = request.get_json(silent=True)
    text = str(body.get("text", ""))[: forms.MAX_EVIDENCE_TEXT] if isinstance(body, dict) else ""
    if not actions.change_evidence(evidence, text):
        return jsonify(error=actions.LOCKED), 422
    return jsonify(ok=True), 200


@blueprint.post("/momenten/<int:evidence_id>/verwijderen")
def remove_evidence(evidence: Evidence) -> Page:
    """Take a moment away."""
    address = _to(evidence.observation) + f"#{evidence.item_id}"
    done = actions.remove_evidence(evidence)
    if wants_json():
        return jsonify(ok=True) if done else (jsonify(error=actions.LOCKED), 422)
    return redirect(address)


@blueprint.route("/formulieren/<int:observation_id>/inleveren", methods=["GET", "POST"])
def submit(observation: Observation) -> Page:
    """Say what is still empty, or submit the form."""
    if request.method == "POST" and actions.submit(observation):
        others = queries.sees_others(current_user, observation.meeting)
        flash("Je formulier is ingeleverd." + (" Je ziet nu ook wat anderen zagen." if others else ""))
        return redirect(url_for("observation.feedback.compare", meeting_id=observation.meeting_id))
    if observation.submitted_at is not None:
        return redirect(_to(observation))
    instrument = queries.instrument_of(observation)
    answers = {item: each.answer for item, each in queries.given(observation).items()}
    page = render_template(
        "observation/scoring/submit.html",
        observation=observation,
        meeting=observation.meeting,
        instrument=instrument,
        progress=rules.progress(instrument, answers),
        answers=answers,
    )
    return page, 422 if request.method == "POST" else 200


def _to(observation: Observation) -> str:
    return url_for("observation.scoring.show", observation_id=observation.id)
