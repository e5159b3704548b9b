"""What every screen shares: the guard on all routes, Dutch dates and numbers, personal links, security headers."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from threading import Thread
from typing import Any, cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import (
    Blueprint,
    Flask,
    abort,
    copy_current_request_context,
    current_app,
    render_template,
    request,
    session,
    url_for,
)
from flask.sessions import SecureCookieSessionInterface
from flask_babel import format_date, format_datetime, format_decimal, to_user_timezone
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer
from jinja2 import Template
from jinja2.runtime import Context
from werkzeug.wrappers import Response

from trainer.db import now
from trainer.mail import mail_is_set, send_mail


class DecoratedLimiter(Limiter):
    """Limits of views only. The library looks for limits of the whole application at every request; there are none."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


class SignedOnce(CSRFProtect):
    """Protection against forged forms. A page holds the token of its session, which is signed once and not per page."""

    def init_app(self, app: Flask) -> None:
        """Protect `app`, and give its templates the token of the session."""
        super().init_app(app)
        # The library gives it to templates in both ways.
        app.jinja_env.globals["csrf_token"] = _csrf_token
        app.context_processor(lambda: {"csrf_token": _csrf_token})


def _csrf_token() -> str:
    raw = session.get("csrf_token")
    return _signed(raw, str(current_app.secret_key)) if raw else str(generate_csrf())


@lru_cache(maxsize=1024)
def _signed(raw: str, key: str) -> str:
    return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(raw))


csrf = SignedOnce()
limiter = DecoratedLimiter(get_remote_address)
login_manager = LoginManager()

Rule = Callable[..., bool]
Loader = Callable[[Any], object | None]
MAX_ID = 2**31 - 1

# What no answer may lack. Pages of signed-in people are not kept by caches.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

# A request with one of these headers came through another machine, whatever address it seems to come from.
FORWARDED = {"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA"}


class SharedMacros(Template):
    """A template that takes macros from another one as it is. Ours need nothing of the page that asks for them."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        return super()._get_default_module()


class OneSerializer(SecureCookieSessionInterface):
    """The session in a signed cookie; what reads and signs it is made once, because every page opens the session."""

    # SHA-256, and by itself: for a function around it Python signs in its own slow way.
    digest_method = staticmethod(hashlib.sha256)

    def __init__(self) -> None:
        self.get_signing_serializer = cache(super().get_signing_serializer)  # type: ignore[method-assign]


def public(*subjects: object) -> bool:
    """Allow everyone, signed in or not."""
    return True


def signed_in(person: object, *subjects: object) -> bool:
    """Allow everyone who signed in."""
    return True


def guard(app: Flask, rules: Mapping[str, Rule], loaders: Mapping[str, Loader]) -> None:
    """Put every route behind its rule.

    `rules` names a predicate per endpoint; an endpoint without one is a fault in the code. `loaders` names, per
    `…_id` or `…_slug` in an address, the function that finds what it stands for. A view receives what was found
    (`meeting_id` becomes `meeting`), never an id it could forget to check.
    """

    @app.url_value_preprocessor
    def open_door(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if endpoint is None or values is None:
            return
        rule = rules[endpoint]
        if rule is public:
            return
        if not current_user.is_authenticated:
            abort(401)
        subjects = _load(values, loaders)
        if not rule(current_user, *subjects):
            # What someone may not see does not exist for them.
            abort(404 if subjects else 403)


def _load(values: dict[str, Any], loaders: Mapping[str, Loader]) -> list[object]:
    subjects = []
    for name in [name for name in values if name in loaders]:
        value = values.pop(name)
        # No database holds a larger number; asked for one, it answers with a fault.
        subject = None if isinstance(value, int) and value > MAX_ID else loaders[name](value)
        if subject is None:
            abort(404)
        values[name.rpartition("_")[0]] = subject
        subjects.append(subject)
    return subjects


def with_headers(site: WSGIApplication, https: bool) -> WSGIApplication:
    """Return `site` with the security headers on everything that goes out, where an answer has no other of its own."""
    headers = list((HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if https else {})).items())

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, own: list[tuple[str, str]], *fault: Any) -> Callable[[bytes], object]:
            names = {name for name, _ in own}
            return start_response(status, own + [each for each in headers if each[0] not in names], *fault)

        return site(environ, start)

    return answer


def is_local(remote: str | None, forwarded: bool) -> bool:
    """Return whether a request comes straight from this machine."""
    return not forwarded and remote in ("127.0.0.1", "::1")


def today() -> date:
    """Return the day that it is in the Netherlands."""
    return dutch_day(now())


def dutch_time() -> datetime:
    """Return what the clock in the Netherlands says now, without a time zone."""
    return cast(datetime, to_user_timezone(now())).replace(tzinfo=None)


def dutch_day(moment: datetime) -> date:
    """Return the day that it was in the Netherlands at this moment."""
    return cast(datetime, to_user_timezone(moment)).date()


def wants_json() -> bool:
    """Return whether the page's script asks, not the browser's own form."""
    return request.headers.get("X-Requested-With") == "fetch"


def long_date(value: date | datetime | None) -> str:
    """Return `22 november 2026`, or an empty string for None."""
    if value is None:
        return ""
    return str(format_date(value, "d MMMM yyyy"))


def weekday_date(value: date | None) -> str:
    """Return `zondag 22 november 2026`, or an empty string for None."""
    return "" if value is None else str(format_date(value, "EEEE d MMMM yyyy"))


def date_and_time(value: datetime | None) -> str:
    """Return `22 november 2026, 14.30 uur` in Dutch time, or an empty string for None."""
    return "" if value is None else str(format_datetime(value, "d MMMM yyyy, HH.mm 'uur'"))


def number(value: float) -> str:
    """Return a number with a decimal comma and at most one decimal."""
    return str(format_decimal(value, "#,##0.#"))


def clock(seconds: float) -> str:
    """Return a place in a recording as `3:07` or `1:03:07`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def counted(count: int, one: str, many: str) -> str:
    """Return `1 les` or `3 lessen`."""
    return f"{count} {one if count == 1 else many}"


def add_filters(app: Flask) -> None:
    """Give the templates the Dutch way of writing."""
    app.jinja_env.filters |= {
        "long_date": long_date,
        "weekday_date": weekday_date,
        "date_and_time": date_and_time,
        "number": number,
        "clock": clock,
        "counted": counted,
    }


def csv_file(name: str, rows: Iterable[Sequence[str]]) -> Response:
    """Return rows as a file that a Dutch spreadsheet opens; no text in it is taken for a formula."""
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([_no_formula(cell) for cell in row] for row in rows)
    # The mark at the start tells Excel that this is UTF-8.
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response("\ufeff" + file.getvalue(), mimetype="text/csv", headers=headers)


def _no_formula(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def show_link_once(person_id: int, name: str, email: str, token: str, until: datetime) -> None:
    """Keep a personal link for the next page, the only time that it is shown, and mail it when that is possible."""
    session["fresh_link"] = {"person": person_id, **fresh_link(name, email, token, until)}


def fresh_link(name: str, email: str, token: str, until: datetime) -> dict[str, object]:
    """Mail someone their personal link when that is possible, and return what the next page shows of it."""
    mailed = mail_link(name, email, token, until) if mail_is_set() else None
    return {"name": name, "url": _link(token), "mailed": mailed, "until": date_and_time(until)}


def mail_link(name: str, email: str, token: str, until: datetime) -> bool:
    """Mail someone their personal link and until when it works; return whether the mail server took it."""
    text = render_template("trainer/people/link_mail.txt", name=name, link=_link(token), until=until)
    return send_mail(email, "Je persoonlijke link voor Krachtspiegel", text)


def _link(token: str) -> str:
    return public_address("trainer.people.welcome", token=token)


# The name of a thread that goes on when the page was answered.
AFTER_THE_ANSWER = "after the answer"


def after_the_answer(act: Callable[[str], None], given: str) -> None:
    """Do something while the page is answered already, so that nobody can tell from the time what was done."""

    @copy_current_request_context
    def run() -> None:
        try:
            act(given)
        except Exception as error:
            current_app.logger.error("%s: %s", act.__name__, type(error).__name__)

    Thread(target=run, name=AFTER_THE_ANSWER).start()


def public_address(endpoint: str, **values: Any) -> str:
    """Return a whole address that stays right when it is read elsewhere: below SITE_URL when that is set."""
    site = current_app.config["SITE_URL"].rstrip("/")
    return site + url_for(endpoint, **values) if site else url_for(endpoint, **values, _external=True)


def nest(parent: Blueprint, *children: Blueprint) -> Blueprint:
    """Return `parent` with its nouns' blueprints registered in it."""
    for child in children:
        parent.register_blueprint(child)
    return parent
