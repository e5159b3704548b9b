"""Screens of the guide to methods: find one, read it, lay two side by side."""

from flask import Blueprint, render_template, request

from modules.methods import queries, rules
from modules.methods.rules import CHOOSE_OTHER, DOMAINS, NO_DOMAIN, NO_DOMAIN_WORDS, TOPICS, Method

blueprint = Blueprint("methods", __name__)


@blueprint.get("/methoden")
def index() -> str:
    """List the methods, filtered by domain and words."""
    words, domain = request.args.get("zoek", "")[:100], request.args.get("domein", "")
    guide = queries.guide()
    return render_template(
        "modules/methods/index.html",
        methods=rules.chosen(guide.methods, words=words, domain=domain),
        total=len(guide.methods),
        mentioned=rules.named(guide.mentioned, words),
        words=words,
        domain=domain,
        domains=[*((each, each.capitalize()) for each in DOMAINS), (NO_DOMAIN, NO_DOMAIN_WORDS)],
    )


@blueprint.get("/methoden/<method_slug>")
def show(method: Method) -> str:
    """Show one method with all that its source says."""
    others = [each for each in queries.guide().methods if each.slug != method.slug]
    return render_template("modules/methods/show.html", method=method, others=others, topics=TOPICS)


@blueprint.get("/methoden/<method_slug>/naast")
def compare(method: Method) -> str:
    """Show two methods side by side; which other one is chosen on the page."""
    others = [each for each in queries.guide().methods if each.slug != method.slug]
    asked = request.args.get("ander")
    other = next((each for each in others if each.slug == asked), None)
    problem = CHOOSE_OTHER if asked is not None and other is None else ""
    return render_template("modules/methods/compare.html", method=method, other=other, others=others, problem=problem)
