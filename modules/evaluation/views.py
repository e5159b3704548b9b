"""Screens about evaluations: what is open, the form, and what a group gave together."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.evaluation import actions, queries, rules
from modules.evaluation.form_rules import MEASURES, Form
from modules.evaluation.forms import FIELD, OPEN_TO_TRAINERS, given_in
from modules.evaluation.models import Evaluation
from modules.evaluation.rules import SLUGS, Given, Occasion
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.groups.rules import GroupRole
from trainer.web import dutch_day, today

blueprint = Blueprint("evaluation", __name__)
Page = str | Response | tuple[str, int]
OCCASIONS = {slug: occasion for occasion, slug in SLUGS.items()}


@dataclass(frozen=True)
class OccasionStatus:
    """How one occasion stands for the reader: from when, until when they may change what they gave."""

    occasion: Occasion
    slug: str
    form: Form
    asked: bool
    opens: date | None
    why_unknown: str
    mine: Evaluation | None

    @property
    def is_open(self) -> bool:
        """Return whether it can be filled in, or changed, now."""
        if until := self.until:
            return today() <= until
        return self.opens is not None and self.opens <= today()

    @property
    def until(self) -> date | None:
        """Return the last day on which the reader may change what they gave, or None when they gave nothing yet."""
        return rules.changeable_until(dutch_day(self.mine.given_at)) if self.mine else None


def _status(group: Group, occasion: Occasion) -> OccasionStatus:
    days = queries.planned_days(group)
    return OccasionStatus(
        occasion,
        SLUGS[occasion],
        queries.content().forms[occasion],
        queries.role_in(current_user, group) in queries.ASKED[occasion],
        rules.opens_on(days, occasion),
        rules.why_unknown(days),
        queries.own(current_user, group, occasion),
    )


@blueprint.get("/groepen/<int:group_id>/evaluatie")
def show(group: Group) -> Page:
    """Show what is asked, and what the group gave: to a trainer, and to who gave their own answers."""
    statuses = [_status(group, occasion) for occasion in queries.content().forms]
    trains = queries.role_in(current_user, group) == GroupRole.TRAINER
    found = {
        status.occasion: [
            queries.results(current_user, group, status.occasion, role, today())
            for role in queries.ASKED[status.occasion]
            if trains or status.mine
        ]
        for status in statuses
    }
    return render_template(
        "modules/evaluation/show.html",
        group=group,
        statuses=statuses,
        found=found,
        trains=trains,
        measures=MEASURES,
        source=queries.content().source,
        min_people=rules.MIN_PEOPLE,
    )


@blueprint.get("/groepen/<int:group_id>/evaluatie/<any('einde','na-drie-maanden'):occasion>")
def form(group: Group, occasion: str) -> Page:
    """Show the questions with what was given before, or why they are not open."""
    status = _asked(group, occasion)
    mine = status.mine
    if mine is None:
        return _form(group, status, {}, {}, open_to_trainers=False)
    return _form(group, status, queries.answers(mine), {}, mine.open_to_trainers)


@blueprint.post("/groepen/<int:group_id>/evaluatie/<any('einde','na-drie-maanden'):occasion>")
def give(group: Group, occasion: str) -> Page:
    """Keep the answers; with something wrong they come back as they were given."""
    status = _asked(group, occasion)
    given = given_in(status.form, request.form)
    problems = rules.problems(status.form, given)
    role = queries.role_in(current_user, group) or GroupRole.PARTICIPANT
    open_to_trainers = role == GroupRole.TRAINER and OPEN_TO_TRAINERS in request.form
    if problems or not status.is_open:
        return _form(group, status, given, problems, open_to_trainers), 422 if problems else 409
    actions.give(current_user, group, status.occasion, role, status.form, given, open_to_trainers=open_to_trainers)
    flash("Dank je wel. Je mening is opgeslagen.")
    return redirect(url_for("modules.evaluation.show", group_id=group.id))


def _asked(group: Group, slug: str) -> OccasionStatus:
    # Questions that are held back for a mistake in their file are not there.
    if OCCASIONS[slug] not in queries.content().forms:
        abort(404)
    status = _status(group, OCCASIONS[slug])
    if not status.asked:
        abort(404)
    return status


def _form(group: Group, status: OccasionStatus, given: Given, problems: dict[str, str], open_to_trainers: bool) -> str:
    return render_template(
        "modules/evaluation/form.html",
        group=group,
        status=status,
        given=given,
        problems=problems,
        prefix=FIELD,
        open_name=OPEN_TO_TRAINERS,
        open_to_trainers=open_to_trainers,
        only_trainer=queries.is_only_trainer(groups.membership(current_user, group)),
        trains=queries.role_in(current_user, group) == GroupRole.TRAINER,
        min_people=rules.MIN_PEOPLE,
    )
