"""Screens that bring a module to cursisten: publish, versions, back to an earlier one, the order of the course."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from modules.authoring import forms, rules
from modules.authoring import queries as authoring
from modules.authoring.queries import Work
from modules.authoring.rules import Files, Overtaken
from modules.authoring.text_rules import lesson_title
from modules.authoring.zip_rules import pack, unpack
from modules.library.queries import TEXT_TYPES, plain
from modules.library.toml_rules import Problem
from modules.publishing import actions, queries
from modules.publishing.diff_rules import Line, difference
from modules.publishing.models import ModuleVersion
from modules.publishing.words_rules import heading, in_words

blueprint = Blueprint("publishing", __name__)
Page = str | Answer | tuple[str, int]
CHANGED = "Iemand anders was net iets eerder. Kijk wat er nu staat en probeer het opnieuw."


@blueprint.route("/redactie/<work_slug>/publiceren", methods=["GET", "POST"])
def publish(work: Work) -> Page:
    """Show what would change and what is wrong, and publish."""
    note, problems, status = forms.line(request.form, "note")[: rules.MAX_NOTE], None, 200
    if request.method == "POST":
        try:
            problems = actions.publish(current_user, work.slug, note, request.form.get("seen", ""))
            status = 422
        except Overtaken:
            flash(CHANGED, "warning")
            status = 409
        if problems == []:
            flash(f"'{work.title}' is gepubliceerd. Cursisten zien het nu.")
            return redirect(url_for("modules.authoring.show", work_slug=work.slug))
    lost = rules.lost_slugs(work.published, work.files)
    readers = authoring.readers(work.slug)
    page = render_template(
        "modules/publishing/publish.html",
        work=work,
        note=note,
        problems=authoring.problems(work.slug, work.files) if problems is None else problems,
        private=authoring.private(work.slug, work.files),
        lost=[(_lesson_at(slug, work.published), readers.get(slug, 0)) for slug in lost],
        elsewhere=authoring.broken_elsewhere(work.slug, work.files) if lost else [],
        hidden=authoring.hidden_links(work.slug, work.files),
        overtaken=work.draft is not None and work.draft.base_hash != authoring.hash_of(work.slug, work.published),
        compared=_compared(work.published, work.files),
    )
    return page, status


def _compared(old: Files, new: Files) -> list[tuple[rules.Change, str, list[Line]]]:
    """Return each changed file with what it is called and its lines in words; a picture has no lines."""
    before, after = _texts(old), _texts(new)
    found = []
    for each in rules.changes(old, new):
        called = heading(each.name, after if each.name in new else before)
        is_text = each.name.endswith(TEXT_TYPES)
        lines = difference(in_words(each.name, before), in_words(each.name, after)) if is_text else []
        found.append((each, called, lines))
    return found


def _lesson_at(slug: str, files: Files) -> str:
    names = [name for name in rules.lesson_names(files) if rules.lesson_slug(name) == slug]
    return lesson_title(plain(files[f"{names[0]}.md"]), slug) if names else slug


def _texts(files: Files) -> dict[str, str]:
    return {name: plain(content) for name, content in files.items() if name.endswith(TEXT_TYPES)}


@blueprint.get("/redactie/<work_slug>/versies")
def versions(work: Work) -> Page:
    """Show the versions of a module: who, when, why."""
    found = queries.versions(work.slug)
    return render_template("modules/publishing/versions.html", work=work, versions=found)


@blueprint.get("/redactie/<work_slug>/versies/<int:publication_id>")
def version(work: Work, publication: ModuleVersion) -> Page:
    """Show what going back to a version would change for cursisten, and what it changed itself."""
    return _version(work, publication, [])


def _version(work: Work, publication: ModuleVersion, problems: list[Problem]) -> str:
    files, before = unpack(publication.files), queries.version_before(publication)
    return render_template(
        "modules/publishing/version.html",
        work=work,
        version=publication,
        before=before,
        number=queries.number_of(publication),
        is_now=files == work.published,
        problems=problems,
        back=_compared(work.published, files),
        changed=_compared(unpack(before.files) if before else {}, files),
    )


@blueprint.post("/redactie/<work_slug>/versies/<int:publication_id>/terugzetten")
def restore(work: Work, publication: ModuleVersion) -> Page:
    """Publish an earlier version again."""
    try:
        problems = actions.restore(current_user, publication)
    except Overtaken:
        flash("Er is een concept. Publiceer het of gooi het weg, en zet de versie daarna terug.", "warning")
        return redirect(url_for("modules.publishing.versions", work_slug=work.slug))
    if problems:
        return _version(work, publication, problems), 422
    flash("De versie is teruggezet. Cursisten zien die nu.")
    return redirect(url_for("modules.publishing.versions", work_slug=work.slug))


@blueprint.post("/redactie/<work_slug>/meegeleverd")
def back_to_shipped(work: Work) -> Answer:
    """Go back to the text that comes with the code."""
    try:
        problems = actions.back_to_shipped(current_user, work.slug)
        if problems:
            flash(f"Dat kan niet: {problems[0]}", "warning")
        else:
            flash("De meegeleverde tekst staat er weer.")
    except Overtaken:
        flash("Dat kan nu niet. Gooi eerst het concept weg.", "warning")
    return redirect(url_for("modules.authoring.show", work_slug=work.slug))


@blueprint.get("/redactie/<work_slug>/export.zip")
def export(work: Work) -> Answer:
    """Give a module as a zip: the draft when there is one."""
    content = BytesIO(pack(work.slug, work.files))
    return send_file(content, mimetype="application/zip", as_attachment=True, download_name=f"{work.slug}.zip")


@blueprint.post("/redactie/volgorde")
def set_order() -> Answer:
    """Give the modules of the course another order; the page after it offers the way back."""
    seen = request.form.getlist("seen")
    try:
        actions.set_order(request.form.getlist("module"), seen)
    except Overtaken:
        flash(CHANGED, "warning")
        return redirect(url_for("modules.authoring.index"))
    flash("De volgorde is veranderd. Cursisten zien dat nu.")
    return redirect(url_for("modules.authoring.index", eerder=seen))


@blueprint.post("/redactie/<work_slug>/in-de-cursus")
def show_module(work: Work) -> Answer:
    """Put a published module in the course."""
    return _set_in_course(work, True)


@blueprint.post("/redactie/<work_slug>/uit-de-cursus")
def hide_module(work: Work) -> Answer:
    """Take a module out of the course."""
    return _set_in_course(work, False)


def _set_in_course(work: Work, shown: bool) -> Answer:
    done = actions.set_in_course(work.slug, shown)
    titles = {each.slug: each.title for each in authoring.works()}
    words = f"'{work.title}' staat nu {f'in de cursus, {work.comes(titles)}' if shown else 'niet meer in de cursus'}."
    if done:
        flash(words)
    else:
        flash("Dat kan niet: de cursus heeft minstens één gepubliceerde module nodig.", "warning")
    return redirect(url_for("modules.authoring.index"))
