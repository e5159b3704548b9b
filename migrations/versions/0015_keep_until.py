"""until when a recording is kept

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-27 09:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade():
    # Of what was uploaded before, nobody chose a day here: it stays empty, and the page asks for it.
    with op.batch_alter_table('recording', schema=None) as batch_op:
        batch_op.add_column(sa.Column('keep_until', sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table('recording', schema=None) as batch_op:
        batch_op.drop_column('keep_until')
