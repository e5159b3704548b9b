"""Screens of the journal: write, find, share, take back, answer, print, take along."""

from secrets import token_hex
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from modules.journal import actions, queries, rules
from modules.journal.forms import EntryForm, MessageForm, SearchForm, ShareForm
from modules.journal.models import JournalEntry, JournalShare
from modules.journal.rules import Piece, Saved
from modules.library import queries as library
from trainer.text_rules import listed
from trainer.web import today, wants_json

blueprint = Blueprint("journal", __name__)
Page = str | Response | tuple[str | Response, int]
# The same for a piece that was deleted, one of someone else and one that never was: nothing is given away.
GONE = "Is het van jou? Dan is het verwijderd. Het komt niet terug."
NOT_SHARED = "Het is niet meer met je gedeeld, of het is verwijderd."


@blueprint.errorhandler(404)
def gone(error: NotFound) -> Page:
    """Say that a piece is not there, with a way back: who goes back after deleting lands here."""
    reads = request.endpoint in ("modules.journal.read", "modules.journal.answer", "modules.journal.settle")
    sentence = NOT_SHARED if reads else GONE
    if wants_json():
        return jsonify(error=f"Dit stuk is er niet. {sentence}"), 404
    return render_template("modules/journal/gone.html", sentence=sentence, reads=reads), 404


@blueprint.route("/logboek", methods=["GET", "POST"])
def index() -> Page:
    """Show someone's own pieces: all, those of one module, or those with the words that were posted."""
    written, form = queries.module_slugs(current_user), SearchForm()
    form.offer([(each.slug, each.title) for each in library.course().modules if each.slug in written])
    if request.method == "GET" and request.args.get("module") in written:
        form.module.data = request.args["module"]
    right = request.method == "GET" or form.validate()
    module, words = (form.module.data or "", form.words.data or "") if right else ("", "")
    page = render_template(
        "modules/journal/index.html",
        form=form,
        entries=queries.own(current_user, module, words),
        is_filtered=bool(module or words),
        total=len(queries.own(current_user)),
        shares=queries.open_shares(current_user),
        unread=queries.unread_answers(current_user),
        topic_of=_topic_of,
    )
    return page, 200 if right else 422


def _topic_of(entry: JournalEntry) -> str:
    return rules.topic_name(library.course(), queries.piece(entry).topic)


@blueprint.route("/logboek/nieuw", methods=["GET", "POST"])
def create() -> Page:
    """Write a new piece, about a lesson when the address names one. Nothing is kept before something is written."""
    question = request.args.get("vraag", "")
    number = int(question) if question.isdecimal() and len(question) < 4 else 0
    start = rules.asked(library.course(), request.args.get("les", ""), number, today())
    form = _entry_form(start.topic)
    if request.method == "GET":
        form.show(start, 0)
        form.draft_key.data = token_hex(16)
        return _write(form, None, begun=queries.begun_from(current_user, start))
    if form.validate():
        return _kept(form, actions.begin(current_user, form.draft_key.data, form.piece, form.seen_revision))
    return _write(form, None)


@blueprint.route("/logboek/<int:entry_id>/wijzigen", methods=["GET", "POST"])
def edit(entry: JournalEntry) -> Page:
    """Change a piece."""
    stored = queries.piece(entry)
    form = _entry_form(stored.topic)
    if request.method == "GET":
        form.show(stored, entry.revision)
        form.draft_key.data = entry.draft_key
    elif form.validate():
        return _kept(form, actions.save(entry, form.piece, form.seen_revision) or abort(404))
    return _write(form, entry)


def _entry_form(topic: str) -> EntryForm:
    return EntryForm(rules.topics(library.course(), topic), today())


def _kept(form: EntryForm, saved: Saved) -> Page:
    """Answer a save: to the page's script as data, to the browser as a page."""
    if wants_json():
        return _told(form, saved), 409 if saved.conflict else 200
    if saved.conflict:
        # Under this revision the writer, who now reads both, can save what they typed.
        form.revision.data = str(saved.revision)
        return _write(form, queries.find_entry(saved.entry_id), saved.stored)
    flash("Je stuk is opgeslagen.")
    return redirect(url_for("modules.journal.show", entry_id=saved.entry_id))


def _told(form: EntryForm, saved: Saved) -> Response:
    stored = saved.stored
    return jsonify(
        revision=saved.revision,
        address=url_for("modules.journal.edit", entry_id=saved.entry_id),
        hints=rules.hints(form.heading.data, form.text.data),
        stored={
            "written_on": stored.written_on.isoformat(),
            "heading": stored.heading,
            "topic": stored.topic,
            "text": stored.text,
        },
    )


def _write(
    form: EntryForm, entry: JournalEntry | None, stored: Piece | None = None, begun: JournalEntry | None = None
) -> Page:
    if wants_json():
        return jsonify(error=next(iter(form.errors.values()))[0]), 422
    page = render_template(
        "modules/journal/write.html",
        form=form,
        entry=entry,
        stored=stored,
        begun=begun,
        shared=queries.open_share(entry.id) if entry else None,
        hints=rules.hints(form.heading.data or "", form.text.data or ""),
    )
    return page, 409 if stored else 422 if form.errors else 200


@blueprint.get("/logboek/<int:entry_id>")
def show(entry: JournalEntry) -> Page:
    """Show a piece to its writer, with whom it is shared and what was answered."""
    return _show(entry)


def _show(
    entry: JournalEntry, message: MessageForm | None = None, choice: ShareForm | None = None, code: int = 200
) -> Page:
    threads = queries.threads_of(entry)
    standing = next((each for each in threads if each.share.taken_back_at is None), None)
    page = render_template(
        "modules/journal/show.html",
        entry=entry,
        topic=_topic_of(entry),
        threads=threads,
        standing=standing,
        trainers=_names(standing.share) if standing else "",
        message=message or _reply_form(formdata=None),
        choice=choice or _share_form(formdata=None),
        hints=rules.hints(entry.heading, entry.text),
        untrained=[group.name for group, people in queries.possible_groups(current_user) if not people],
        no_group=rules.NO_GROUP,
    )
    for each in threads:
        last = each.messages[-1].id if each.messages else 0
        if last > each.last_seen:
            actions.mark_read(current_user, each.share, last, entry.revision)
    return page, code


def _names(share: JournalShare) -> str:
    return listed([person.name for person in queries.trainers(share.group)])


def _share_form(**kwargs: Any) -> ShareForm:
    form = ShareForm(**kwargs)
    found = [(group, people) for group, people in queries.possible_groups(current_user) if people]
    form.offer([(group.id, f"{listed([each.name for each in people])} van {group.name}") for group, people in found])
    return form


@blueprint.post("/logboek/<int:entry_id>/verwijderen")
def remove(entry: JournalEntry) -> Response:
    """Destroy a piece."""
    actions.remove(entry)
    flash("Het stuk is verwijderd, met alles wat erbij stond.")
    return redirect(url_for("modules.journal.index"))


@blueprint.post("/logboek/<int:entry_id>/delen")
def share(entry: JournalEntry) -> Page:
    """Share a piece with the trainers of one course group."""
    form = _share_form()
    if not form.validate():
        return _show(entry, choice=form, code=422)
    group = next(each for each, _ in queries.possible_groups(current_user) if str(each.id) == form.group.data)
    if problem := actions.share(current_user, entry, group):
        form.group.errors = [problem]
        return _show(entry, choice=form, code=409)
    flash("Je stuk is gedeeld. Je kunt dit terugnemen wanneer je wilt.")
    return redirect(_to(entry) + "#delen")


@blueprint.post("/logboek/<int:entry_id>/terugnemen")
def take_back(entry: JournalEntry) -> Response:
    """Close a piece again for everyone but its writer."""
    actions.take_back(entry)
    flash("Dit stuk is weer alleen van jou. Wat al gelezen is, is gelezen.")
    return redirect(_to(entry) + "#delen")


@blueprint.post("/logboek/<int:entry_id>/reactie")
def reply(entry: JournalEntry) -> Page:
    """Say something to an answer."""
    form, standing = _reply_form(), queries.open_share(entry.id)
    if not form.validate():
        return _show(entry, message=form, code=422)
    if standing is None or not actions.reply(current_user, standing, form.text.data):
        form.text.errors = ["Dit stuk is niet meer gedeeld. Deel het opnieuw om te reageren."]
        return _show(entry, message=form, code=409)
    flash("Je reactie is verstuurd.")
    return redirect(_to(entry) + "#gesprek")


def _reply_form(**kwargs: Any) -> MessageForm:
    form = MessageForm(**kwargs)
    form.text.label.text = "Je reactie"
    return form


def _to(entry: JournalEntry) -> str:
    return url_for("modules.journal.show", entry_id=entry.id)


# ── Take along ────────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.get("/logboek/afdrukken")
def printed() -> Page:
    """Show all own pieces on plain paper, or one with `?stuk=`."""
    chosen = request.args.get("stuk", "")
    entries = [each for each in queries.own(current_user) if not chosen or str(each.id) == chosen]
    return render_template("modules/journal/printed.html", entries=entries, **_all_about())


@blueprint.get("/logboek/download")
def export() -> Response:
    """Send all own pieces as one text that every device opens."""
    text = render_template("modules/journal/export.txt", entries=queries.own(current_user), **_all_about())
    response = Response(text, mimetype="text/plain")
    response.headers["Content-Disposition"] = f'attachment; filename="logboek-{today().isoformat()}.txt"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _all_about() -> dict[str, Any]:
    return {"threads": queries.all_threads(current_user), "topic_of": _topic_of, "today": today()}


# ── The trainer ───────────────────────────────────────────────────────────────────────────────────────────────────


@blueprint.get("/logboek/gedeeld")
def shared() -> Page:
    """Show what cursisten share with a trainer, the longest waiting first."""
    return render_template("modules/journal/shared.html", threads=queries.shared_with(current_user), topic_of=_topic_of)


@blueprint.get("/logboek/gedeeld/<int:share_id>")
def read(share: JournalShare) -> Page:
    """Show a shared piece to a trainer, as it is now."""
    return _read(share, MessageForm(formdata=None))


def _read(share: JournalShare, form: MessageForm) -> Page:
    thread = queries.thread(share, current_user)
    if thread.messages and not thread.waiting_since:
        form.text.label.text = "Nog iets zeggen"
    page = render_template(
        "modules/journal/read.html",
        share=share,
        entry=share.entry,
        thread=thread,
        topic=_topic_of(share.entry),
        trainers=_names(share),
        message=form,
    )
    last = thread.messages[-1].id if thread.messages else 0
    if thread.seen is None or last > thread.last_seen or thread.is_changed:
        actions.mark_read(current_user, share, last, share.entry.revision)
    return page, 422 if form.errors else 200


@blueprint.post("/logboek/gedeeld/<int:share_id>/antwoord")
def answer(share: JournalShare) -> Page:
    """Send an answer; when the writer took the piece back meanwhile, what was typed is shown and nothing else."""
    form = MessageForm()
    right = form.validate()
    if share.taken_back_at is not None:
        return _closed(form)
    if not right:
        return _read(share, form)
    if not actions.answer(current_user, share, form.text.data):
        return _closed(form)
    flash("Je antwoord is verstuurd.")
    return redirect(url_for("modules.journal.read", share_id=share.id) + "#gesprek")


def _closed(form: MessageForm) -> Page:
    return render_template("modules/journal/closed.html", message=form), 409


@blueprint.post("/logboek/gedeeld/<int:share_id>/klaar")
def settle(share: JournalShare) -> Response:
    """Say that what was written back needs no answer."""
    actions.settle(share)
    flash("Goed. Dit stuk wacht niet meer op antwoord.")
    return redirect(url_for("modules.journal.shared"))
