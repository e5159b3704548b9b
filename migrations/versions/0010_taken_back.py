"""when a version of an assignment was taken back

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-26 19:17:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('assignment_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(op.f('ck_assignment_version_taken_back_is_draft'), 'taken_back_at IS NULL OR handed_in_at IS NULL')


def downgrade():
    with op.batch_alter_table('assignment_version', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_assignment_version_taken_back_is_draft'), type_='check')
        batch_op.drop_column('taken_back_at')
