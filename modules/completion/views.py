"""Screens about progress: the course, a module, finishing it, and all that counts for one person and for a group."""

from collections.abc import Mapping, Sequence
from itertools import chain

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from modules.assignments import queries as assignments
from modules.certificates import queries as certificates
from modules.certificates.models import Certificate
from modules.checks import queries as checks
from modules.checks import rules as check_rules
from modules.completion import actions, contract_rules, evidence_rules, queries, rules
from modules.completion.contract_rules import STATE_LABELS, State
from modules.completion.evidence_rules import INTERVISIE_COUNTS
from modules.completion.forms import ExceptionForm
from modules.completion.models import RequirementException
from modules.library import queries as library
from modules.library.rules import Module
from modules.pretest import queries as pretest
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.groups.rules import GroupKind, GroupRole
from trainer.people.models import Person
from trainer.people.rules import Role
from trainer.planning import queries as planning
from trainer.text_rules import file_name
from trainer.web import csv_file, dutch_time, today

blueprint = Blueprint("completion", __name__)
Page = str | Response | tuple[str, int]
# Of each kind of thing that waits for a trainer; who does the first ones sees the next.
MOST_WAITING = 30


@blueprint.get("/cursus")
def index() -> Page:
    """Show all modules; a trainer or beheerder also sees what is wrong with those that are held back."""
    return render_template(
        "modules/completion/index.html",
        course=queries.course_status(current_user),
        problems=() if current_user.role == Role.PARTICIPANT else library.course().problems,
        followed=pretest.courses_followed(groups.memberships_of(current_user)),
    )


@blueprint.get("/cursus/<module_slug>")
def show(module: Module) -> Page:
    """Show one module: its lessons, its check, the next step."""
    return _show(module)


@blueprint.post("/cursus/<module_slug>/afronden")
def finish(module: Module) -> Page:
    """Finish a module; what is still open comes back as a sentence."""
    if problem := actions.finish(current_user, module):
        return _show(module, problem), 409
    flash(f"Je hebt de module '{module.title}' afgerond.")
    return redirect(url_for("modules.completion.show", module_slug=module.slug))


def _show(module: Module, problem: str | None = None) -> str:
    made = checks.made(current_user, module)
    return render_template(
        "modules/completion/show.html",
        module=module,
        status=queries.status(current_user, module),
        made=made,
        scores=check_rules.scores([each.score for each in made]),
        started=bool(checks.draft(current_user, module)),
        needed=evidence_rules.right_for_check(queries.contract().requirements, len(module.check.questions)),
        following=queries.course_status(current_user).following,
        problem=problem,
    )


@blueprint.get("/cursus/wat-telt")
def contract() -> Page:
    """Show someone what counts, what they have met and with what; to a trainer which groups they can look at."""
    return render_template(
        "modules/completion/contract.html",
        contract=queries.contract(),
        courses=[
            (
                group,
                queries.standings(group, [current_user], today())[current_user.id],
                certificates.all_of(group, current_user),
            )
            for group in groups.groups_of(current_user, GroupKind.COURSE, GroupRole.PARTICIPANT)
        ],
        trained=groups.groups_of(current_user, GroupKind.COURSE, GroupRole.TRAINER),
        states=STATE_LABELS,
        intervisie_counts=INTERVISIE_COUNTS,
        is_complete=contract_rules.is_complete,
    )


@blueprint.get("/groepen/<int:group_id>/voortgang")
def group(group: Group) -> Page:
    """Show the cursisten of a course group by name, and how they stand with every requirement; a large group in parts."""
    people = planning.people_of(group)
    parts = rules.parts([person.name for person in people])
    part = rules.chosen_part(parts, request.args.get("deel", 1, type=int))
    shown = people[part.start - 1 : part.end] if part else []
    standings = queries.standings(group, shown, today())
    others = queries.one_by_one(group, [person for person in people if person.id not in standings], today())
    states: dict[int, list[State]] = {}
    stuck: dict[str, list[Person]] = {}
    for person, own in chain(((person, standings[person.id]) for person in shown), others):
        states[person.id] = [each.state for each in own]
        for each in own:
            if each.is_stuck:
                stuck.setdefault(each.requirement.id, []).append(person)
    given = certificates.newest_in(group)
    return render_template(
        "modules/completion/group.html",
        group=group,
        contract=queries.contract(),
        people=shown,
        parts=parts,
        part=part,
        most_waiting=MOST_WAITING,
        standings=standings,
        states=STATE_LABELS,
        certificates=given,
        ready=[
            (person, states[person.id].count(State.EXCEPTION))
            for person in people
            if contract_rules.is_complete(states[person.id]) and person.id not in given
        ],
        to_answer=assignments.waiting_for_trainer(group),
        to_register=planning.days_to_register([group], dutch_time()),
        undated=planning.undated([group]),
        **_out_of_reach(group, states, stuck),
        unknown=[
            each.title
            for place, each in enumerate(queries.contract().requirements)
            if any(own[place] == State.UNKNOWN for own in states.values())
        ],
    )


def _out_of_reach(
    group: Group, states: Mapping[int, Sequence[State]], stuck: Mapping[str, Sequence[Person]]
) -> dict[str, object]:
    """Return of which days there are too few hours for everybody, and who else cannot get to the hours of a requirement."""
    requirements = queries.contract().requirements
    asked = {
        each.day for place, each in enumerate(requirements) if any(own[place] == State.OPEN for own in states.values())
    }
    short = [each for each in planning.shortages([group]).get(group.id, []) if each.kind in asked]
    said = {each.kind for each in short}
    return {
        "short": short,
        "stuck": [(each, stuck[each.id]) for each in requirements if each.id in stuck and each.day not in said],
    }


@blueprint.get("/groepen/<int:group_id>/voortgang.csv")
def group_csv(group: Group) -> Response:
    """Give the same table as a file for a spreadsheet."""
    people, given = planning.people_of(group), certificates.newest_in(group)
    head = ["naam"]
    for each in queries.contract().requirements:
        head += [each.title, f"{each.title}: hoeveel"]
    rows = [[*head, "certificaat"]]
    for person, standings in queries.one_by_one(group, people, today()):
        cells = [cell for each in standings for cell in (STATE_LABELS[each.state], each.met.words)]
        certificate = given.get(person.id)
        rows.append([person.name, *cells, _certificate_words(certificate)])
    return csv_file(file_name("voortgang", group.name, ".csv"), rows)


def _certificate_words(certificate: Certificate | None) -> str:
    if certificate is None:
        return ""
    return "ingetrokken" if certificate.revoked_at else certificate.issued_on.isoformat()


@blueprint.get("/groepen/<int:group_id>/voortgang/<int:person_id>")
def person(group: Group, person: Person) -> Page:
    """Show a trainer how one cursist stands, with the exceptions."""
    standings = queries.standings(group, [person], today())[person.id]
    return render_template(
        "modules/completion/person.html",
        group=group,
        person=person,
        standings=standings,
        states=STATE_LABELS,
        taken_back=queries.exceptions_taken_back(group, person),
        titles={each.id: each.title for each in queries.contract().requirements},
        problem=contract_rules.issue_problem([each.state for each in standings]),
        certificates=certificates.all_of(group, person),
        intervisie_counts=INTERVISIE_COUNTS,
    )


@blueprint.route("/groepen/<int:group_id>/voortgang/<int:person_id>/<requirement>", methods=["GET", "POST"])
def make_exception(group: Group, person: Person, requirement: str) -> Page:
    """Count a requirement as met for one cursist, with the reason."""
    wanted = queries.contract().requirement(requirement)
    if wanted is None:
        abort(404)
    form = ExceptionForm()
    if form.validate_on_submit():
        made = actions.make_exception(current_user, group, person, wanted, (form.reason.data or "").strip())
        if made:
            flash("De uitzondering staat vast.")
        else:
            flash("Er was al een uitzondering. Die geldt nog.", "warning")
        return redirect(url_for("modules.completion.person", group_id=group.id, person_id=person.id))
    page = render_template(
        "modules/completion/make_exception.html", form=form, group=group, person=person, requirement=wanted
    )
    return page, 422 if form.errors else 200


@blueprint.post("/uitzonderingen/<int:exception_id>/terugnemen")
def take_back_exception(exception: RequirementException) -> Response:
    """Let an exception count no more."""
    actions.take_back_exception(current_user, exception)
    given = certificates.in_force(exception.group, exception.person)
    stays = " Het certificaat blijft geldig. Je kunt het intrekken." if given else ""
    flash(f"De uitzondering telt niet meer.{stays}")
    return redirect(url_for("modules.completion.person", group_id=exception.group_id, person_id=exception.person_id))
