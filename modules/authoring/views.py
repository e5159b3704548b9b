"""Screens of the editor: the modules, one module, its lessons, its check and its pictures."""

from functools import partial
from io import BytesIO

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    session,
    url_for,
)
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from modules.authoring import actions, forms, queries, question_rules, rules, text_rules
from modules.authoring.actions import Saved
from modules.authoring.picture_rules import picture
from modules.authoring.queries import Work
from modules.authoring.rules import CHECK_FILE, MODULE_FILE
from modules.authoring.text_rules import LessonText, QuestionText
from modules.authoring.zip_rules import Refused, taken_in
from modules.library.lesson_rules import BLOCK_NAMES, MIMETYPES, read_lesson
from modules.library.queries import TEXT_TYPES, plain
from modules.library.rendering import render
from modules.publishing import queries as publishing
from trainer.web import today, wants_json

blueprint = Blueprint("authoring", __name__)
Page = str | Answer | tuple[str | Response, int]
# Where the session keeps an order of modules that someone proposed.
PROPOSED = "proposed_order"
KEPT = "Opgeslagen als concept. Cursisten zien het pas na publiceren."
UNFINISHED = ("Opgeslagen als concept. Op deze pagina moet nog iets goed voordat je kunt publiceren.", "info")
TAKEN_IN = ("De module is binnen als concept. Kijk alles na en publiceer.",)
SAME = ("Deze module is gelijk aan wat er al staat. Er is niets veranderd.", "info")
CHANGED = "Iemand anders was net iets eerder. Kijk wat er nu staat en probeer het opnieuw."


# ── The course ────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.get("/redactie")
def index() -> Page:
    """Show all modules, with where each of them comes from. An order in the address is only proposed; who proposed it finds
    it back until it is published or left as it was."""
    works = queries.works()
    shown = {work.slug: work for work in works if work.is_in_course}
    order = rules.ordered(list(shown), request.args.getlist("module") or session.get(PROPOSED, []))
    for act, step in (("omhoog", -1), ("omlaag", 1)):
        order = rules.moved(order, request.args.get(act, ""), step)
    session[PROPOSED] = order if order != list(shown) else []
    return render_template(
        "modules/authoring/index.html",
        shown=[shown[slug] for slug in order],
        others=[work for work in works if not work.is_in_course],
        titles={work.slug: work.title for work in works},
        current=list(shown),
        order=order,
        earlier=rules.ordered(list(shown), request.args.getlist("eerder")),
    )


@blueprint.route("/redactie/nieuw", methods=["GET", "POST"])
def create() -> Page:
    """Begin a new module, or take one in from a zip."""
    title = forms.line(request.form, "title")
    problem = None
    if request.method == "POST" and not (problem := _title_problem(title)):
        return redirect(url_for("modules.authoring.edit_module", work_slug=actions.create(current_user, title)))
    page = render_template("modules/authoring/create.html", typed_title=title, problem=problem, refused=[])
    return page, 422 if problem else 200


def _title_problem(title: str) -> str | None:
    return rules.slug_problem(rules.slug_of(title), queries.taken_slugs())


@blueprint.post("/redactie/importeren")
def import_module() -> Page:
    """Take in a module as a draft; what is wrong in it is named and nothing is kept."""
    try:
        slug, files = taken_in(forms.zip_in(request.files))
        refused = queries.refusals(slug, files)
        if not refused and not actions.take_in(current_user, slug, files):
            refused = ["Er is al een concept van deze module. Publiceer het of gooi het weg, en lees de zip daarna in."]
    except Refused as fault:
        refused = [str(fault)]
    if refused:
        return render_template("modules/authoring/create.html", typed_title="", problem=None, refused=refused), 422
    flash(*(TAKEN_IN if queries.find_draft(slug) else SAME))
    return redirect(url_for("modules.authoring.show", work_slug=slug))


# ── One module ────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.get("/redactie/<work_slug>")
def show(work: Work) -> Page:
    """Show what a module is made of and what can be done with it."""
    return render_template(
        "modules/authoring/show.html",
        work=work,
        lessons=[(name, text_rules.lesson_text(work.text(f"{name}.md"))) for name in work.lessons],
        questions=text_rules.check_text(work.text(CHECK_FILE)) or [],
        removed=[name for name in rules.lesson_names(work.published) if name not in work.lessons],
        readers=queries.readers(work.slug),
        lesson_slug=rules.lesson_slug,
        lesson_title=partial(_title_in, work.published),
        problems=queries.problems(work.slug, work.files),
        hidden=queries.hidden_links(work.slug, work.files),
        leaving=queries.leaving(work.slug, today()) if work.is_in_course else None,
    )


@blueprint.route("/redactie/<work_slug>/gegevens", methods=["GET", "POST"])
def edit_module(work: Work) -> Page:
    """Change the title, summary, aim and sources of a module."""
    known = text_rules.module_text(work.text(MODULE_FILE))
    if known is None:
        return redirect(_raw(work, MODULE_FILE))
    given, saved = known, None
    if request.method == "POST":
        given = forms.module_in(request.form)
        saved = actions.save_module(current_user, work.slug, given, request.form.get("seen", ""))
        if answer := _after_save(
            work, MODULE_FILE, saved, url_for("modules.authoring.edit_module", work_slug=work.slug)
        ):
            return answer
    shown = {"given": given, "stored": known if saved else None, "beside": queries.beside(work, MODULE_FILE)}
    seen = saved.seen if saved else work.module_seen
    return render_template("modules/authoring/module.html", work=work, seen=seen, **shown), 409 if saved else 200


def _after_save(work: Work, name: str, saved: Saved, address: str) -> Page | None:
    """Return the answer to a save that succeeded, or to a script; None when the page has to show a conflict."""
    problems = queries.beside(queries.find_work(work.slug) or work, name)
    if wants_json():
        return jsonify(seen=saved.seen, conflict=saved.conflict, problems=problems), 409 if saved.conflict else 200
    if saved.conflict:
        return None
    flash(*(UNFINISHED if problems else (KEPT,)))
    return redirect(address)


def _raw(work: Work, name: str) -> str:
    return url_for("modules.authoring.text", work_slug=work.slug, file_name=name)


@blueprint.post("/redactie/<work_slug>/lessen")
def add_lesson(work: Work) -> Answer:
    """Add a lesson at the end."""
    title = forms.line(request.form, "title")
    if not title:
        flash("Geef de nieuwe les een titel.", "warning")
        return redirect(url_for("modules.authoring.show", work_slug=work.slug))
    name = actions.add_lesson(current_user, work.slug, title)
    return redirect(url_for("modules.authoring.lesson", work_slug=work.slug, lesson_name=name))


@blueprint.post("/redactie/<work_slug>/lessen/<lesson_name>/plaats")
def move_lesson(work: Work, lesson_name: str) -> Answer:
    """Move a lesson one place."""
    actions.move_lesson(current_user, work.slug, lesson_name, -1 if request.form.get("to") == "up" else 1)
    return redirect(url_for("modules.authoring.show", work_slug=work.slug, _anchor="lessen"))


@blueprint.post("/redactie/<work_slug>/lessen/<lesson_name>/weg")
def remove_lesson(work: Work, lesson_name: str) -> Answer:
    """Take a lesson out of the draft."""
    actions.remove_lesson(current_user, work.slug, lesson_name)
    flash("De les is verwijderd uit het concept.")
    return redirect(url_for("modules.authoring.show", work_slug=work.slug, _anchor="lessen"))


@blueprint.post("/redactie/<work_slug>/lessen/<lesson_name>/terug")
def bring_back_lesson(work: Work, lesson_name: str) -> Answer:
    """Put a lesson back as it is published."""
    actions.bring_back_lesson(current_user, work.slug, lesson_name)
    return redirect(url_for("modules.authoring.show", work_slug=work.slug, _anchor="lessen"))


# ── A lesson ──────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.route("/redactie/<work_slug>/lessen/<lesson_name>", methods=["GET", "POST"])
def lesson(work: Work, lesson_name: str) -> Page:
    """Write a lesson, with beside it what cursisten will see."""
    name = f"{lesson_name}.md"
    if name not in work.files and request.method == "GET":
        abort(404)
    before = work.text(name)
    known = text_rules.lesson_text(before)
    if known is None and before:
        return redirect(_raw(work, name))
    if request.method == "GET":
        return _lesson(work, name, known or LessonText())
    given = forms.lesson_in(request.form)
    file = text_rules.lesson_file(given, before)
    seen = request.form.get("seen", "")
    if problem := forms.length_problem(file):
        return (jsonify(error=problem), 422) if wants_json() else (_lesson(work, name, given, seen, problem), 422)
    if request.form.get("do") == "preview" or not rules.is_known(name):
        return _lesson(work, name, given, seen)
    saved = actions.save(current_user, work.slug, name, file, seen)
    here = url_for("modules.authoring.lesson", work_slug=work.slug, lesson_name=lesson_name)
    return _after_save(work, name, saved, here) or (_lesson(work, name, given, saved.seen, stored=before), 409)


def _lesson(
    work: Work, name: str, given: LessonText, seen: str | None = None, problem: str = "", stored: str | None = None
) -> str:
    file = text_rules.lesson_file(given, work.text(name))
    return render_template(
        "modules/authoring/lesson.html",
        work=work,
        name=name.removesuffix(".md"),
        given=given,
        seen=work.seen(name) if seen is None else seen,
        problem=problem,
        stored=stored,
        beside=queries.beside(work, name, file),
        private=text_rules.in_private(name, given.text, rules.private(name, given.text)),
        preview=_rendered(work, given.text),
        links=queries.links(work),
        blocks=BLOCK_NAMES,
    )


def _rendered(work: Work, text: str) -> str:
    return render(text, lambda name: url_for("modules.authoring.figure", work_slug=work.slug, name=name)).html


@blueprint.post("/redactie/<work_slug>/lessen/<lesson_name>/voorbeeld")
def preview(work: Work, lesson_name: str) -> Page:
    """Return what a lesson would look like and what is wrong in it; nothing is kept."""
    given, name = forms.lesson_in(request.form), f"{lesson_name}.md"
    file = text_rules.lesson_file(given, work.text(name))
    if problem := forms.length_problem(file):
        return jsonify(error=problem), 422
    _, found = read_lesson(name, {name: file}, 1, frozenset(work.figures))
    found += queries.dead_links_in(work, name, file)
    return jsonify(
        html=_rendered(work, given.text),
        problems=text_rules.beside(name, file, found),
        private=text_rules.in_private(name, given.text, rules.private(name, given.text)),
    ), 200


# ── The check ─────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.route("/redactie/<work_slug>/toets", methods=["GET", "POST"])
def check(work: Work) -> Page:
    """Write the questions; every button keeps what was typed."""
    before = work.text(CHECK_FILE)
    known = text_rules.check_text(before)
    if known is None:
        return redirect(_raw(work, CHECK_FILE))
    if request.method == "GET":
        return _check(work, known, work.seen(CHECK_FILE), opened=request.args.getlist("vraag", int))
    seen, act = request.form.get("seen", ""), request.form.get("do", "")
    typed = forms.questions_in(request.form)
    questions, place = question_rules.acted(typed, act, publishing.used_ids(work), work.lessons)
    opened = question_rules.changed(known, questions) if place is None else [place]
    file = text_rules.check_file(questions, before)
    if problem := forms.length_problem(file):
        return (jsonify(error=problem), 422) if wants_json() else (_check(work, questions, seen, opened, problem), 422)
    saved = actions.save(current_user, work.slug, CHECK_FILE, file, seen)
    # The message stands at the top of the page, and in the question that a button was of.
    anchor = "inhoud" if place is None else f"vraag-{place}"
    here = url_for("modules.authoring.check", work_slug=work.slug, vraag=opened, bij=place, _anchor=anchor)
    return _after_save(work, CHECK_FILE, saved, here) or (
        _check(work, questions, saved.seen, opened, stored=before),
        409,
    )


def _check(
    work: Work,
    questions: list[QuestionText],
    seen: str,
    opened: list[int],
    problem: str = "",
    stored: str | None = None,
) -> str:
    file = text_rules.check_file(questions, work.text(CHECK_FILE))
    beside = queries.beside(work, CHECK_FILE, file)
    return render_template(
        "modules/authoring/check.html",
        work=work,
        questions=questions,
        seen=seen,
        problem=problem,
        stored=stored,
        opened=opened,
        pressed_in=request.args.get("bij", type=int),
        faulty=sorted({int(found[1]) for field in beside if (found := text_rules.QUESTION.match(field))}),
        beside=beside,
        private=text_rules.in_private(CHECK_FILE, file, rules.private(CHECK_FILE, file)),
        lessons=work.titled_lessons,
        full=len(questions) >= question_rules.MAX_QUESTIONS,
        most=question_rules.MAX_OPTIONS,
    )


def _title_in(files: rules.Files, name: str) -> str:
    return text_rules.lesson_title(plain(files.get(f"{name}.md", b"")), name)


@blueprint.route("/redactie/<work_slug>/bestand/<file_name>", methods=["GET", "POST"])
def text(work: Work, file_name: str) -> Page:
    """Put right a file that no form can show."""
    if file_name not in work.files or not file_name.endswith(TEXT_TYPES):
        abort(404)
    typed, saved = work.text(file_name), None
    seen, problem = work.seen(file_name), None
    if request.method == "POST":
        typed, seen = forms.text(request.form, "text") + "\n", request.form.get("seen", "")
        problem = forms.length_problem(typed)
        if not problem:
            saved = actions.save(current_user, work.slug, file_name, typed, seen)
            seen = saved.seen
            if not saved.conflict:
                flash(KEPT)
                return redirect(url_for("modules.authoring.show", work_slug=work.slug))
    page = render_template(
        "modules/authoring/text.html",
        work=work,
        name=file_name,
        typed_text=typed,
        seen=seen,
        problem=problem or (CHANGED if saved else None),
        problems=[each for found in queries.beside(work, file_name, typed).values() for each in found],
    )
    return page, 409 if saved else 422 if problem else 200


# ── Pictures ──────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.route("/redactie/<work_slug>/afbeeldingen", methods=["GET", "POST"])
def figures(work: Work) -> Page:
    """Show the pictures of a module, and take in a new one."""
    alt, chosen, problem = forms.line(request.form, "alt"), request.form.get("lesson", ""), {}
    if request.method == "POST":
        ending, content, fault = picture(forms.picture_in(request.files))
        found = {"alt": forms.alt_problem(alt), "picture": fault}
        problem = {field: sentence for field, sentence in found.items() if sentence}
        if not problem:
            lesson_name = chosen if chosen in work.lessons else None
            actions.add_figure(current_user, work.slug, alt, ending, content, lesson_name)
            flash("De afbeelding staat in het concept.")
            return redirect(url_for("modules.authoring.figures", work_slug=work.slug))
    shown = {"alt": alt, "chosen": chosen, "problem": problem, "lessons": work.titled_lessons}
    return render_template("modules/authoring/figures.html", work=work, **shown), 422 if problem else 200


@blueprint.post("/redactie/<work_slug>/afbeeldingen/<name>/weg")
def remove_figure(work: Work, name: str) -> Answer:
    """Take a picture out of the draft."""
    actions.remove_figure(current_user, work.slug, name)
    flash("De afbeelding is verwijderd uit het concept.")
    return redirect(url_for("modules.authoring.figures", work_slug=work.slug))


@blueprint.get("/redactie/<work_slug>/afbeeldingen/<name>")
def figure(work: Work, name: str) -> Answer:
    """Send one picture as the draft has it."""
    content = work.files.get(f"figures/{name}")
    if content is None:
        abort(404)
    response = send_file(BytesIO(content), mimetype=MIMETYPES[f".{name.rpartition('.')[2]}"])
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


# ── The draft ─────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.post("/redactie/<work_slug>/concept-weg")
def discard(work: Work) -> Answer:
    """Throw the draft away."""
    actions.discard(work.slug)
    flash("Het concept is weggegooid. Wat gepubliceerd was, staat er nog.")
    if work.published:
        return redirect(url_for("modules.authoring.show", work_slug=work.slug))
    return redirect(url_for("modules.authoring.index"))
