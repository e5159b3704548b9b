"""journal"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("draft_key", sa.String(length=40), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("heading", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("module_slug", sa.String(length=80), nullable=True),
        sa.Column("lesson_slug", sa.String(length=80), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision > 0", name=op.f("ck_journal_entry_revision_positive")),
        sa.CheckConstraint(
            "lesson_slug IS NULL OR module_slug IS NOT NULL", name=op.f("ck_journal_entry_lesson_in_module")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_journal_entry_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("person_id", "draft_key", name=op.f("uq_journal_entry_person_id_draft_key")),
    )
    op.create_table(
        "journal_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "taken_back_at IS NULL OR taken_back_at >= shared_at", name=op.f("ck_journal_share_taken_back_after_sharing")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["journal_entry.id"], name=op.f("fk_journal_share_entry_id_journal_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["people_group.id"], name=op.f("fk_journal_share_group_id_people_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_share")),
    )
    op.create_index(op.f("ix_journal_share_entry_id"), "journal_share", ["entry_id"])
    op.create_index(op.f("ix_journal_share_group_id"), "journal_share", ["group_id"])
    still_open = sa.text("taken_back_at IS NULL")
    op.create_index(
        "one_open_share",
        "journal_share",
        ["entry_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_table(
        "journal_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("side IN ('writer', 'trainer')", name=op.f("ck_journal_message_side_known")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_journal_message_author_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["journal_share.id"], name=op.f("fk_journal_message_share_id_journal_share"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_message")),
    )
    op.create_index(op.f("ix_journal_message_share_id"), "journal_message", ["share_id"])
    op.create_table(
        "journal_reading",
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seen_message", sa.Integer(), nullable=False),
        sa.Column("seen_revision", sa.Integer(), nullable=False),
        sa.Column("first_read_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seen_revision > 0", name=op.f("ck_journal_reading_seen_revision_positive")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_journal_reading_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["journal_share.id"], name=op.f("fk_journal_reading_share_id_journal_share"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("share_id", "person_id", name=op.f("pk_journal_reading")),
    )


def downgrade():
    for table in ("journal_reading", "journal_message", "journal_share", "journal_entry"):
        op.drop_table(table)
