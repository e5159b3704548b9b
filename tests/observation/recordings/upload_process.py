"""Upload noise of a size to an application of its own, and print as JSON what that took.

Runs as a process of its own (`python -m tests.observation.recordings.upload_process BYTES FOLDER`), because what the
process of the tests took before hides what one upload takes.
"""

import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask, request

from app import create_app
from observation.meetings.models import Attendee, Meeting, Trajectory
from observation.recordings import actions as recordings
from observation.recordings.rules import Decision, Purpose
from trainer.db import db
from trainer.groups.models import Group, Membership
from trainer.people.models import Person

DAY = (
    b'--grens\r\nContent-Disposition: form-data; name="keep_until"\r\n\r\n'
    + str(datetime.now(UTC).date()).encode()
    + b"\r\n"
)
HEAD = DAY + b'--grens\r\nContent-Disposition: form-data; name="file"; filename="x.mp4"\r\n\r\n'
TAIL = b"\r\n--grens--\r\n"
ENDPOINT = "observation.recordings.upload"


class Noise:
    """The body of a request, made while it is read: a stand-in for the network."""

    def __init__(self, size: int) -> None:
        self.head, self.left, self.tail = HEAD, size, TAIL
        self.block = os.urandom(1 << 20)

    def read(self, wanted: int = -1) -> bytes:
        """Return the next bytes."""
        wanted = min(1 << 16, wanted) if wanted >= 0 else 1 << 16
        if self.head:
            taken, self.head = self.head[:wanted], self.head[wanted:]
        elif self.left:
            taken = self.block[self.left % 997 :][: min(wanted, self.left)]
            self.left -= len(taken)
        else:
            taken, self.tail = self.tail[:wanted], self.tail[wanted:]
        return taken


def prepare(instance: str) -> tuple[Flask, Any, list[int]]:
    """Return an application with one overleg, who owns it, and a list of the sizes that came in."""
    app = create_app(
        INSTANCE_PATH=instance, DATABASE_URL="", TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False
    )
    app.jinja_env.globals["is_demo"] = lambda: False
    received, view = [], app.view_functions[ENDPOINT]

    def look(**values: Any) -> Any:
        page = view(**values)
        received.append(request.files["file"].stream.seek(0, os.SEEK_END))
        return page

    app.view_functions[ENDPOINT] = look
    with app.app_context():
        db.create_all()
        person = Person(name="Ann", email="ann@test.example", role="participant")
        course = Group(name="Cursus", kind="course")
        trajectory = Trajectory(client_number="C7", owner=person, course_group=course)
        db.session.add(Membership(person=person, group=course, role="participant"))
        meeting = Meeting(trajectory=trajectory, number=1, held_on=date(2026, 3, 2))
        client_present = Attendee(meeting=meeting, function="Cliënt", domain="geen", present_as="client")
        db.session.add(client_present)
        db.session.commit()
        recordings.decide(person, client_present, {Purpose.SCORING: Decision.GIVEN}, meeting.held_on, "signed")
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = person.get_id(), True
    return app, client, received


def send(client: Any, size: int) -> int:
    """Upload `size` bytes of noise; return the status."""
    body = {
        "wsgi.input": Noise(size),
        "CONTENT_TYPE": "multipart/form-data; boundary=grens",
        "CONTENT_LENGTH": str(len(HEAD) + size + len(TAIL)),
    }
    return client.post("/overleggen/1/uploaden", environ_overrides=body).status_code


def main(size: int, instance: str) -> dict[str, object]:
    """Upload a little, to load what is needed, and then the whole size; return what the latter took."""
    app, client, received = prepare(instance)
    send(client, 1 << 20)
    before = memory("VmRSS")
    # The peak counts from now on.
    Path("/proc/self/clear_refs").write_text("5")
    status = send(client, size)
    left = [each.name for each in Path(app.config["RECORDINGS_DIR"]).glob("*")]
    return {"status": status, "received": received[-1], "grown_kb": memory("VmHWM") - before, "left": left}


def memory(field: str) -> int:
    """Return what the kernel counts for this process, in kB: VmRSS is now, VmHWM the peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2])))
