"""an answer to consent that was written down by mistake

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-26 20:48:00

"""
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

NAME = 'ck_consent_decision_known'


def upgrade():
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_='check')
        batch_op.create_check_constraint(op.f(NAME), "decision IN ('given', 'refused', 'withdrawn', 'corrected')")


def downgrade():
    # Without corrections, what was a mistake goes away together with the row that says so: neither was an answer.
    op.execute(
        "DELETE FROM consent WHERE EXISTS (SELECT 1 FROM consent AS later WHERE later.decision = 'corrected' "
        "AND later.attendee_id = consent.attendee_id AND later.purpose = consent.purpose AND later.id >= consent.id)"
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_='check')
        batch_op.create_check_constraint(op.f(NAME), "decision IN ('given', 'refused', 'withdrawn')")
