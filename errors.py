"""What a visitor sees when something goes wrong: a Dutch sentence, what to do now, and what they had typed."""

from flask import Flask, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError
from werkzeug.exceptions import BadRequest, Conflict, HTTPException

from trainer.db import db
from trainer.web import wants_json

SENTENCES = {
    400: (
        "Dit konden we niet verwerken",
        "Er klopte iets niet aan wat je browser stuurde. Ga terug en probeer het nog een keer.",
    ),
    401: ("Log eerst in", "Je bent uitgelogd, of je was nog niet ingelogd."),
    403: (
        "Hier kun je niet bij",
        "Deze pagina hoort niet bij jouw rol. Denk je van wel? Vraag het je trainer of de beheerder.",
    ),
    404: ("Deze pagina is er niet", "De pagina bestaat niet, of hij is niet van jou of je groep."),
    405: ("Zo werkt deze pagina niet", "Ga terug en gebruik de knoppen op de pagina."),
    409: (
        "Dit is intussen veranderd",
        "Iemand anders, of jij in een ander venster, was net iets eerder. Open de pagina opnieuw.",
    ),
    413: (
        "Dit is te groot",
        "Wat je stuurde is groter dan we kunnen aannemen. Maak het kleiner en probeer het opnieuw.",
    ),
    429: ("Even wachten", "Je probeerde dit te vaak achter elkaar. Wacht een minuut en probeer het opnieuw."),
    500: (
        "Er ging iets mis bij ons",
        "Het ligt niet aan jou. Wat al opgeslagen was, is bewaard. Probeer het over een minuut opnieuw.",
    ),
}
# Never sent back to the browser.
SECRET_FIELDS = ("csrf_token", "password", "repeat", "current", "proof")
Answer = Response | tuple[Response | str, int]


def register(app: Flask) -> None:
    """Let the application answer errors with these pages."""
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(401, not_signed_in)
    app.register_error_handler(HTTPException, explain)
    app.register_error_handler(IntegrityError, overtaken)
    app.register_error_handler(DataError, unstorable)
    app.register_error_handler(Exception, fault)


def explain(error: HTTPException) -> Answer:
    """Answer an HTTP error with its Dutch sentence; redirects pass."""
    code = error.code or 500
    if code < 400 or code == 416:
        # A redirect, or a range outside the recording, whose answer tells the player how long it is.
        return error.get_response()  # type: ignore[return-value]
    title, sentence = SENTENCES.get(code, SENTENCES[400 if code < 500 else 500])
    if code == 403 and isinstance(error.description, str) and error.description.startswith("De demo"):
        sentence = error.description
    if wants_json():
        return jsonify(error=f"{title}. {sentence}"), code
    return _page(title, sentence), code


def _page(title: str, sentence: str) -> str:
    try:
        return render_template("errors/error.html", title=title, sentence=sentence)
    except Exception:
        # The database is away, or the address is not ours: a page that asks neither who you are nor where this is.
        return current_app.jinja_env.get_template("errors/bare.html").render(title=title, sentence=sentence)


def not_signed_in(error: HTTPException) -> Answer:
    """Send a reader to sign in; a writer keeps what they typed."""
    if wants_json():
        return jsonify(error="Je bent uitgelogd. Log in een nieuw tabblad in; wat je hier invulde blijft staan."), 401
    # An upload has nothing typed in it, and reading it would let a stranger fill the disk.
    if request.method in ("GET", "HEAD") or request.mimetype == "multipart/form-data":
        return redirect(url_for("trainer.people.sign_in", next=request.full_path.rstrip("?")))  # type: ignore[return-value]
    return _resend(401)


def expired(error: CSRFError) -> Answer:
    """Answer a form whose token has expired: what was typed can be sent again with one button."""
    if wants_json():
        return jsonify(error="De pagina stond te lang open. Ververs haar; wat je hier invulde blijft bewaard."), 400
    return _resend(400)


def _resend(code: int) -> Answer:
    """Offer to send again what was typed. What another site made a browser send was typed by nobody: no button."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return explain(BadRequest())
    page = render_template("errors/resend.html", fields=_typed(), signed_in=current_user.is_authenticated)
    return page, code


def overtaken(error: IntegrityError) -> Answer:
    """Answer a write that another one made impossible just before."""
    db.session.rollback()
    return explain(Conflict())


def unstorable(error: DataError) -> Answer:
    """Answer a text with signs that no database keeps, such as a NUL."""
    db.session.rollback()
    return explain(BadRequest())


def fault(error: Exception) -> Answer:
    """Answer a fault of ours; the log says where it happened, without what people typed."""
    from_app = [frame for frame in _frames(error) if "site-packages" not in frame]
    request_line = f"{request.method} {request.endpoint}"
    current_app.logger.error("%s: %s bij %s", request_line, type(error).__name__, " < ".join(reversed(from_app[-4:])))
    db.session.rollback()
    return explain(HTTPException())


def _typed() -> list[tuple[str, str]]:
    """Return what was typed, without secrets; files cannot be sent again."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in SECRET_FIELDS]


def _frames(error: Exception) -> list[str]:
    frames, trace = [], error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames
