"""The observatieformulier to read, with our explanation of the answers."""

from flask import Blueprint, render_template

from observation.form import queries

blueprint = Blueprint("form", __name__)


@blueprint.get("/observatieformulier")
def show() -> str:
    """Show the whole form, empty: to read, to print, or to look up an indicator."""
    return render_template("observation/form/show.html", instrument=queries.current())
