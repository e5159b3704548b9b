"""Reads of the versions of modules."""

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import defer, joinedload

from modules.authoring.queries import Work
from modules.authoring.rules import CHECK_FILE
from modules.authoring.text_rules import check_text
from modules.authoring.zip_rules import unpack
from modules.library import queries as library
from modules.publishing.models import ModuleVersion
from trainer.db import db


def used_ids(work: Work) -> set[str]:
    """Return the ids that questions of a module have or ever had, so that no answer ends at another question."""
    query = select(ModuleVersion.files).filter_by(module_slug=work.slug)
    states = [*(unpack(each) for each in db.session.scalars(query)), work.published, work.files]
    checks = [check_text(library.plain(state.get(CHECK_FILE, b""))) or [] for state in states]
    return {question.id for check in checks for question in check}


def published_slugs() -> list[str]:
    """Return the modules that were published here; none in a database of a version that knew no publishing yet."""
    if not inspect(db.session.connection()).has_table(ModuleVersion.__tablename__):
        return []
    return list(db.session.scalars(select(ModuleVersion.module_slug).distinct()))


def find_version(publication_id: int) -> ModuleVersion | None:
    """Return the version with this number, or None."""
    return db.session.get(ModuleVersion, publication_id)


def versions(slug: str) -> list[ModuleVersion]:
    """Return the versions of a module, newest first."""
    query = (
        select(ModuleVersion)
        .filter_by(module_slug=slug)
        .options(joinedload(ModuleVersion.published_by), defer(ModuleVersion.files))
    )
    return list(db.session.scalars(query.order_by(ModuleVersion.id.desc())))


def number_of(version: ModuleVersion) -> int:
    """Return the number of a version in its module, counted from the first: two of one minute differ in it."""
    query = select(func.count()).select_from(ModuleVersion).filter_by(module_slug=version.module_slug)
    return db.session.scalar(query.where(ModuleVersion.id <= version.id)) or 0


def version_before(version: ModuleVersion) -> ModuleVersion | None:
    """Return the version that this one came after, or None."""
    query = select(ModuleVersion).filter_by(module_slug=version.module_slug).where(ModuleVersion.id < version.id)
    return db.session.scalar(query.order_by(ModuleVersion.id.desc()).limit(1))
