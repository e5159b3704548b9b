"""the trainer on a certificate

Revision ID: 0017
Revises: 0016
Create Date: 2026-11-27 23:40:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('trainer', sa.String(length=100), nullable=True))
    # Of one that was given before, the name is the one of the account now.
    op.execute('UPDATE certificate SET trainer = (SELECT name FROM person WHERE person.id = certificate.issued_by_id)')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.alter_column('trainer', existing_type=sa.String(length=100), nullable=False)


def downgrade():
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_column('trainer')
