"""Plans in versions, what reviews say of objectives, steps beside a plan"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _id_stays(_inspector: Any, _table: Any, column: dict[str, Any]) -> None:
    """An id of a table that is made anew is read as what it is: SQLite would say that it is a number.

    Not altered to that type instead, since every id would then be turned into a number on its way.
    """
    if column["name"] == "id" or column["name"].endswith("_id"):
        column["type"] = Guid()


_AS_IT_IS = {"listeners": [("column_reflect", _id_stays)]}


def upgrade() -> None:
    with op.batch_alter_table("action_plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_why", sa.Text(), nullable=True))

    with op.batch_alter_table("objective", schema=None, reflect_kwargs=_AS_IT_IS) as batch_op:
        batch_op.add_column(sa.Column("result", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("carried_from_id", Guid(), nullable=True))
        batch_op.alter_column("measurable", existing_type=sa.Text(), nullable=True)
        batch_op.alter_column("due_on", existing_type=sa.Date(), nullable=True)
        batch_op.create_index(batch_op.f("ix_objective_carried_from_id"), ["carried_from_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_objective_carried_from_id"), "objective", ["carried_from_id"], ["id"]
        )

    with op.batch_alter_table("step", schema=None, reflect_kwargs=_AS_IT_IS) as batch_op:
        batch_op.add_column(sa.Column("carried_from_id", Guid(), nullable=True))
        batch_op.alter_column("objective_id", nullable=True)
        batch_op.create_index(batch_op.f("ix_step_carried_from_id"), ["carried_from_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_step_carried_from_id"), "step", ["carried_from_id"], ["id"])

    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.add_column(sa.Column("disclosure_decided_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("disclosure_never_words", sa.Text(), nullable=True))

    op.create_table(
        "objective_review",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("review_id", Guid(), nullable=False),
        sa.Column("objective_id", Guid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["objective_id"], ["objective.id"], name=op.f("fk_objective_review_objective_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_objective_review_participant_id")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_objective_review_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective_review")),
    )
    with op.batch_alter_table("objective_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objective_review_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objective_review_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objective_review_review_id"), ["review_id"], unique=False)
