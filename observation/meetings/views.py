"""Screens about cliënttrajecten and overleggen."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from observation import permissions
from observation.intervisie import queries as intervisie
from observation.meetings import actions, queries, rules
from observation.meetings.forms import (
    AttendeeForm,
    BringForm,
    MeetingForm,
    NumberForm,
    TrajectoryForm,
    present_as_choices,
)
from observation.meetings.models import Attendee, Meeting, Trajectory
from observation.recordings import queries as recordings
from observation.recordings import rules as consent
from observation.recordings.forms import UploadForm
from observation.recordings.rules import PURPOSE_LABELS, Purpose
from observation.scoring import queries as scoring
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.web import today

blueprint = Blueprint("meetings", __name__)
Page = str | Response | tuple[str, int]
TRAJECTORY_NOT_EMPTY = "Er staat nog een overleg in dit traject. Alleen een leeg traject kun je verwijderen."
STAYS = "hier is een nee opgeschreven of toestemming ingetrokken. Daarom blijft dit bij de aanwezigen staan."


@blueprint.get("/overleggen")
def index() -> Page:
    """List the overleggen that someone may see, per cliënttraject."""
    meetings = queries.meetings_seen_by(current_user)
    trajectories = queries.by_trajectory(meetings, queries.own_trajectories_without_meeting(current_user))
    return render_template(
        "observation/meetings/index.html",
        trajectories=trajectories,
        several_groups=len({each.course_group_id for each in trajectories}) > 1,
        waiting=recordings.waiting_for([meeting.id for meeting in meetings], Purpose.SCORING),
        own=scoring.own_state([meeting.id for meeting in meetings], current_user),
        may_start=bool(queries.course_groups_for_new(current_user)),
    )


@blueprint.route("/trajecten/nieuw", methods=["GET", "POST"])
def create_trajectory() -> Page:
    """Start a cliënttraject."""
    form = TrajectoryForm()
    open_groups = queries.course_groups_for_new(current_user)
    form.course_group.choices = [SelectChoice(str(group.id), group.name) for group in open_groups]
    if form.validate_on_submit():
        group = next(group for group in open_groups if str(group.id) == form.course_group.data)
        if not queries.client_number_taken(group, form.client_number.data.strip()):
            trajectory = actions.add_trajectory(current_user, group, form.client_number.data)
            return redirect(url_for("observation.meetings.create", trajectory_id=trajectory.id))
        form.client_number.errors = ["Dit nummer bestaat al in deze cursusgroep."]
    return render_template("observation/meetings/create_trajectory.html", form=form), _status(form)


@blueprint.get("/trajecten/<int:trajectory_id>")
def trajectory(trajectory: Trajectory) -> Page:
    """Show a cliënttraject with its overleggen."""
    meetings = [each for each in queries.meetings_of(trajectory) if permissions.may_see_meeting(current_user, each)]
    return render_template(
        "observation/meetings/trajectory.html",
        trajectory=trajectory,
        meetings=meetings,
        waiting=recordings.waiting_for([meeting.id for meeting in meetings], Purpose.SCORING),
        own=scoring.own_state([meeting.id for meeting in meetings], current_user),
        editable=permissions.may_edit_trajectory(current_user, trajectory),
    )


@blueprint.route("/trajecten/<int:trajectory_id>/gegevens", methods=["GET", "POST"])
def edit_trajectory(trajectory: Trajectory) -> Page:
    """Change the number of a cliënttraject, or delete it when it is empty."""
    form = NumberForm(obj=trajectory)
    if form.validate_on_submit():
        if not queries.client_number_taken(trajectory.course_group, form.client_number.data.strip(), but=trajectory):
            actions.change_trajectory(trajectory, form.client_number.data)
            flash("Het nummer is veranderd.")
            return redirect(url_for("observation.meetings.trajectory", trajectory_id=trajectory.id))
        form.client_number.errors = ["Dit nummer bestaat al in deze cursusgroep."]
    page = render_template(
        "observation/meetings/edit_trajectory.html",
        form=form,
        trajectory=trajectory,
        empty=not queries.meetings_of(trajectory),
    )
    return page, _status(form)


@blueprint.post("/trajecten/<int:trajectory_id>/verwijderen")
def remove_trajectory(trajectory: Trajectory) -> Response:
    """Delete an empty cliënttraject."""
    number = trajectory.client_number
    if actions.remove_trajectory(trajectory):
        flash(f"Traject {number} is verwijderd.")
        return redirect(url_for("observation.meetings.index"))
    flash(TRAJECTORY_NOT_EMPTY, "warning")
    return redirect(url_for("observation.meetings.edit_trajectory", trajectory_id=trajectory.id))


@blueprint.route("/trajecten/<int:trajectory_id>/overleg", methods=["GET", "POST"])
def create(trajectory: Trajectory) -> Page:
    """Add an overleg to a cliënttraject."""
    form = MeetingForm(today(), number=queries.next_number(trajectory))
    if form.validate_on_submit():
        if not queries.number_taken(trajectory, form.number.data):
            return redirect(_to(actions.add_meeting(trajectory, form.number.data, form.held_on.data)))
        form.number.errors = ["Dit nummer heeft al een overleg in dit traject."]
    return render_template("observation/meetings/edit.html", form=form, trajectory=trajectory, meeting=None), _status(
        form
    )


@blueprint.get("/overleggen/<int:meeting_id>")
def show(meeting: Meeting) -> Page:
    """Show an overleg: who was there, consent, recording, forms, groups."""
    return _show(meeting, AttendeeForm(formdata=None))


def _show(meeting: Meeting, form: AttendeeForm, upload_form: UploadForm | None = None) -> Page:
    form.present_as.choices = present_as_choices(current_app.config["CLIENT_TERM"])
    bring_form = BringForm(formdata=None)
    bring_form.group.choices = [
        SelectChoice(str(group.id), group.name) for group in queries.groups_to_bring_to(current_user, meeting)
    ]
    present, recording, said = queries.attendees(meeting), recordings.recording_of(meeting), recordings.answers(meeting)
    page = render_template(
        "observation/meetings/show.html",
        meeting=meeting,
        step=rules.cycle_step(meeting.number),
        attendees=present,
        missing_domains=rules.missing_domains(row.domain for row in present),
        domain_labels=rules.DOMAIN_LABELS,
        functions=rules.FUNCTIONS,
        form=form,
        editable=permissions.may_edit_meeting(current_user, meeting),
        recording=recording,
        said=said,
        allowed=consent.allowed(said),
        waiting=recordings.waiting_words(said[Purpose.SCORING], recording),
        what_may=recordings.what_may(said),
        what_not=recordings.what_not(said),
        when_to_score=recordings.when_to_score(said[Purpose.SCORING], recording),
        said_no=consent.refused_purposes(said),
        # Where it may not stay at all, the page says so already.
        may_go=recordings.is_over(recording) and bool(consent.allowed(said)),
        stays=recordings.who_said_no(meeting),
        why_stays=STAYS,
        spoken_elsewhere=consent.spoken_elsewhere(said, meeting.held_on),
        blocked={purpose: recordings.why_not(purpose, answers, recording) for purpose, answers in said.items()},
        purpose_labels=PURPOSE_LABELS,
        mine=scoring.own_observation(meeting, current_user),
        groups=queries.groups_with(meeting),
        may_take_back=[group.id for group in queries.groups_with(meeting) if groups.membership(current_user, group)],
        bring_form=bring_form,
        upload_form=upload_form,
    )
    return page, 422 if form.errors or upload_form else 200


@blueprint.route("/overleggen/<int:meeting_id>/gegevens", methods=["GET", "POST"])
def edit(meeting: Meeting) -> Page:
    """Change the number and date of an overleg."""
    form = MeetingForm(today(), obj=meeting)
    if form.validate_on_submit():
        if not queries.number_taken(meeting.trajectory, form.number.data, but=meeting):
            actions.change_meeting(meeting, form.number.data, form.held_on.data)
            flash("Het overleg is veranderd.")
            return redirect(_to(meeting))
        form.number.errors = ["Dit nummer heeft al een overleg in dit traject."]
    page = render_template(
        "observation/meetings/edit.html",
        form=form,
        trajectory=meeting.trajectory,
        meeting=meeting,
        removal_problems=_removal_problems(meeting),
    )
    return page, _status(form)


@blueprint.post("/overleggen/<int:meeting_id>/verwijderen")
def remove(meeting: Meeting) -> Response:
    """Delete an overleg that nothing hangs on."""
    if problems := _removal_problems(meeting):
        flash(" ".join(problems), "warning")
        return redirect(url_for("observation.meetings.edit", meeting_id=meeting.id))
    name, trajectory_id = meeting.name, meeting.trajectory_id
    actions.remove_meeting(meeting)
    flash(f"{name} is verwijderd.")
    return redirect(url_for("observation.meetings.trajectory", trajectory_id=trajectory_id))


def _removal_problems(meeting: Meeting) -> list[str]:
    recorded = recordings.recording_of(meeting) is not None
    # Who can still score does not hear whether others did.
    told = not recorded or scoring.own_observation(meeting, current_user) is not None
    return rules.removal_problems(
        recorded=recorded,
        scored=told and scoring.version_in_use(meeting) is not None,
        said_no=bool(recordings.who_said_no(meeting)),
        discussed=intervisie.is_discussed(meeting),
    )


@blueprint.post("/overleggen/<int:meeting_id>/aanwezigen")
def add_attendee(meeting: Meeting) -> Page:
    """Add someone who was present."""
    form, client_term = AttendeeForm(), current_app.config["CLIENT_TERM"]
    form.present_as.choices = present_as_choices(client_term)
    form.fill_in(client_term, [row.function for row in queries.attendees(meeting)])
    if not form.validate():
        return _show(meeting, form)
    actions.add_attendee(meeting, form.function.data, form.domain.data, form.present_as.data)
    # Who typed a function mostly has another one to type; the buttons for the client and a naaste need no form.
    again = 1 if request.form.get("function") else None
    return redirect(url_for("observation.meetings.show", meeting_id=meeting.id, nog=again) + "#aanwezig")


@blueprint.post("/aanwezigen/<int:attendee_id>/verwijderen")
def remove_attendee(attendee: Attendee) -> Response:
    """Take away someone who was not present after all."""
    meeting = attendee.meeting
    if attendee.id in recordings.who_said_no(meeting):
        # Without a place on the page: it would scroll past why not.
        flash(f"{attendee.function}: {STAYS}", "warning")
        return redirect(_to(meeting))
    flash(f"{attendee.function} staat niet meer bij de aanwezigen.")
    actions.remove_attendee(attendee)
    return redirect(_to(meeting) + "#aanwezig")


@blueprint.post("/overleggen/<int:meeting_id>/inbrengen")
def bring(meeting: Meeting) -> Page:
    """Bring an overleg to an intervisie group."""
    form = BringForm()
    open_groups = queries.groups_to_bring_to(current_user, meeting)
    form.group.choices = [SelectChoice(str(group.id), group.name) for group in open_groups]
    if form.validate():
        group = next(group for group in open_groups if str(group.id) == form.group.data)
        actions.bring(current_user, meeting, group)
        flash(f"Dit overleg is ingebracht in {group.name}. {_who_can_score(meeting, group)}")
        return redirect(_to(meeting) + "#intervisie")
    flash("Kies een intervisiegroep.", "warning")
    return redirect(_to(meeting))


def _who_can_score(meeting: Meeting, group: Group) -> str:
    waits, anyone = recordings.when_scorable(meeting), intervisie.possible_owners(group)
    if anyone:
        return waits or "De leden die meedoen kunnen het nu scoren."
    nobody = "In deze groep doet nog niemand mee."
    return f"{waits} {nobody}" if waits else f"{nobody} Wie gaat meedoen, kan het dan scoren."


@blueprint.post("/overleggen/<int:meeting_id>/terugnemen/<int:group_id>")
def take_back(meeting: Meeting, group: Group) -> Response:
    """Take an overleg back from an intervisie group."""
    actions.take_back(meeting, group)
    flash("Het overleg is teruggenomen uit de groep. Je kunt het opnieuw inbrengen.")
    return redirect(_to(meeting) + "#intervisie")


def _to(meeting: Meeting) -> str:
    return url_for("observation.meetings.show", meeting_id=meeting.id)


def _status(form: MeetingForm | NumberForm) -> int:
    return 422 if form.errors else 200
