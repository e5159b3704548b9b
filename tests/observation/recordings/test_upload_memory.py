"""A long recording does not fit in the memory of a small server: what is uploaded goes straight to the disk."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SIZE = 60 * 1024 * 1024
PROJECT = Path(__file__).parent.parent.parent.parent


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in another unit elsewhere")
def test_an_upload_of_60_mb_takes_less_than_20_mb_of_memory_and_leaves_nothing(tmp_path):
    command = [sys.executable, "-m", "tests.observation.recordings.upload_process", str(SIZE), str(tmp_path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)

    assert (found["status"], found["received"], found["left"]) == (422, SIZE, [])
    assert found["grown_kb"] < 20 * 1024
