"""drafts and versions of modules

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-26 13:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('module_draft',
    sa.Column('module_slug', sa.String(length=80), nullable=False),
    sa.Column('base_hash', sa.String(length=12), nullable=False),
    sa.Column('begun_by_id', sa.Integer(), nullable=True),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("base_hash <> ''", name=op.f('ck_module_draft_base_named')),
    sa.ForeignKeyConstraint(['begun_by_id'], ['person.id'], name=op.f('fk_module_draft_begun_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('module_slug', name=op.f('pk_module_draft'))
    )
    op.create_table('draft_file',
    sa.Column('module_slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('saved_by_id', sa.Integer(), nullable=True),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['module_slug'], ['module_draft.module_slug'], name=op.f('fk_draft_file_module_slug_module_draft'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['saved_by_id'], ['person.id'], name=op.f('fk_draft_file_saved_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('module_slug', 'name', name=op.f('pk_draft_file'))
    )
    op.create_table('module_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('module_slug', sa.String(length=80), nullable=False),
    sa.Column('content_hash', sa.String(length=12), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('files', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['published_by_id'], ['person.id'], name=op.f('fk_module_version_published_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_module_version'))
    )
    with op.batch_alter_table('module_version', schema=None) as batch_op:
        batch_op.create_index('ix_module_version_module_slug', ['module_slug'], unique=False)


def downgrade():
    with op.batch_alter_table('module_version', schema=None) as batch_op:
        batch_op.drop_index('ix_module_version_module_slug')

    op.drop_table('module_version')
    op.drop_table('draft_file')
    op.drop_table('module_draft')
