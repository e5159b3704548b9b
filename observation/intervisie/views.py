"""Screens of intervisie: what was brought, the sessions, what was agreed."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from observation import permissions
from observation.intervisie import actions, queries, rules
from observation.intervisie.forms import AgreementForm, DateForm, DiscussedForm, SessionForm
from observation.intervisie.models import Agreement, Session
from observation.meetings import queries as meetings
from observation.meetings.models import Meeting
from observation.recordings import queries as recordings
from observation.recordings.rules import Purpose
from observation.scoring import queries as scoring
from trainer.groups.models import Group
from trainer.web import today, wants_json

blueprint = Blueprint("intervisie", __name__)
Page = str | Response | tuple[str | Response, int]


@blueprint.get("/groepen/<int:group_id>/intervisie")
def index(group: Group) -> Page:
    """Show what was brought to a group, its sessions and what is open."""
    brought, sessions = meetings.brought_to(group), queries.sessions_of(group)
    ids = [row.meeting_id for row in brought]
    own = scoring.own_state([*ids, *(row.meeting_id for row in sessions)], current_user)
    return render_template(
        "observation/intervisie/index.html",
        group=group,
        brought=brought,
        brought_ids=ids,
        own=own,
        some_unread=any(row.meeting_id not in own or not own[row.meeting_id].submitted_at for row in sessions),
        waiting=recordings.waiting_for(ids, Purpose.SCORING),
        sessions=sessions,
        without_attendance=queries.without_attendance(group),
        today=today(),
        agreements=queries.open_in_group(group, current_user),
        done=queries.done_in_group(group, current_user),
        due_words=_due_words,
    )


@blueprint.route("/groepen/<int:group_id>/intervisie/nieuw", methods=["GET", "POST"])
def create(group: Group) -> Page:
    """Begin a session on an overleg that was brought to the group."""
    brought = [row.meeting for row in meetings.brought_to(group)]
    own = scoring.own_state([meeting.id for meeting in brought], current_user)
    scored = {meeting.id: meeting for meeting in brought if meeting.id in own and own[meeting.id].submitted_at}
    unscored = [meeting for meeting in brought if meeting.id not in scored]
    form = SessionForm(today(), held_on=today(), meeting=request.args.get("overleg"))
    form.offer([(number, meeting.name) for number, meeting in scored.items()])
    if form.validate_on_submit():
        meeting = scored[int(form.meeting.data)]
        session = actions.add_session(current_user, group, meeting, form.held_on.data, _text(form.question.data))
        return redirect(_to(session))
    page = render_template(
        "observation/intervisie/create.html",
        group=group,
        form=form,
        scored=scored,
        unscored=unscored,
        own=own,
        waiting=recordings.waiting_for([meeting.id for meeting in unscored], Purpose.SCORING),
    )
    return page, _status(form)


@blueprint.route("/intervisies/<int:session_id>/datum", methods=["GET", "POST"])
def edit(session: Session) -> Page:
    """Change the day of a session, or delete it when nothing stands in it."""
    form = DateForm(today(), obj=session)
    if form.validate_on_submit():
        actions.change_date(session, form.held_on.data)
        flash("De datum is veranderd.")
        return redirect(_to(session))
    problem = rules.removal_problem(
        texts=bool(session.question or session.discussed), agreements=bool(queries.agreements_of(session))
    )
    page = render_template("observation/intervisie/edit.html", session=session, form=form, removal_problem=problem)
    return page, _status(form)


@blueprint.post("/intervisies/<int:session_id>/verwijderen")
def remove(session: Session) -> Response:
    """Delete a session in which nothing stands."""
    group_id, number = session.group_id, session.id
    if problem := actions.remove_session(session):
        flash(problem, "warning")
        return redirect(url_for("observation.intervisie.edit", session_id=number))
    flash("De bijeenkomst is verwijderd.")
    return redirect(url_for("observation.intervisie.index", group_id=group_id))


@blueprint.get("/intervisies/<int:session_id>")
def show(session: Session) -> Page:
    """Show a session."""
    return _show(session, DiscussedForm(formdata=None, obj=session), _agreement_form(session, fresh=True))


def _show(session: Session, form: DiscussedForm, agreement_form: AgreementForm, *, conflict: bool = False) -> Page:
    meeting: Meeting = session.meeting
    if not scoring.has_submitted(current_user, meeting):
        return render_template("observation/intervisie/not_yet.html", session=session, meeting=meeting)
    agreements = queries.agreements_of(session)
    page = render_template(
        "observation/intervisie/show.html",
        session=session,
        meeting=meeting,
        form=form,
        agreement_form=agreement_form,
        agreements=agreements,
        possible_attendees=queries.possible_attendees(session),
        were_at=queries.were_at(session),
        was_held=session.held_on <= today(),
        may_end=[row.id for row in agreements if permissions.owns_agreement(current_user, row)],
        due_words=_due_words,
        conflict=conflict,
    )
    return page, 422 if form.errors or agreement_form.errors or conflict else 200


@blueprint.post("/intervisies/<int:session_id>")
def save(session: Session) -> Page:
    """Keep what was discussed, and an agreement that was typed beside it; the page's script keeps the notes alone."""
    if wants_json():
        return _save_notes(session)
    return _save(session, agree=bool(request.form.get("what", "").strip()), words="Opgeslagen.")


@blueprint.post("/intervisies/<int:session_id>/erbij")
def register_attendance(session: Session) -> Response:
    """Keep who was at a session; to a script, say only that it is kept."""
    possible = {str(person.id): person for person in queries.possible_attendees(session)}
    people, seen = ([possible[i] for i in request.form.getlist(name) if i in possible] for name in ("person", "was"))
    actions.register_attendance(session, people, seen)
    if wants_json():
        return Response(status=204)
    flash("Opgeslagen wie erbij waren." if people else "Opgeslagen. Wie erbij waren, is nu niet ingevuld.")
    return redirect(_to(session) + "#erbij")


@blueprint.post("/intervisies/<int:session_id>/afspraken")
def add_agreement(session: Session) -> Page:
    """Write down an agreement, and keep what was discussed."""
    return _save(session, agree=True, words="")


def _save(session: Session, *, agree: bool, words: str) -> Page:
    """Keep both parts of the page or show both again as typed; when someone else was first, both texts stay."""
    talked = "discussed" in request.form
    form = DiscussedForm() if talked else DiscussedForm(formdata=None, obj=session)
    agreement_form = _agreement_form(session)
    right = [form.validate() if talked else True, agreement_form.validate() if agree else True]
    if not all(right):
        return _show(session, form, agreement_form)
    if talked and not _keep(session, form):
        form.revision.data = str(session.revision)
        return _show(session, form, agreement_form, conflict=True)
    if agree:
        people = queries.possible_owners(session.group)
        owner = next(person for person in people if str(person.id) == agreement_form.owner.data)
        actions.add_agreement(session, owner, agreement_form.what.data, agreement_form.due_on.data)
        words = f"Afgesproken. {owner.name} ziet dit op de startpagina tot het gedaan is."
    flash(words)
    return redirect(_to(session) + ("#afspraken" if agree else ""))


def _save_notes(session: Session) -> Page:
    """Keep what was discussed while it is typed; when someone else was first, say what they wrote."""
    form = DiscussedForm()
    if not form.validate():
        return jsonify(error=next(iter(form.errors.values()))[0]), 422
    if _keep(session, form):
        return jsonify(revision=session.revision), 200
    return jsonify(question=session.question, discussed=session.discussed, revision=session.revision), 409


def _keep(session: Session, form: DiscussedForm) -> bool:
    seen = int(form.revision.data) if form.revision.data.isdecimal() and len(form.revision.data) < 10 else 0
    question, discussed = _text(form.question.data), _text(form.discussed.data)
    return actions.change_session(session, question=question, discussed=discussed, seen_revision=seen)


@blueprint.post("/afspraken/<int:agreement_id>/gedaan")
def set_done(agreement: Agreement) -> Response:
    """Mark an agreement as done, or as open again."""
    done = request.form.get("done") == "1"
    actions.set_done(agreement, done)
    flash(
        "De afspraak staat op gedaan. Met 'Toch niet gedaan' zet je haar weer open."
        if done
        else "De afspraak staat weer open."
    )
    if request.form.get("from") == "home":
        return redirect(url_for("home.show"))
    return redirect(_to(agreement.session) + "#afspraken")


@blueprint.post("/afspraken/<int:agreement_id>/verwijderen")
def remove_agreement(agreement: Agreement) -> Response:
    """Take an agreement away."""
    session = agreement.session
    actions.remove_agreement(agreement)
    flash("De afspraak is verwijderd.")
    return redirect(_to(session) + "#afspraken")


def _agreement_form(session: Session, *, fresh: bool = False) -> AgreementForm:
    people = [(person.id, person.name) for person in queries.possible_owners(session.group)]
    return AgreementForm(today(), people, formdata=None) if fresh else AgreementForm(today(), people)


def _due_words(agreement: Agreement) -> str:
    return rules.due_words(agreement.due_on, today=today())


def _text(value: str | None) -> str:
    return (value or "").replace("\r\n", "\n").strip()


def _to(session: Session) -> str:
    return url_for("observation.intervisie.show", session_id=session.id)


def _status(form: DateForm) -> int:
    return 422 if form.errors else 200
