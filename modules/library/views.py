"""The drawings in lessons."""

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response

from modules.library import queries
from modules.library.lesson_rules import MIMETYPES
from modules.library.rules import Module

blueprint = Blueprint("library", __name__)

ONE_DAY = 24 * 3600


@blueprint.get("/cursus/<module_slug>/figuren/<name>")
def figure(module: Module, name: str) -> Response:
    """Send one drawing of a module."""
    path = queries.figure_path(module, name)
    if path is None:
        abort(404)
    response = send_file(path, mimetype=MIMETYPES[path.suffix], max_age=ONE_DAY)
    response.cache_control.public, response.cache_control.private = False, True
    if path.suffix == ".svg":
        # Opened by itself, a drawing can run nothing and load nothing.
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
