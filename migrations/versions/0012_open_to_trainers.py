"""whether the other trainers see what a trainer gave

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-26 22:58:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade():
    # Who gave an opinion before was told that nobody sees it: that stays so. The default is for those rows alone.
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('open_to_trainers', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.alter_column('open_to_trainers', server_default=None)


def downgrade():
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.drop_column('open_to_trainers')
