"""A digest of every change, the chain, who looked, copies taken, marks of confidence, retention, erasures"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid
from ips_tui.store import chain

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("site_id", Guid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=True),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access")),
    )
    op.create_index(op.f("ix_access_participant_id"), "access", ["participant_id"], unique=False)
    op.create_table(
        "chain_link",
        sa.Column("site_id", Guid(), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what_id", Guid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "number", name=op.f("pk_chain_link")),
        sa.UniqueConstraint("what_id", name=op.f("uq_chain_link_what_id")),
    )
    op.create_table(
        "store_copy",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verified_at", sa.DateTime(), nullable=False),
        sa.Column("gone", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_copy")),
    )
    op.create_index(op.f("ix_store_copy_made_at"), "store_copy", ["made_at"], unique=False)
    op.create_table(
        "confidence_mark",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", Guid(), nullable=False),
        sa.Column("column_name", sa.Text(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_confidence_mark_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_confidence_mark_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidence_mark")),
    )
    op.create_index(op.f("ix_confidence_mark_participant_id"), "confidence_mark", ["participant_id"], unique=False)
    op.create_index(op.f("ix_confidence_mark_row_id"), "confidence_mark", ["row_id"], unique=False)
    op.create_index(op.f("ix_confidence_mark_staff_id"), "confidence_mark", ["staff_id"], unique=False)
    op.create_table(
        "erasure",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("covered", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_erasure_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_erasure_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_participant_id"), "erasure", ["participant_id"], unique=False)
    op.create_index(op.f("ix_erasure_staff_id"), "erasure", ["staff_id"], unique=False)
    op.create_table(
        "retention_decision",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_retention_decision_participant_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_retention_decision_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_decision")),
    )
    op.create_index(
        op.f("ix_retention_decision_participant_id"), "retention_decision", ["participant_id"], unique=False
    )
    op.create_index(op.f("ix_retention_decision_staff_id"), "retention_decision", ["staff_id"], unique=False)
    op.add_column("change", sa.Column("salt", sa.LargeBinary(), nullable=True))
    op.add_column("change", sa.Column("digest", sa.Text(), server_default="", nullable=False))
    op.add_column("change", sa.Column("erased_by", Guid(), nullable=True))
    changes = sa.table(
        "change", sa.column("id"), sa.column("old"), sa.column("new"), sa.column("salt"), sa.column("digest")
    )
    connection = op.get_bind()
    for change in connection.execute(sa.select(changes.c.id, changes.c.old, changes.c.new)).all():
        salt = secrets.token_bytes(16)
        digest = chain.digest_of(salt, change.old, change.new)
        connection.execute(sa.update(changes).where(changes.c.id == change.id).values(salt=salt, digest=digest))
    chain.link_what_has_no_link(connection)
