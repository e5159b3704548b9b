"""A course group with an intervisie group in it."""

import pytest

from trainer.groups import actions, queries
from trainer.groups.rules import GroupRole


@pytest.fixture
def course(trainer):
    """A course group of the trainer."""
    return actions.add_course_group(trainer, "Training najaar")


@pytest.fixture
def small(course):
    """An intervisie group in it."""
    return actions.add_intervisie_group(course, "Intervisie Noord")


@pytest.fixture
def joined(course, small, participant):
    """The cursist's membership of both; returns the one of the intervisie group."""
    for group in (course, small):
        assert actions.add_member(group, participant, GroupRole.PARTICIPANT) is None
    return queries.membership(participant, small)
