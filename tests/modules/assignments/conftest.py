"""A course group with a trainer and a cursist, and assignments in it."""

from collections.abc import Callable
from typing import Any

import pytest

from modules.assignments import actions, queries
from modules.assignments.models import Version
from modules.assignments.rules import Given, Side
from trainer.db import db
from trainer.groups.models import Group, Membership

ANSWER_TEXT = "Ik hoor de cliënt goed."


def page_of(version: Version) -> str:
    """Return the address of a version."""
    return f"/opdrachten/versies/{version.id}"


def put(client: Any, version: Version, key: str, text: str, revision: int = 0) -> Any:
    """Save one field as its page does."""
    return client.post(f"{page_of(version)}/velden/{key}", json={"text": text, "revision": revision})


def newest(person: Any) -> Version:
    """Return the newest version of what someone began last."""
    return queries.own(person)[0].version


@pytest.fixture
def join(app: Any) -> Callable[..., None]:
    """Return a function that puts someone in a group."""

    def put(person: Any, group: Group, role: str = "participant") -> None:
        db.session.add(Membership(person_id=person.id, group_id=group.id, role=role))
        db.session.commit()

    return put


@pytest.fixture
def course(trainer: Any, participant: Any, join: Callable[..., None]) -> Group:
    """Return the course group of the trainer and the cursist."""
    group = Group(name="Training najaar", kind="course")
    db.session.add(group)
    db.session.commit()
    join(trainer, group, "trainer")
    join(participant, group)
    return group


@pytest.fixture
def begin(participant: Any) -> Callable[..., Version]:
    """Return a function that begins an assignment and returns its first version."""

    def start(kind: str, group: Group | None, number: str = "C7", person: Any = None) -> Version:
        shelf = queries.shelf()
        form = shelf.forms[kind]
        form = form.with_rows(shelf.row_sets[0]) if form.asks_for_rows else form
        return queries.versions(actions.start(person or participant, form, number, group))[0]

    return start


@pytest.fixture
def write(participant: Any) -> Callable[..., None]:
    """Return a function that fills in a field as its cursist."""

    def put(version: Version, key: str, text: str) -> None:
        stands = queries.given(version, Side.OWN).get(key, Given())
        saved = actions.save(participant, version, Side.OWN, key, text, stands.revision)
        assert not saved.problem and not saved.conflict

    return put


@pytest.fixture
def drafted(trainer: Any) -> Callable[..., None]:
    """Return a function that drafts a complete answer."""

    def draft(version: Version, verdict: str, **texts: str) -> None:
        fields = {f"criterium.{each.id}": "seen" for each in queries.form_of(version).criteria}
        for key, text in (fields | {"algemeen": ANSWER_TEXT, "oordeel": verdict} | texts).items():
            assert not actions.save(trainer, version, Side.ANSWER, key, text, 0).problem

    return draft


@pytest.fixture
def answered(trainer: Any, drafted: Callable[..., None]) -> Callable[..., None]:
    """Return a function that sends a complete answer."""

    def answer(version: Version, verdict: str, **texts: str) -> None:
        drafted(version, verdict, **texts)
        assert actions.send_answer(trainer, version, queries.revision_sum(version, Side.ANSWER)) == []

    return answer
