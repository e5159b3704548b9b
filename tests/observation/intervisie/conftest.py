"""Members of the intervisie group who may talk about the first overleg."""

import pytest

from tests.observation.conftest import submitted


@pytest.fixture
def scored(world):
    """Let the members who talk have submitted their own form of the first overleg; Cem has not."""
    for person in (world.ann, world.bas):
        submitted(world.meeting, person)
