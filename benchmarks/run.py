"""Measure the site against the floor, in one run: `python -m benchmarks.run`, or `make bench`.

Every page is measured in turns with the floor (floor, page, floor, page …), so that what else the machine does hits
both. A ratio compares a page with the floor just before and just after it; the middle one of all turns counts.
"""

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import servers, site, weight
from benchmarks.load import Burst, Clients, Job
from benchmarks.servers import Server

SECONDS = 0.9
ROUNDS = 5
CROWDS = (1, 8)
LESSON, SCORING, SAVE = "Les", "Scoorpagina", "Eén antwoord opslaan"
