"""Screens about meeting days: the plan of a group, one day, presence, calendars."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.mail import mail_is_set
from trainer.people.rules import Role
from trainer.planning import actions, qr, queries, rules
from trainer.planning.forms import CodeForm, DayForm, KindForm, RowForm, hours_in_vain, presence_given
from trainer.planning.ics import calendar
from trainer.planning.models import CourseDay
from trainer.web import dutch_time, limiter, public_address, today

blueprint = Blueprint("planning", __name__)
Page = str | Answer | tuple[str, int]
HOURS_IN_VAIN = "Je vulde uren in. Kies dan 'deels', of maak het vak met uren leeg."
TOLD = "Opgeslagen. De groep ziet het in de agenda, en een verandering ook op de startpagina."
OVERTAKEN = "Iemand veranderde deze cursusdag intussen. Hier staat wat nu geldt. Kies opnieuw."


@blueprint.get("/groepen/<int:group_id>/planning")
def index(group: Group) -> Page:
    """Show the days of a course group; for a cursist with how they were there."""
    trains = groups.is_trainer_of(current_user, group)
    editable = trains or current_user.role == Role.ADMIN
    days = queries.days(group)
    dated = [day for day in days if day.held_on and not day.cancelled_at] if editable else []
    return render_template(
        "trainer/planning/index.html",
        group=group,
        days=days,
        notices=[
            *rules.order_notices((day.kind, day.number) for day in dated),
            *rules.overlap_notices(
                [(day.name, day.when) for day in dated],
                [(day.full_name, day.when) for day in queries.elsewhere(current_user, group)] if trains else (),
            ),
        ],
        short=queries.shortages([group]).get(group.id, []) if editable else [],
        states=rules.STATE_LABELS,
        editable=editable,
        absent=queries.absent(days, today()),
        trains=trains,
        addresses=queries.addresses(group) if trains else [],
        by_mail=mail_is_set(),
        to_date=queries.to_date(group, today()) if editable else [],
        mine=None if editable else queries.own_presence(current_user, group),
        today=today(),
        planned=sum(day.minutes for day in days if not day.cancelled_at),
        form=KindForm(formdata=None),
    )


@blueprint.post("/groepen/<int:group_id>/planning/sjabloon")
def plan_from_template(group: Group) -> Answer:
    """Give the group the days of the training."""
    actions.plan_from_template(group)
    return redirect(url_for("trainer.planning.plan_days", group_id=group.id))


@blueprint.route("/groepen/<int:group_id>/planning/datums", methods=["GET", "POST"])
def plan_days(group: Group) -> Page:
    """Plan or move all days whose date can still be chosen; what is wrong in one row keeps all from being saved."""
    days = queries.to_date(group, today())
    if not days:
        flash("Er komen geen cursusdagen meer.", "warning")
        return redirect(_plan(group))
    forms = {day.id: RowForm(None, obj=day, hours=Decimal(day.minutes) / 60, prefix=f"d{day.id}-") for day in days}
    given = _given_rows(days, forms)
    wrong = [day for day in days if forms[day.id].errors]
    if request.method == "POST" and not wrong:
        told = actions.plan_days(group, given)
        flash(TOLD if told else "Opgeslagen.")
        _ask_about_past((day.name, given[day.id][0].held_on) for day in days if day.id in given)
        return redirect(_plan(group))
    page = render_template(
        "trainer/planning/plan_days.html", group=group, days=days, forms=forms, wrong=wrong, today=today()
    )
    return page, 422 if wrong else 200


def _ask_about_past(planned: Iterable[tuple[str, date | None]]) -> None:
    for name, on in planned:
        if question := rules.past_notice(name, on, today=today()):
            flash(question, "info")


def _given_rows(days: Sequence[CourseDay], forms: dict[int, RowForm]) -> dict[int, tuple[rules.When, int, str]]:
    """Return what was changed, by day; `forms` gets what was typed and what is wrong with it."""
    given = {}
    for day in days:
        form = RowForm(prefix=f"d{day.id}-")
        if form.held_on.name not in request.form or (form.validate() and form.mark in (form.seen.data, day.seen)):
            continue
        if form.seen.data != day.seen:
            forms[day.id].held_on.errors = [OVERTAKEN]
            continue
        forms[day.id] = form
        if form.fits(day.held_on, today(), queries.known(day)):
            given[day.id] = (form.when, form.minutes, day.seen)
    return given


@blueprint.post("/groepen/<int:group_id>/planning/dag")
def add(group: Group) -> Page:
    """Add one day and go on to plan it."""
    form = KindForm()
    if not form.validate():
        abort(422)
    return redirect(url_for("trainer.planning.edit", day_id=actions.add_day(group, form.kind.data).id))


@blueprint.get("/cursusdagen/<int:day_id>")
def show(day: CourseDay) -> Page:
    """Show one day: to a trainer who was there, to a cursist where to type the code."""
    return _show(day, CodeForm(formdata=None), {}, None)


def _show(day: CourseDay, form: CodeForm, problems: dict[int, str], typed: dict[int, tuple[str, str]] | None) -> Page:
    registers = groups.is_trainer_of(current_user, day.group)
    page = render_template(
        "trainer/planning/show.html",
        day=day,
        led_by=queries.led_by(day),
        attended=queries.presence(day) if registers and not day.cancelled_at else None,
        not_yet=_not_registered_yet(day),
        ahead=rules.is_ahead(day.when, today=dutch_time().date()),
        mine=queries.own_presence(current_user, day.group).get(day.id),
        takes_part=queries.is_participant(current_user, day.group),
        editable=registers or current_user.role == Role.ADMIN,
        states=rules.STATE_LABELS,
        choices=_states(day),
        may_report=_no_report(day) is None,
        is_open=_closed(day) is None,
        is_over=rules.is_over(day.when, at=dutch_time()),
        code_times=rules.code_times(day.when),
        removable=not queries.anyone_registered(day),
        form=form,
        problems=problems,
        typed=typed or {},
    )
    return page, 422 if problems or form.errors else 200


@blueprint.get("/cursusdagen/<int:day_id>/zaal")
def room(day: CourseDay) -> Page:
    """Show the code of the day for the screen in the room, with how many are there: nobody has to read who is absent."""
    is_over = rules.is_over(day.when, at=dutch_time())
    planned = day.held_on is not None and day.cancelled_at is None
    address = public_address("trainer.planning.show", day_id=day.id)
    return render_template(
        "trainer/planning/room.html",
        day=day,
        shows_code=planned and not is_over and not rules.is_ahead(day.when, today=dutch_time().date()),
        is_over=planned and is_over,
        closed=_closed(day),
        code_times=rules.code_times(day.when),
        address=address.partition("//")[2],
        picture=qr.picture(address),
        states=[each.state for each in queries.presence(day)],
    )


@blueprint.route("/cursusdagen/<int:day_id>/wijzigen", methods=["GET", "POST"])
def edit(day: CourseDay) -> Page:
    """Plan or change a day."""
    form = DayForm(obj=day, hours=Decimal(day.minutes) / 60)
    if request.method == "POST" and form.fits(day.held_on, today(), queries.known(day)):
        subject, led_by = (form.subject.data or "").strip(), (form.led_by.data or "").strip()
        moved = form.held_on.data != day.held_on
        told = actions.change_day(day, form.when, form.minutes, subject, led_by)
        flash(TOLD if told else "Opgeslagen.")
        _ask_about_past([(day.name, day.held_on)] if moved else [])
        return redirect(_plan(day.group))
    if request.method == "GET" and day.held_on is None and (before := queries.day_before(day)):
        form.take_over(before.name, before.place, before.led_by)
    page = render_template("trainer/planning/edit.html", form=form, day=day)
    return page, 422 if form.errors else 200


@blueprint.post("/cursusdagen/<int:day_id>/afzeggen")
def cancel(day: CourseDay) -> Answer:
    """Cancel a day, or let it go on after all."""
    cancelled = request.form.get("cancelled") == "1"
    actions.set_cancelled(day, cancelled)
    # That a day does not go on stands on its page already.
    if not cancelled:
        flash("De cursusdag gaat weer door.")
    if short := queries.shortages([day.group]).get(day.group_id) if cancelled else None:
        flash(" ".join(each.words for each in short), "info")
    return redirect(url_for("trainer.planning.show", day_id=day.id))


@blueprint.post("/cursusdagen/<int:day_id>/verwijderen")
def remove(day: CourseDay) -> Answer:
    """Take a day away on which nobody was registered."""
    group = day.group
    if not actions.remove_day(day):
        flash("Op deze dag is al aanwezigheid ingevuld. Je kunt wel zeggen dat de dag niet doorgaat.", "warning")
        return redirect(url_for("trainer.planning.show", day_id=day.id))
    flash("De cursusdag is verwijderd.")
    return redirect(_plan(group))


@blueprint.post("/cursusdagen/<int:day_id>/aanwezigheid")
def register(day: CourseDay) -> Page:
    """Write down who was there."""
    if not_yet := _not_registered_yet(day):
        flash(not_yet, "warning")
        return redirect(url_for("trainer.planning.show", day_id=day.id))
    known = {each.person.id: each.state for each in queries.presence(day)}
    given = presence_given(request.form, known)
    seen = {person_id: request.form.get(f"seen-{person_id}", "") for person_id in given}
    problems = {
        person_id: problem
        for person_id, (state, minutes) in given.items()
        if state and (problem := rules.presence_problem(state, minutes, day.minutes, (*_states(day), known[person_id])))
    }
    vain = hours_in_vain(request.form, known)
    problems |= dict.fromkeys(vain, HOURS_IN_VAIN)
    if not problems and actions.register(current_user, day, given, seen):
        flash("De aanwezigheid is opgeslagen.")
        return redirect(url_for("trainer.planning.show", day_id=day.id))
    late = {each.person.id: _meanwhile(each) for each in queries.overtaken(day, given, seen)}
    # Beside who was overtaken stands what was written down since, not what was typed.
    chosen = vain | {each: state for each, (state, _) in given.items()}
    typed = {each: (chosen[each], request.form.get(f"hours-{each}", "")) for each in chosen if each not in late}
    return _show(day, CodeForm(formdata=None), problems | late, typed)


def _meanwhile(now: queries.Attended) -> str:
    return rules.meanwhile(now.person.name, now.by.name if now.by else None, now.state, now.minutes)


@blueprint.post("/cursusdagen/<int:day_id>/code")
# Per person: a whole room types the code from behind one address.
@limiter.limit("10 per minute", key_func=lambda: current_user.get_id(), methods=["POST"])
def check_in(day: CourseDay) -> Page:
    """Say with the code of the day that you are there."""
    form = CodeForm()
    if form.validate():
        problem = _closed(day) or rules.code_problem(day.code, form.code.data)
        if problem is None:
            actions.check_in(current_user, day)
            flash("Je staat als aanwezig. Fijn dat je er bent.")
            return redirect(url_for("trainer.planning.show", day_id=day.id))
        form.code.errors = [problem]
    return _show(day, form, {}, None)


@blueprint.post("/cursusdagen/<int:day_id>/afmelden")
def report(day: CourseDay) -> Answer:
    """Say before the day that you cannot come, or that you can after all."""
    absent = request.form.get("absent") == "1"
    if problem := _no_report(day):
        flash(problem, "warning")
    elif absent:
        actions.report_absence(current_user, day)
        flash("Je bent afgemeld. Je trainer ziet het. Kun je toch komen? Dan kun je dat hier zeggen.")
    else:
        actions.take_back_absence(current_user, day)
        flash("Fijn dat je toch komt. Je bent niet meer afgemeld.")
    return redirect(url_for("trainer.planning.show", day_id=day.id))


@blueprint.get("/cursusdagen/<int:day_id>/agenda.ics")
def day_calendar(day: CourseDay) -> Response:
    """Send one day for someone's own calendar."""
    return _calendar([day], "cursusdag.ics")


@blueprint.get("/agenda/<token>.ics")
def feed(token: str) -> Response:
    """Send all days of the person whose private address this is."""
    owner = queries.calendar_owner(token)
    if owner is None:
        abort(404)
    return _calendar(queries.days_of(owner), "krachtspiegel.ics")


def _calendar(days: Sequence[CourseDay], filename: str) -> Response:
    host = urlsplit(request.host_url).hostname or "krachtspiegel"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(calendar(days, host), mimetype="text/calendar", headers=headers)


@blueprint.get("/agenda")
def agenda() -> Page:
    """Show someone's coming days, and the private address for their own calendar."""
    days = queries.coming_days(current_user, today())
    return render_template(
        "trainer/planning/agenda.html",
        days=days,
        notices=rules.overlap_notices([(day.full_name, day.when) for day in days if not day.cancelled_at]),
        absent=queries.absent(days, today()),
        link=queries.calendar_link(current_user),
        fresh=session.pop("fresh_calendar", None),
    )


@blueprint.post("/agenda")
def subscribe() -> Answer:
    """Make a private calendar address; the old one stops working."""
    token = actions.new_calendar_link(current_user)
    session["fresh_calendar"] = url_for("trainer.planning.feed", token=token, _external=True)
    return redirect(url_for("trainer.planning.agenda"))


@blueprint.post("/agenda/stoppen")
def unsubscribe() -> Answer:
    """End one's calendar address."""
    actions.revoke_calendar_link(current_user)
    flash("Je agenda-adres werkt niet meer.")
    return redirect(url_for("trainer.planning.agenda"))


def _closed(day: CourseDay) -> str | None:
    return rules.closed_problem(day.when, cancelled=day.cancelled_at is not None, at=dutch_time())


def _not_registered_yet(day: CourseDay) -> str | None:
    return rules.register_problem(day.when, cancelled=day.cancelled_at is not None)


def _states(day: CourseDay) -> tuple[rules.PresenceState, ...]:
    return rules.states_on(day.when, today=dutch_time().date())


def _no_report(day: CourseDay) -> str | None:
    return rules.report_problem(day.when, cancelled=day.cancelled_at is not None, at=dutch_time())


def _plan(group: Group) -> str:
    return url_for("trainer.planning.index", group_id=group.id)
