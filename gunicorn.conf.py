"""What gunicorn does besides serving; it reads this file by its name."""

import gc
from typing import Any


def when_ready(server: Any) -> None:
    """Leave out of every later garbage collection what was loaded before the workers split off.

    Code, content and instruments stay for as long as the site runs. Looking at them again and again costs a lesson a
    fifth of its time, and gives each worker its own copy of memory that they could share.
    """
    gc.collect()
    gc.freeze()
