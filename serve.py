"""Start the site: bring the database up to date, fill an empty one, and hand over to gunicorn. Called by `make run`."""

import ctypes
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from flask_migrate import upgrade
from gunicorn.app.wsgiapp import run as gunicorn
from whitenoise.compress import main as compress

from app import create_app
from demo.load import accounts, load
from observation.form import actions as form_actions
from observation.form import queries as form
from observation.recordings import storage
from trainer.db import close_connections
from trainer.people import queries as people
from trainer.web import today

PROJECT = Path(__file__).parent
# Of <malloc.h>.
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
NOT_ONLINE = (
    "De demo heeft openbare wachtwoorden en gaat niet achter een SITE_URL. Start met DEMO=0 en een lege database."
)


def main() -> None:
    """Prepare, say where the site is, and become gunicorn."""
    app = create_app()
    with app.app_context():
        upgrade(str(PROJECT / "migrations"))
        form_actions.take_into_use(form.current_text())
        storage.sweep()
        is_empty = not people.anyone_exists()
        is_demo = app.config["DEMO"] == "1" if is_empty else people.demo_exists()
        if is_demo and app.config["SITE_URL"]:
            sys.exit(NOT_ONLINE)
        if is_empty and is_demo:
            print("De demo wordt geladen …", flush=True)
            load(today())
        elif is_empty:
            _ask_for_first_admin()
        close_connections()
    compress(["--quiet", "--no-brotli", str(PROJECT / "static")])
    address = f"http://127.0.0.1:{app.config['PORT']}"
    print(f"\nKrachtspiegel staat op {app.config['SITE_URL'] or address}\n")
    if is_demo:
        people_words, password = accounts()
        for account in people_words:
            print(f"  {account.email:<28} {account.words}")
        print(
            f"\n  Wachtwoord voor iedereen: {password}\n  Alles in de demo is verzonnen. 'make demo-reset' zet haar terug.\n"
        )
    sys.stdout.flush()
    if app.config["SMTP_URL"]:
        _send_mail_beside_the_site()
    _become_gunicorn(app.config["PORT"], app.config["WORKERS"])


def _ask_for_first_admin() -> None:
    command = [sys.executable, "-m", "flask", "people", "first-admin"]
    if subprocess.run(command, cwd=PROJECT, check=False).returncode:
        sys.exit("Er is geen beheerder gemaakt. Start opnieuw in een venster waarin je kunt typen.")


def _send_mail_beside_the_site() -> None:
    """Start the process that sends what is on the list of mail; it ends when the site ends."""
    command = [sys.executable, "-m", "flask", "planning", "mail", "--every", "60"]
    subprocess.Popen(command, cwd=PROJECT)


def _become_gunicorn(port: str, workers: str) -> None:
    _keep_memory_small()
    # In this process, which has loaded the application already: that takes as long as all the rest of a start.
    sys.argv = gunicorn_arguments(port, workers)
    gunicorn()


def gunicorn_arguments(port: str, workers: str, app: str = "app:create_app()") -> list[str]:
    """Return the command line with which gunicorn serves `app`, its own name first."""
    # Bound to this machine only: in production an HTTPS proxy on the same machine stands in front.
    return [
        "gunicorn",
        app,
        "--preload",
        *("--bind", f"127.0.0.1:{port}"),
        *("--workers", workers),
        *("--threads", "8"),
        *("--worker-class", "gthread"),
        *("--timeout", "120"),
        *("--log-level", "warning"),
    ]


def _keep_memory_small() -> None:
    """Let memory that is taken for a moment go back: checking a password takes 19 MB, which each thread would keep."""
    with suppress(AttributeError):  # Another C library than glibc has its own ways.
        allocator = ctypes.CDLL(None)
        allocator.mallopt(M_MMAP_THRESHOLD, 1024 * 1024)
        allocator.mallopt(M_ARENA_MAX, 2)


if __name__ == "__main__":
    main()
