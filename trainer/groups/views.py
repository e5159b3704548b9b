"""Screens about groups."""

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from trainer.groups import actions, queries
from trainer.groups.forms import GroupForm, InviteManyForm, MembersForm
from trainer.groups.models import Group, Membership
from trainer.groups.rules import WITHOUT_TRAINER, GroupRole, size_advice, size_words
from trainer.people import queries as people
from trainer.people.forms import AccountForm
from trainer.people.rules import ROLE_LABELS, Role
from trainer.text_rules import listed
from trainer.web import fresh_link, show_link_once

NAME_TAKEN = "Zo heet al een groep in deze lijst. Kies een andere naam, dan haal je ze niet door elkaar."
blueprint = Blueprint("groups", __name__)
Page = str | Response | tuple[str, int]


@blueprint.get("/groepen")
def index() -> Page:
    """List the groups that someone is in; for a beheerder all course groups."""
    manages = current_user.role == Role.ADMIN
    return render_template(
        "trainer/groups/index.html",
        groups=queries.course_groups() if manages else None,
        with_trainer=queries.with_trainer() if manages else (),
        memberships=queries.memberships_of(current_user),
    )


@blueprint.route("/groepen/nieuw", methods=["GET", "POST"])
def create() -> Page:
    """Make a course group."""
    form = GroupForm()
    if form.validate_on_submit() and _is_free(form):
        return redirect(_to(actions.add_course_group(current_user, form.name.data)))
    return render_template("trainer/groups/edit.html", form=form, title="Nieuwe cursusgroep"), _status(form)


@blueprint.get("/groepen/<int:group_id>")
def show(group: Group) -> Page:
    """Show a group: its members, its intervisie groups, what is missing."""
    return _show(group, MembersForm(formdata=None))


def _show(group: Group, form: MembersForm) -> Page:
    editable = current_user.role == Role.ADMIN or queries.is_trainer_of(current_user, group)
    if editable:
        form.offer([(person.id, person.name) for person in queries.addable_people(current_user, group)])
    members = queries.members(group)
    page = render_template(
        "trainer/groups/show.html",
        group=group,
        members=members,
        intervisie_groups=queries.intervisie_groups(group),
        mine=queries.membership(current_user, group),
        editable=editable,
        form=form,
        elsewhere=queries.circles_beside(group) if editable else {},
        size_words=size_words([row.role for row in members]),
        trainers=[row for row in members if row.role == GroupRole.TRAINER and row.person.enabled],
        without_trainer=WITHOUT_TRAINER,
        removal_problem=queries.removal_problem(current_user, group) if editable else None,
        advice=size_advice(queries.participant_count(group)) if group.parent_id else None,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/groepen/<int:group_id>/naam", methods=["GET", "POST"])
def edit(group: Group) -> Page:
    """Rename a group."""
    form = GroupForm(obj=group)
    if form.validate_on_submit() and _is_free(form, group.parent, group):
        actions.rename(group, form.name.data)
        return redirect(_to(group))
    return render_template("trainer/groups/edit.html", form=form, title="Naam veranderen", group=group), _status(form)


@blueprint.route("/groepen/<int:group_id>/intervisiegroep", methods=["GET", "POST"])
def add_intervisie(group: Group) -> Page:
    """Make an intervisie group in a course group."""
    form = GroupForm()
    if form.validate_on_submit() and _is_free(form, group.parent or group):
        guide = current_user if current_user.role == Role.TRAINER else None
        return redirect(_to(actions.add_intervisie_group(group.parent or group, form.name.data, guide)))
    page = render_template("trainer/groups/edit.html", form=form, title="Nieuwe intervisiegroep", group=group)
    return page, _status(form)


@blueprint.post("/groepen/<int:group_id>/leden")
def add_members(group: Group) -> Page:
    """Add people who have an account; who cannot be added stays chosen, with the reason."""
    form = MembersForm()
    addable = queries.addable_people(current_user, group)
    form.offer([(person.id, person.name) for person in addable])
    if not form.validate():
        return _show(group, form)
    refused, added = {}, []
    for person in (each for each in addable if each.id in form.people.data):
        if problem := actions.add_member(group, person, GroupRole(form.role.data)):
            refused[person] = problem
        else:
            added.append(person.name)
    if added:
        flash(f"{listed(added)} {'hoort' if len(added) == 1 else 'horen'} nu bij {group.name}.")
    if refused:
        form.people.data = [person.id for person in refused]
        form.people.errors = [f"{person.name}: {problem}" for person, problem in refused.items()]
        return _show(group, form)
    return redirect(_to(group))


@blueprint.route("/groepen/<int:group_id>/uitnodigen", methods=["GET", "POST"])
def invite(group: Group) -> Page:
    """Invite someone straight into a group; who has an account already is only added."""
    form = AccountForm(current_user.role)
    if form.validate_on_submit():
        invited = actions.invite_member(group, form.name.data, form.email.data, Role(form.role.data))
        if invited.problem is None:
            if invited.token is None:
                flash(_added_words(invited, form.name.data, group, Role(form.role.data)))
                return redirect(_to(group))
            flash(f"{invited.person.name} hoort nu bij {group.name}.")
            person, token = invited.person, invited.token
            show_link_once(person.id, person.name, person.email, token, people.link_ends(token))
            return redirect(url_for("trainer.people.show", person_id=invited.person.id))
        form.email.errors = [invited.problem]
    return render_template("trainer/groups/invite.html", form=form, group=group), 422 if form.errors else 200


def _added_words(invited: actions.Invited, typed: str, group: Group, asked: Role) -> str:
    """Say what became of someone with an account, and what is otherwise than was typed: it may be someone else."""
    person, name = invited.person, typed.strip()
    known = "had al een account" if person.password_hash else "was al uitgenodigd"
    if person.name.casefold() != name.casefold():
        here = "die al in" if invited.was_member else "die nu bij"
        words = f"Je typte {name}. Dit adres is van {person.name}, {here} {group.name} {'zat' if invited.was_member else 'hoort'}."
        words += "" if invited.was_member else " Klopt dat niet? Haal deze persoon dan weer uit de groep."
    elif invited.was_member:
        words = f"{person.name} zat al in {group.name}."
    else:
        words = f"{person.name} {known} en hoort nu bij {group.name}."
    if person.role != asked:
        role = ROLE_LABELS[Role(person.role)]
        words += f" Het account is van een {role}, en dat blijft zo. Een beheerder kan de rol veranderen."
    return words if person.password_hash else f"{words} Een nieuwe persoonlijke link maak je bij Account."


@blueprint.route("/groepen/<int:group_id>/uitnodigen/samen", methods=["GET", "POST"])
def invite_many(group: Group) -> Page:
    """Invite several cursisten into a group at once; each new one gets a personal link.

    A list that could be read in another way comes back as it was read, to be looked at before anyone is invited.
    """
    form, asked = InviteManyForm(), False
    if form.validate_on_submit() and not form.reading.certain:
        form.as_read()
        asked = True
    elif form.is_submitted() and not form.errors:
        made = []
        for each in form.reading.invitees:
            invited = actions.invite_member(group, each.name, each.email, Role.PARTICIPANT)
            if invited.problem:
                flash(f"{each.name}: {invited.problem}", "warning")
            elif invited.token is None:
                flash(_added_words(invited, each.name, group, Role.PARTICIPANT))
            else:
                made.append(fresh_link(each.name, each.email, invited.token, people.link_ends(invited.token)))
        session["fresh_links"] = made
        return redirect(url_for("trainer.groups.links", group_id=group.id) if made else _to(group))
    return render_template("trainer/groups/invite_many.html", form=form, group=group, asked=asked), _status(form)


@blueprint.get("/groepen/<int:group_id>/uitnodigen/links")
def links(group: Group) -> Page:
    """Show the personal links that were just made, once."""
    made = session.pop("fresh_links", [])
    return render_template("trainer/groups/links.html", group=group, links=made) if made else redirect(_to(group))


@blueprint.post("/lidmaatschappen/<int:membership_id>/verwijderen")
def remove_member(membership: Membership) -> Response:
    """Take someone out of a group."""
    group, name, own = membership.group, membership.person.name, membership.person_id == current_user.id
    if problem := actions.remove_member(current_user, membership):
        flash(problem, "warning")
        return redirect(_to(group))
    if own:
        flash(f"Je hoort niet meer bij {group.name}.")
        return redirect(url_for("trainer.groups.index"))
    flash(f"{name} hoort niet meer bij {group.name}. Via 'Mensen toevoegen' zet je dit terug.")
    return redirect(_to(group))


@blueprint.post("/groepen/<int:group_id>/verwijderen")
def remove(group: Group) -> Response:
    """Remove an empty group."""
    name, above = group.name, group.parent
    if problem := actions.remove(current_user, group):
        flash(problem, "warning")
        return redirect(_to(group))
    flash(f"De groep {name} is verwijderd.")
    return redirect(_to(above) if above else url_for("trainer.groups.index"))


@blueprint.post("/groepen/<int:group_id>/meedoen")
def agree(group: Group) -> Response:
    """Agree to share answers by name within an intervisie group."""
    if membership := queries.membership(current_user, group):
        actions.agree(membership)
        flash(f"Je doet mee met {group.name}.")
    return redirect(_to(group))


@blueprint.post("/groepen/<int:group_id>/stoppen")
def withdraw(group: Group) -> Response:
    """End that agreement."""
    if membership := queries.membership(current_user, group):
        actions.withdraw(membership)
        flash("De groep ziet je antwoorden niet meer, en jij die van de groep niet. Je kunt weer meedoen.")
    return redirect(_to(group))


def _is_free(form: GroupForm, parent: Group | None = None, group: Group | None = None) -> bool:
    """Return whether no other group stands under this name in the same list; if one does, the field says so."""
    if queries.is_name_taken(current_user, form.name.data, parent=parent, other_than=group):
        form.name.errors = [NAME_TAKEN]
    return not form.name.errors


def _to(group: Group) -> str:
    return url_for("trainer.groups.show", group_id=group.id)


def _status(form: GroupForm) -> int:
    return 422 if form.errors else 200
