"""The application: settings, database, sign-in, the guard on every route, the packages. Knows every package."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

from flask import Flask, abort, request, url_for
from flask_babel import Babel
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

import errors
import home
import settings
from demo.cli import demo_cli
from demo.load import accounts
from modules import routes as modules
from modules.books.queries import INDICATORS
from modules.cli import modules_cli
from modules.completion.queries import SCORED, SESSIONS, hours_asked
from modules.library.rendering import explanation_address
from modules.search import queries as search
from modules.search.rules import Found, Place
from observation import routes as observation
from observation.form import queries as form
from observation.intervisie import queries as intervisie
from observation.recordings.storage import UploadRequest
from observation.scoring import queries as scoring
from trainer import routes as trainer
from trainer.db import db, migrate
from trainer.groups.rules import GROUP_ROLE_LABELS
from trainer.people import queries as people
from trainer.people.cli import people_cli
from trainer.people.rules import ROLE_LABELS
from trainer.planning.cli import planning_cli
from trainer.planning.queries import HOURS_ASKED
from trainer.web import (
    FORWARDED,
    OneSerializer,
    SharedMacros,
    add_filters,
    csrf,
    guard,
    is_local,
    limiter,
    login_manager,
    today,
    with_headers,
)

PACKAGES = (trainer, modules, observation)
ONE_YEAR = 365 * 24 * 3600


class Site(Flask):
    """Flask as this site uses it."""

    request_class = UploadRequest

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return `func`. None is async, and finding that out for each one costs time at every request."""
        return func


def create_app(**overrides: Any) -> Flask:
    """Return the application; `overrides` are settings that go before the environment (tests)."""
    app = Site(__name__, static_folder=None, instance_path=overrides.pop("INSTANCE_PATH", None))
    settings.load(app, overrides)

    db.init_app(app)
    migrate.init_app(app, db)
    login_manager.init_app(app)
    login_manager.user_loader(people.by_session_id)
    Babel(app)
    app.session_interface = OneSerializer()

    app.register_blueprint(home.blueprint)
    for package in PACKAGES:
        app.register_blueprint(package.blueprint)
    for commands in (people_cli, planning_cli, modules_cli, demo_cli):
        app.cli.add_command(commands)
    errors.register(app)
    guard(app, _merged("RULES") | home.RULES, _merged("LOADERS"))
    # After the guard: a stranger is sent to sign in before a token is asked of them.
    csrf.init_app(app)
    limiter.init_app(app)
    # What counts for the course happens on the observation side too, and the two know nothing of each other.
    app.extensions |= {
        SESSIONS: intervisie.taken_part_in,
        SCORED: scoring.scored_in,
        "sessions_held": lambda group: intervisie.held_in_course(group, today()),
        "meetings_scored": scoring.scored_in_course,
        "more_places": _indicators,
        "warm_up": _warm_up,
    }
    app.extensions[INDICATORS] = form.themes
    # The people know their days, and the course what those have to come to.
    app.extensions[HOURS_ASKED] = hours_asked
    _add_template_globals(app)
    _keep_demo_at_home(app)
    _wrap(app)
    return app


def _warm_up(app: Flask) -> None:
    """Make the index for searching, so that nobody has to wait for it."""
    with app.test_request_context():
        search.index()


def _indicators() -> list[Place]:
    """Return the indicators of the form as places that can be found."""
    instrument = form.current()
    return [
        Place(
            Found.INDICATOR,
            item.text,
            "",
            f"{item.id}. {part.title}: {instrument.themes[item.theme].name}.",
            url_for("observation.form.show", _anchor=item.id),
        )
        for part in instrument.parts
        for item in part.items
    ]


def _merged(table: str) -> dict[str, Any]:
    return {name: rule for package in PACKAGES for name, rule in getattr(package, table).items()}


def _add_template_globals(app: Flask) -> None:
    # A database is a demo or not for as long as this process lives.
    demo = cache(people.demo_exists)

    theme = app.config["THEME_CSS"]
    app.config["THEME_TEXT"] = Path(theme).read_text() if theme else ""
    add_filters(app)
    folder = asset_folder(Path(app.root_path, "static"))
    # Filters, because Jinja works out a filter of a constant once, when it compiles the template.
    app.jinja_env.filters |= {"address": cache(url_for), "asset": lambda name: f"{folder}/{name}"}
    demo_people, demo_password = accounts()
    app.jinja_env.globals |= {
        "client_term": app.config["CLIENT_TERM"],
        # The form is of observation and its explanation of the course: they meet here.
        "explanation_address": explanation_address,
        "is_demo": demo,
        "demo_people": demo_people,
        "demo_password": demo_password,
        "navigation": lambda: home.navigation(current_user.role),
        "section_of": home.section_of,
        "role_labels": ROLE_LABELS,
        "group_role_labels": GROUP_ROLE_LABELS,
    }
    app.jinja_env.template_class = SharedMacros
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def asset_folder(static: Path) -> str:
    """Return where the files of `static` are on the site: elsewhere when any of them changed, for they are kept a year.

    Of all together, because a script that uses another one, or a style its font, names it without a version.
    """
    files = sorted(path for path in static.rglob("*") if path.is_file() and path.suffix != ".gz")
    version = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:10]
    return f"/static/{version}"


def _keep_demo_at_home(app: Flask) -> None:
    """Refuse to serve a database with demo people, whose passwords are public, to anyone but this machine."""

    @app.before_request
    def refuse_demo_elsewhere() -> None:
        forwarded = not FORWARDED.isdisjoint(request.environ)
        local = is_local(request.environ.get("REMOTE_ADDR"), forwarded)
        is_demo = cast(Callable[[], bool], app.jinja_env.globals["is_demo"])
        if not local and is_demo():
            abort(403, "De demo is alleen bereikbaar vanaf de computer waarop zij draait.")


def _wrap(app: Flask) -> None:
    """Put in front of the application: its static files, the headers of everything, and what proxies say."""
    files = Path(app.root_path, "static")
    static = WhiteNoise(app.wsgi_app, max_age=ONE_YEAR, allow_all_origins=False)
    static.add_files(str(files), prefix=asset_folder(files))
    app.wsgi_app = with_headers(static, https=app.config["SESSION_COOKIE_SECURE"])  # type: ignore[assignment, method-assign]
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies)  # type: ignore[method-assign]
