"""Screens of intervisie: what was brought, the sessions, what was agreed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from observation.intervisie import actions, queries, rules
from observation.intervisie.forms import AgreementForm, DiscussedForm, SessionForm
from observation.intervisie.models import Agreement, Session
from observation.meetings import queries as meetings
from observation.meetings.models import Meeting
from observation.scoring import queries as scoring
from trainer.groups.models import Group
from trainer.web import today

blueprint = Blueprint("intervisie", __name__)
Page = str | Response | tuple[str, int]


@blueprint.get("/groepen/<int:group_id>/intervisie")
def index(group: Group) -> Page:
    """Show what was brought to a group, its sessions and what is open."""
    brought = meetings.brought_to(group)
    return render_template(
        "observation/intervisie/index.html",
        group=group,
        brought=brought,
        own=scoring.own_state([row.meeting_id for row in brought], current_user),
        sessions=queries.sessions_of(group),
        agreements=queries.open_in_group(group),
        due_words=_due_words,
    )


@blueprint.route("/groepen/<int:group_id>/intervisie/nieuw", methods=["GET", "POST"])
def create(group: Group) -> Page:
    """Begin a session on an overleg that was brought to the group."""
    brought = {row.meeting_id: row.meeting for row in meetings.brought_to(group)}
    form = SessionForm(held_on=today(), meeting=request.args.get("overleg"))
    form.offer([(number, meeting.name) for number, meeting in brought.items()])
    if form.validate_on_submit():
        meeting = brought[int(form.meeting.data)]
        session = actions.add_session(current_user, group, meeting, form.held_on.data, _text(form.question.data))
        return redirect(_to(session))
    return render_template("observation/intervisie/create.html", group=group, form=form, brought=brought), _status(form)


@blueprint.get("/intervisies/<int:session_id>")
def show(session: Session) -> Page:
    """Show a session."""
    return _show(session, DiscussedForm(formdata=None, obj=session), _agreement_form(session, fresh=True))


def _show(session: Session, form: DiscussedForm, agreement_form: AgreementForm, *, conflict: bool = False) -> Page:
    meeting: Meeting = session.meeting
    page = render_template(
        "observation/intervisie/show.html",
        session=session,
        meeting=meeting,
        mine=scoring.own_observation(meeting, current_user),
        form=form,
        agreement_form=agreement_form,
        agreements=queries.agreements_of(session),
        due_words=_due_words,
        conflict=conflict,
    )
    return page, 422 if form.errors or agreement_form.errors or conflict else 200


@blueprint.post("/intervisies/<int:session_id>")
def save(session: Session) -> Page:
    """Keep what was discussed; when someone else was first, both texts stay on the page."""
    form = DiscussedForm()
    if not form.validate():
        return _show(session, form, _agreement_form(session, fresh=True))
    seen = int(form.revision.data) if form.revision.data.isdecimal() and len(form.revision.data) < 10 else 0
    kept = actions.change_session(
        session, question=_text(form.question.data), discussed=_text(form.discussed.data), seen_revision=seen
    )
    if not kept:
        form.revision.data = str(session.revision)
        return _show(session, form, _agreement_form(session, fresh=True), conflict=True)
    flash("Opgeslagen.")
    return redirect(_to(session))


@blueprint.post("/intervisies/<int:session_id>/afspraken")
def add_agreement(session: Session) -> Page:
    """Write down an agreement."""
    form = _agreement_form(session)
    if not form.validate():
        return _show(session, DiscussedForm(formdata=None, obj=session), form)
    owner = next(person for person in queries.possible_owners(session.group) if str(person.id) == form.owner.data)
    actions.add_agreement(session, owner, form.what.data, form.due_on.data)
    flash(f"Afgesproken. {owner.name} ziet dit op de startpagina tot het gedaan is.")
    return redirect(_to(session) + "#afspraken")


@blueprint.post("/afspraken/<int:agreement_id>/gedaan")
def set_done(agreement: Agreement) -> Response:
    """Mark an agreement as done, or as open again."""
    done = request.form.get("done") == "1"
    actions.set_done(agreement, done)
    flash("Mooi, dat is gedaan." if done else "De afspraak staat weer open.")
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


def _status(form: SessionForm) -> int:
    return 422 if form.errors else 200
