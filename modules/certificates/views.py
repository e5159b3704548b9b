"""Screens about certificates: give and revoke, download, the public check page, badges and hours."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from modules.certificates import actions, badge_rules, pdf, queries, rules, signing
from modules.certificates.badge_rules import Addresses, Award
from modules.certificates.forms import CodeForm, RevokeForm
from modules.certificates.models import Certificate
from modules.certificates.rules import AttendedDay
from modules.completion import contract_rules
from modules.completion import queries as completion
from trainer.groups import queries as groups
from trainer.groups.models import Group
from trainer.people import queries as people
from trainer.people.models import Person
from trainer.text_rules import file_name
from trainer.web import csv_file, limiter, long_date, public_address, today

blueprint = Blueprint("certificates", __name__)
Page = str | Answer | tuple[str, int]

# Who guesses codes is slowed down; whose code is right is never counted.
GUESSES = "20 per minute; 100 per hour"


@blueprint.route("/groepen/<int:group_id>/voortgang/<int:person_id>/certificaat", methods=["GET", "POST"])
def issue(group: Group, person: Person) -> Page:
    """Show what will stand on someone's certificate, and give it when all that counts is met."""
    back = url_for("modules.completion.person", group_id=group.id, person_id=person.id)
    if request.method == "POST":
        problem = actions.issue(current_user, group, person, current_app.config["ISSUER"], today())
        flash(problem or f"Het certificaat van {person.name} staat klaar.", "warning" if problem else "message")
        return redirect(back)
    states = [each.state for each in completion.standings(group, [person], today())[person.id]]
    if contract_rules.issue_problem(states) or queries.in_force(group, person):
        # That page says why there is nothing to give.
        return redirect(back)
    hours = queries.hours(group, person, today())
    return render_template(
        "modules/certificates/issue.html",
        group=group,
        person=person,
        back=back,
        course=completion.contract().course,
        hours=rules.hours_words(hours.minutes, hours.intervisie_minutes),
        issuer=current_app.config["ISSUER"],
        exceptions=states.count(contract_rules.State.EXCEPTION),
        today=today(),
    )


@blueprint.get("/certificaten/<int:certificate_id>")
def show(certificate: Certificate) -> Page:
    """Show a certificate to who has it, or to a trainer: what can be downloaded, and where others check it."""
    return render_template(
        "modules/certificates/show.html",
        certificate=certificate,
        code=rules.spaced(certificate.code),
        hours=rules.hours_words(certificate.minutes, certificate.intervisie_minutes),
        check_address=_check_address(certificate),
        trains=groups.is_trainer_of(current_user, certificate.group),
        reachable=bool(current_app.config["SITE_URL"]),
    )


@blueprint.route("/certificaten/<int:certificate_id>/intrekken", methods=["GET", "POST"])
def revoke(certificate: Certificate) -> Page:
    """Make a certificate worth nothing, with the reason."""
    form = RevokeForm()
    if form.validate_on_submit():
        actions.revoke(current_user, certificate, (form.reason.data or "").strip())
        flash("Het certificaat is ingetrokken. De controlepagina laat dat zien.")
        return redirect(url_for("modules.certificates.show", certificate_id=certificate.id))
    page = render_template("modules/certificates/revoke.html", form=form, certificate=certificate)
    return page, 422 if form.errors else 200


@blueprint.get("/certificaten/<int:certificate_id>/certificaat.pdf")
def certificate_pdf(certificate: Certificate) -> Response:
    """Send the certificate as PDF; one that was revoked is not made any more."""
    if certificate.revoked_at:
        abort(404)
    address = _check_address(certificate)
    values = {
        "demo": people.demo_exists(),
        "issuer": certificate.issuer,
        "course": certificate.course,
        "name": certificate.name,
        "hours": rules.hours_words(certificate.minutes, certificate.intervisie_minutes),
        "issued_on": long_date(certificate.issued_on),
        "trainer": certificate.trainer,
        "shown_address": _without_scheme(public_address("modules.certificates.check_typed")),
        "code": rules.spaced(certificate.code),
    }
    return _file(
        pdf.certificate(values, address),
        "application/pdf",
        file_name("certificaat", certificate.group.name, ".pdf", certificate.code),
    )


# ── Check: public ──────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.route("/certificaat", methods=["GET", "POST"])
@limiter.limit(GUESSES, methods=["POST"], deduct_when=lambda answer: answer.status_code == 422)
def check_typed() -> Page:
    """Ask anyone for the code of a certificate."""
    form = CodeForm()
    if form.validate_on_submit():
        if found := queries.by_code(form.code.data or ""):
            return redirect(url_for("modules.certificates.check", code=found.code))
        form.code.errors = [rules.UNKNOWN]
    return render_template("modules/certificates/check.html", form=form, certificate=None), 422 if form.errors else 200


@blueprint.get("/certificaat/<code>")
@limiter.limit(GUESSES, deduct_when=lambda answer: answer.status_code == 404)
def check(code: str) -> Page:
    """Show anyone whether a certificate is valid: name, course, hours, date, and nothing more."""
    certificate = queries.by_code(code)
    form = CodeForm(formdata=None)
    if certificate is None:
        form.code.data, form.code.errors = code[:60], [rules.UNKNOWN]
        return render_template("modules/certificates/check.html", form=form, certificate=None), 404
    hours = rules.hours_words(certificate.minutes, certificate.intervisie_minutes)
    page = render_template("modules/certificates/check.html", form=form, certificate=certificate, hours=hours)
    return Response(page, headers={"X-Robots-Tag": "noindex"})


def _check_address(certificate: Certificate) -> str:
    return public_address("modules.certificates.check", code=certificate.code)


def _without_scheme(address: str) -> str:
    parts = urlsplit(address)
    return parts.netloc + parts.path


# ── Badge ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.get("/certificaten/<int:certificate_id>/badge.jwt")
def badge(certificate: Certificate) -> Response:
    """Send the badge of a certificate to who has it, signed."""
    if certificate.revoked_at:
        abort(404)
    addresses = _addresses()
    demo = "Demo: " if people.demo_exists() else ""
    award = Award(
        code=certificate.code,
        name=certificate.name,
        email=certificate.person.email,
        course=demo + certificate.course,
        issuer=certificate.issuer,
        issued_at=certificate.issued_at,
        hours=rules.hours_words(certificate.minutes, certificate.intervisie_minutes),
    )
    payload = badge_rules.claims(badge_rules.credential(award, _achievement(award.course), addresses))
    key = public_address("modules.certificates.key", kid=signing.jwk()["kid"])
    return _file(signing.sign(payload, key).encode(), "text/plain", "badge.jwt")


@blueprint.get("/badge/uitgever")
def issuer() -> Response:
    """Show anyone who gives the badges."""
    found = badge_rules.profile(current_app.config["ISSUER"], _addresses())
    return _public({"@context": list(badge_rules.CONTEXT)} | found)


@blueprint.get("/badge/cursus")
def achievement() -> Response:
    """Show anyone what the badge is given for."""
    return _public({"@context": list(badge_rules.CONTEXT)} | _achievement(completion.contract().course))


@blueprint.get("/badge/ingetrokken")
def revoked() -> Response:
    """Show anyone which badges are worth nothing any more."""
    return _public(badge_rules.revocation_list(queries.revoked_codes(), _addresses()))


@blueprint.get("/badge/sleutels/<kid>")
def key(kid: str) -> Response:
    """Show anyone the public key with which badges are signed."""
    found = signing.jwk()
    if kid != found["kid"]:
        abort(404)
    return _public(found)


@blueprint.get("/.well-known/jwks.json")
def keys() -> Response:
    """Show anyone all public keys of this site, where programs look for them."""
    return _public({"keys": [signing.jwk()]})


def _achievement(course: str) -> badge_rules.Json:
    contract = completion.contract()
    counts = [(each.title, each.why) for each in contract.requirements]
    return badge_rules.achievement(course, contract.description, counts, _addresses())


def _addresses() -> Addresses:
    return Addresses(
        issuer=public_address("modules.certificates.issuer"),
        achievement=public_address("modules.certificates.achievement"),
        revoked=public_address("modules.certificates.revoked"),
        site=public_address("home.show"),
    )


def _public(document: badge_rules.Json) -> Response:
    """Answer with a document that programs of others may read, also from a page."""
    answer = jsonify(document)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


# ── Hours ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.get("/groepen/<int:group_id>/uren/<int:person_id>")
def hours(group: Group, person: Person) -> Page:
    """Show the days that someone was at, for a professional register."""
    return render_template(
        "modules/certificates/hours.html",
        group=group,
        person=person,
        hours=queries.hours(group, person, today()),
    )


@blueprint.get("/groepen/<int:group_id>/uren/<int:person_id>/uren.pdf")
def hours_pdf(group: Group, person: Person) -> Response:
    """Send the list of hours as PDF."""
    found = queries.hours(group, person, today())
    values = {
        "demo": people.demo_exists(),
        "issuer": current_app.config["ISSUER"],
        "course": completion.contract().course,
        "group": group.name,
        "name": person.name,
        "made_on": long_date(today()),
        "total": rules.hour_number(found.minutes + found.intervisie_minutes),
        "parts": [
            {"title": title, "total": rules.hour_number(minutes), "rows": [_row(day) for day in days]}
            for title, days, minutes in (
                ("Les- en praktijkdagen", found.days, found.minutes),
                ("Intervisiedagen", found.intervisies, found.intervisie_minutes),
            )
        ],
    }
    return _file(pdf.hours(values), "application/pdf", file_name("urenoverzicht", group.name, ".pdf"))


def _row(day: AttendedDay) -> dict[str, str]:
    return {
        "date": long_date(day.held_on),
        "name": day.name,
        "subject": day.subject,
        "led_by": day.led_by,
        "hours": rules.hour_number(day.minutes),
    }


@blueprint.get("/groepen/<int:group_id>/uren/<int:person_id>/uren.csv")
def hours_csv(group: Group, person: Person) -> Answer:
    """Send the list of hours for a spreadsheet."""
    found = queries.hours(group, person, today())
    rows = [["naam", "datum", "cursusdag", "onderwerp", "trainers", "uren"]]
    rows += [
        [person.name, day.held_on.isoformat(), day.name, day.subject, day.led_by, rules.hour_number(day.minutes)]
        for day in (*found.days, *found.intervisies)
    ]
    sums = (
        ("Les- en praktijkdagen samen", found.minutes),
        ("Intervisiedagen samen", found.intervisie_minutes),
        ("Totaal", found.minutes + found.intervisie_minutes),
    )
    rows += [[person.name, "", words, "", "", rules.hour_number(minutes)] for words, minutes in sums]
    return csv_file(file_name("urenoverzicht", group.name, ".csv"), rows)


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f"attachment; filename={name}"})
