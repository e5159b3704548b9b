"""evaluation and fidelity

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-26 12:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('evaluation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('occasion', sa.String(length=20), nullable=False),
    sa.Column('given_as', sa.String(length=20), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("occasion IN ('end', 'follow_up')", name=op.f('ck_evaluation_occasion_known')),
    sa.CheckConstraint("given_as IN ('participant', 'trainer')", name=op.f('ck_evaluation_given_as_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_evaluation_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['group_id'], ['people_group.id'], name=op.f('fk_evaluation_group_id_people_group'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation')),
    sa.UniqueConstraint('person_id', 'group_id', 'occasion', name=op.f('uq_evaluation_person_id_group_id_occasion'))
    )
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evaluation_group_id'), ['group_id'], unique=False)

    op.create_table('evaluation_answer',
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.String(length=40), nullable=False),
    sa.Column('choice', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.CheckConstraint("(choice = '') = (text <> '')", name=op.f('ck_evaluation_answer_choice_or_text')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_evaluation_answer_evaluation_id_evaluation'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('evaluation_id', 'question_id', 'choice', name=op.f('pk_evaluation_answer'))
    )
    op.create_table('fidelity_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('row', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('answer', sa.String(length=10), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("answer IN ('ja', 'deels', 'nee')", name=op.f('ck_fidelity_entry_answer_known')),
    sa.ForeignKeyConstraint(['group_id'], ['people_group.id'], name=op.f('fk_fidelity_entry_group_id_people_group'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_fidelity_entry_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fidelity_entry'))
    )
    with op.batch_alter_table('fidelity_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fidelity_entry_group_id'), ['group_id'], unique=False)

    op.create_table('fidelity_reason',
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.CheckConstraint("reason IN ('time', 'tasks', 'jobs', 'intervisie', 'other')", name=op.f('ck_fidelity_reason_reason_known')),
    sa.ForeignKeyConstraint(['entry_id'], ['fidelity_entry.id'], name=op.f('fk_fidelity_reason_entry_id_fidelity_entry'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('entry_id', 'reason', name=op.f('pk_fidelity_reason'))
    )


def downgrade():
    op.drop_table('fidelity_reason')
    with op.batch_alter_table('fidelity_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_fidelity_entry_group_id'))

    op.drop_table('fidelity_entry')
    op.drop_table('evaluation_answer')
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evaluation_group_id'))

    op.drop_table('evaluation')
