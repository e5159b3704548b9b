"""What gunicorn does besides serving; it reads this file by its name."""

import gc
from threading import Timer
from typing import Any


def when_ready(server: Any) -> None:
    """Leave out of every later garbage collection what was loaded before the workers split off.

    Code, content and instruments stay for as long as the site runs. Looking at them again and again costs a lesson a
    fifth of its time, and gives each worker its own copy of memory that they could share.
    """
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Let each worker prepare for the first search when it serves already, and the first page is out of the door."""
    warm_up = getattr(worker.wsgi, "extensions", {}).get("warm_up")
    if warm_up:  # The bare pages that the benchmarks compare with have nothing to prepare.
        timer = Timer(1, warm_up, (worker.wsgi,))
        timer.name, timer.daemon = "warm-up", True
        timer.start()
