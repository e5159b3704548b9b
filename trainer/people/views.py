"""Screens about accounts: sign in, invite, own data."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from trainer import permissions
from trainer.groups import queries as groups
from trainer.mail import mail_is_set, send_mail
from trainer.people import actions, queries
from trainer.people.forms import (
    SAME,
    AccountForm,
    ChangePasswordForm,
    ForgottenForm,
    NewPasswordForm,
    OwnDataForm,
    SignInForm,
)
from trainer.people.models import Person
from trainer.people.rules import TAKEN, Role
from trainer.web import after_the_answer, limiter, mail_link, show_link_once

blueprint = Blueprint("people", __name__)
Page = str | Response | tuple[str, int]

NOT_YOURS = "Dit is niet je huidige wachtwoord."
NEEDED = "Vul je huidige wachtwoord in. Met je e-mailadres kom je erin, dus dat veranderen kan alleen jij."
WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw."


@blueprint.route("/inloggen", methods=["GET", "POST"])
@limiter.limit("10 per minute; 60 per hour", methods=["POST"], deduct_when=lambda answer: answer.status_code == 422)
def sign_in() -> Page:
    """Sign in; an unknown address and a wrong password get the same answer.

    Only what fails counts for the limit: a whole class may come from one address.
    """
    target = _local_path(request.args.get("next", ""))
    if current_user.is_authenticated:
        return redirect(target)
    form = SignInForm()
    if form.validate_on_submit():
        person = actions.authenticate(form.email.data, form.password.data)
        if person is not None:
            start_session(person)
            return redirect(target)
        form.password.errors = [WRONG]
    return render_template("trainer/people/sign_in.html", form=form), 422 if form.errors else 200


def start_session(person: Person) -> None:
    """Begin a fresh session for this person."""
    session.clear()
    session.permanent = True
    login_user(person)


def _local_path(target: str) -> str:
    """Return `target` when it is a path on this site, else the start page."""
    parts = urlsplit(target)
    local = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc
    return target if local else url_for("home.show")


@blueprint.post("/uitloggen")
def sign_out() -> Response:
    """Sign out on this device."""
    logout_user()
    session.clear()
    flash("Je bent uitgelogd.")
    return redirect(url_for("trainer.people.sign_in"))


@blueprint.post("/overal-uitloggen")
def sign_out_everywhere() -> Response:
    """Sign out on every device."""
    actions.sign_out_everywhere(current_user)
    session.clear()
    flash("Je bent op alle apparaten uitgelogd.")
    return redirect(url_for("trainer.people.sign_in"))


@blueprint.route("/welkom/<token>", methods=["GET", "POST"])
@limiter.limit("30 per minute", methods=["POST"])
def welcome(token: str) -> Page:
    """Choose a password by a personal link."""
    link = queries.valid_link(token)
    if link is None:
        return render_template("trainer/people/link_ended.html"), 410
    form = NewPasswordForm(of=link.person)
    if form.validate_on_submit():
        person = actions.set_password_by_link(token, form.password.data)
        if person is not None:
            start_session(person)
            send_mail(person.email, "Je wachtwoord is veranderd", _password_words(person))
            flash(f"Welkom, {person.name}. Je wachtwoord is ingesteld.")
            return redirect(url_for("home.show"))
    page = render_template("trainer/people/welcome.html", form=form, person=link.person, link=link)
    return page, 422 if form.errors else 200


@blueprint.route("/wachtwoord-vergeten", methods=["GET", "POST"])
@limiter.limit("5 per minute; 20 per hour", methods=["POST"])
def forgotten() -> Page:
    """Ask for a new password; the answer is the same for every address, and as quick."""
    form = ForgottenForm()
    if form.validate_on_submit():
        after_the_answer(_give_new_link, form.email.data)
        return render_template("trainer/people/forgotten_done.html", by_mail=mail_is_set())
    page = render_template("trainer/people/forgotten.html", form=form, by_mail=mail_is_set())
    return page, 422 if form.errors else 200


def _give_new_link(email: str) -> None:
    found = actions.request_reset(email, with_link=mail_is_set())
    if found is not None:
        person, token = found
        mail_link(person.name, person.email, token, queries.link_ends(token))


@blueprint.route("/mijn-gegevens", methods=["GET", "POST"])
@limiter.limit("10 per minute", methods=["POST"])
def me() -> Page:
    """Change one's own name and address."""
    form = OwnDataForm(obj=current_user)
    if form.validate_on_submit():
        old = current_user.email
        if form.email.data.lower() != old and not actions.authenticate(old, form.proof.data or ""):
            form.proof.errors = [NOT_YOURS if form.proof.data else NEEDED]
        elif queries.is_taken(form.email.data, by_other_than=current_user):
            form.email.errors = [TAKEN]
        else:
            actions.change_own_data(current_user, name=form.name.data, email=form.email.data)
            _tell_old_address(current_user, old)
            flash("Je gegevens zijn opgeslagen.")
            return redirect(url_for("trainer.people.me"))
    page = render_template(
        "trainer/people/me.html", form=form, password_form=ChangePasswordForm(of=current_user, formdata=None)
    )
    return page, 422 if form.errors else 200


@blueprint.post("/mijn-gegevens/wachtwoord")
@limiter.limit("10 per minute")
def change_password() -> Page:
    """Change one's own password; other devices are signed out."""
    form = ChangePasswordForm(of=current_user)
    fits = form.validate_on_submit()
    if form.current.data:
        person = actions.authenticate(current_user.email, form.current.data)
        if person is None:
            form.current.errors = [NOT_YOURS]
        elif form.password.data == form.current.data:
            form.password.errors = [SAME]
        elif fits:
            actions.change_password(person, form.password.data)
            start_session(person)
            send_mail(person.email, "Je wachtwoord is veranderd", _password_words(person))
            flash("Je wachtwoord is veranderd. Andere apparaten zijn uitgelogd.")
            return redirect(url_for("trainer.people.me"))
    own = OwnDataForm(formdata=None, obj=current_user)
    return render_template("trainer/people/me.html", form=own, password_form=form), 422


@blueprint.get("/mensen")
def index() -> Page:
    """List all accounts."""
    return render_template("trainer/people/index.html", people=queries.everyone())


@blueprint.route("/mensen/uitnodigen", methods=["GET", "POST"])
def invite() -> Page:
    """Invite someone to the platform."""
    form = AccountForm(current_user.role)
    if form.validate_on_submit():
        if queries.by_email(form.email.data) is None:
            person, token = actions.invite(form.name.data, form.email.data, Role(form.role.data))
            show_link_once(person.id, person.name, person.email, token, queries.link_ends(token))
            return redirect(url_for("trainer.people.show", person_id=person.id))
        form.email.errors = [TAKEN]
    return render_template("trainer/people/invite.html", form=form, group=None), 422 if form.errors else 200


@blueprint.get("/mensen/<int:person_id>")
def show(person: Person) -> Page:
    """Show one account, and its personal link right after it was made."""
    kept = session.pop("fresh_link", None)
    return render_template(
        "trainer/people/show.html",
        person=person,
        link=kept if kept and kept["person"] == person.id else None,
        may_renew=permissions.may_renew_link(current_user, person),
        may_edit=permissions.may_edit_account(current_user, person),
        memberships=groups.memberships_seen(current_user, person),
    )


@blueprint.route("/mensen/<int:person_id>/aanpassen", methods=["GET", "POST"])
def edit(person: Person) -> Page:
    """Change someone's name, address and role."""
    form, old = AccountForm(current_user.role, obj=person), person.email
    if form.validate_on_submit():
        name, email, role = form.name.data, form.email.data, Role(form.role.data)
        if queries.is_taken(email, by_other_than=person):
            form.email.errors = [TAKEN]
        elif role != person.role and (problem := groups.role_problem(person, role)):
            form.role.errors = [problem]
        else:
            actions.edit_account(person, name=name, email=email, role=role)
            _tell_old_address(person, old)
            flash("Het account is aangepast.")
            return redirect(url_for("trainer.people.show", person_id=person.id))
    return render_template("trainer/people/edit.html", form=form, person=person), 422 if form.errors else 200


def _password_words(person: Person) -> str:
    return render_template("trainer/people/password_changed_mail.txt", name=person.name)


def _tell_old_address(person: Person, old: str) -> None:
    """Mail the old address that it is no longer the way in: who did not ask for that can call."""
    if person.email != old:
        text = render_template("trainer/people/address_changed_mail.txt", name=person.name)
        send_mail(old, "Je e-mailadres voor Krachtspiegel is veranderd", text)


@blueprint.post("/mensen/<int:person_id>/link")
def renew_link(person: Person) -> Response:
    """Make a new personal link; the older one ends."""
    token = actions.renew_link(person, made_by=current_user)
    show_link_once(person.id, person.name, person.email, token, queries.link_ends(token))
    return redirect(url_for("trainer.people.show", person_id=person.id))


@blueprint.post("/mensen/<int:person_id>/toegang")
def set_enabled(person: Person) -> Response:
    """Close or reopen an account."""
    actions.set_enabled(person, request.form.get("enabled") == "1")
    flash(f"Het account van {person.name} is {'weer open' if person.enabled else 'afgesloten'}.")
    return redirect(url_for("trainer.people.show", person_id=person.id))
