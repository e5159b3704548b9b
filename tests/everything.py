"""The whole suite, on SQLite and again on PostgreSQL: `python -m tests.everything`.

Three parts run beside each other, and whoever is done takes the next one: a browser waits as often as it works.
Where Chromium is absent and cannot be installed, the browser tests are skipped and counted, unless BROWSER=required.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from subprocess import PIPE, STDOUT

# The first is the same Chromium without a window to draw: it takes half the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
NAMES = {
    "axe": "Toegankelijkheid",
    "browser and not axe": "In de browser",
    "browser and not axe and not looks": "In de browser, zonder wat alleen vorm is",
    "not browser": "Zonder browser",
}
# The long ones first.
PARTS = (
    ("browser and not axe", "sqlite"),
    ("not browser", "postgresql"),
    ("axe", "sqlite"),
    ("not browser", "sqlite"),
    # How a page looks was measured on SQLite, and is the same here.
    ("browser and not axe and not looks", "postgresql"),
    ("axe", "postgresql"),
)
LANES = 3


def chromium() -> str | None:
    """Return where Chromium is, or None."""
    return os.environ.get("CHROMIUM") or next((path for path in map(shutil.which, BROWSERS) if path), None)


def _installed() -> str | None:
    """Return where Chromium is, installed now when that is possible, or None."""
    if chromium() is None and shutil.which("apt-get") and os.geteuid() == 0:
        print("Chromium wordt geïnstalleerd …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
        subprocess.run(["apt-get", "update"], **quiet)
        for package in BROWSERS[:2]:
            if chromium() is None:
                subprocess.run(["apt-get", "install", "-y", package], **quiet)
    return chromium()


def main() -> int:
    """Run everything; return 0 when all passed on both databases."""
    browser = _installed()
    if browser is None and os.environ.get("BROWSER") == "required":
        print("GEEN CHROMIUM: de browsertests zijn verplicht (BROWSER=required) en kunnen niet draaien.")
        return 1
    if browser is None:
        print("\n" + "!" * 80 + "\n!! GEEN CHROMIUM GEVONDEN: de browsertests worden overgeslagen.\n" + "!" * 80 + "\n")
    with ThreadPoolExecutor(LANES) as lanes:
        failed = any([*lanes.map(lambda part: _run(*part, browser or ""), PARTS)])
    if browser is None:
        _count_skipped()
    return 1 if failed else 0


def _run(kind: str, database: str, browser: str) -> bool:
    """Run the tests of one kind on one database; return whether any failed. What they say comes out as they end."""
    environment = os.environ | {"TEST_DATABASE": database, "CHROMIUM": browser}
    command = [sys.executable, "-m", "pytest", "-m", kind, *sys.argv[1:]]
    began = time.monotonic()
    ended = subprocess.run(command, env=environment, check=False, text=True, stdout=PIPE, stderr=STDOUT)
    seconds = time.monotonic() - began
    print(f"\n── {NAMES[kind]} op {database}, {seconds:.0f} seconden ──\n{ended.stdout}", flush=True)
    # With these arguments there may be no test of this kind (5).
    return ended.returncode not in (0, 5)


def _count_skipped() -> None:
    command = [sys.executable, "-m", "pytest", "-m", "browser", "--collect-only", "-q"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    number = sum("::" in line for line in listed.splitlines())
    print(f"\n!! {number} BROWSERTESTS OVERGESLAGEN (op elke database): Chromium ontbreekt.")


if __name__ == "__main__":
    sys.exit(main())
