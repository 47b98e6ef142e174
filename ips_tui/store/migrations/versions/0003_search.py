"""The index over every word typed into records"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_doc",
        sa.Column("doc", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", Guid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.Column("employer_id", Guid(), nullable=True),
        sa.PrimaryKeyConstraint("doc", name=op.f("pk_search_doc")),
        sa.UniqueConstraint("row_id", name=op.f("uq_search_doc_row_id")),
    )
    # Words are folded and told apart in Python, so nothing is left for SQLite to do but to part them at the spaces.
    # Only which record holds a word is kept; the first one and two letters of all words have an index of their own,
    # so that a search can begin with the first key.
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5(words, content='', contentless_delete=1, detail=none,"
        " prefix='1 2', tokenize=\"ascii tokenchars '_'\")"
    )
    # As if by other rules: at the next start all derived rows are computed anew, and the index is made with them.
    op.execute("UPDATE site SET rules = ''")
