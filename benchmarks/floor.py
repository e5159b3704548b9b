"""The floor: what Flask, SQLAlchemy and Jinja cost at the least. One table, one query by primary key, one template."""

from flask import Flask, Response, abort, jsonify, render_template, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

LINKS = ("Start", "Cursus", "Overleggen", "Groepen")
PARAGRAPH = (
    "Een gewone alinea van een gewone pagina, zoals zij uit een database komt: een paar zinnen, <tekens> & "
    "aanhalingstekens die Jinja onschadelijk maakt, en genoeg woorden om een regel of drie te vullen op een scherm. "
    "Wie dit leest, is de meter aan het lezen en niet de les. "
)


class Base(DeclarativeBase):
    """The base of both tables."""


store = SQLAlchemy(model_class=Base)


class Item(Base):
    """What the page shows."""

    __tablename__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]


class Note(Base):
    """What the other page writes, one row per request."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


def create_app(folder: str) -> Flask:
    """Return the bare application, its database in `folder`."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder}/floor.sqlite3"
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    event.listen(Engine, "connect", _same_pragmas)
    store.init_app(app)

    @app.get("/ready")
    def ready() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @app.get("/items/<int:item_id>")
    def show(item_id: int) -> str:
        item = store.session.get(Item, item_id) or abort(404)
        return render_template("floor.html", item=item, links=LINKS)

    @app.post("/notes")
    def note() -> Response:
        row = Note(text=request.get_json()["text"])
        store.session.add(row)
        store.session.commit()
        return jsonify(id=row.id)

    with app.app_context():
        store.create_all()
        if store.session.get(Item, 1) is None:
            text = "\n".join([PARAGRAPH * 2] * 4)
            store.session.add_all(Item(id=number, title=f"Pagina {number}", text=text) for number in range(1, 51))
            store.session.commit()
        store.session.remove()
        # The workers are forked from this process, and a connection does not survive that.
        store.engine.dispose()
    return app


def _same_pragmas(connection: object, record: object) -> None:
    """Write as safely as the site does, so that both wait equally long for the disk."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]
