"""when a moved day was first

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-27 23:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade():
    # Of a change that was made before, nobody kept when the day was first: it stays empty, and the page says less.
    with op.batch_alter_table('course_day', schema=None) as batch_op:
        batch_op.add_column(sa.Column('was_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('was_starts_at', sa.Time(), nullable=True))
        batch_op.add_column(sa.Column('was_ends_at', sa.Time(), nullable=True))


def downgrade():
    with op.batch_alter_table('course_day', schema=None) as batch_op:
        batch_op.drop_column('was_ends_at')
        batch_op.drop_column('was_starts_at')
        batch_op.drop_column('was_on')
