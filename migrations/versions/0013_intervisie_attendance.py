"""who was at a session of an intervisie group

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-26 23:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('intervisie_attendance',
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_intervisie_attendance_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['intervisie_session.id'], name=op.f('fk_intervisie_attendance_session_id_intervisie_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', 'person_id', name=op.f('pk_intervisie_attendance'))
    )
    with op.batch_alter_table('intervisie_attendance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_intervisie_attendance_person_id'), ['person_id'], unique=False)
    # Until now a session with a report counted for each member with a form of their own: what counted, goes on counting.
    op.execute(
        "INSERT INTO intervisie_attendance (session_id, person_id) "
        "SELECT DISTINCT held.id, member.person_id FROM intervisie_session AS held "
        "JOIN membership AS member ON member.group_id = held.group_id AND member.role <> 'observer' "
        "JOIN observation AS form ON form.meeting_id = held.meeting_id AND form.observer_id = member.person_id "
        "WHERE held.discussed <> '' AND form.submitted_at IS NOT NULL"
    )


def downgrade():
    op.drop_table('intervisie_attendance')
