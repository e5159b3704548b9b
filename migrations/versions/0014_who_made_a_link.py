"""who made a personal link, and whether it set the password

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-26 23:25:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('personal_link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('set_password', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('made_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_personal_link_made_by_id_person'), 'person', ['made_by_id'], ['id'], ondelete='SET NULL')
    with op.batch_alter_table('personal_link', schema=None) as batch_op:
        batch_op.alter_column('set_password', server_default=None)


def downgrade():
    with op.batch_alter_table('personal_link', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_personal_link_made_by_id_person'), type_='foreignkey')
        batch_op.drop_column('made_by_id')
        batch_op.drop_column('set_password')
