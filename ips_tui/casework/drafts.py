"""What a screen must be able to name to keep what is typed: a draft, whose it is, and what may go wrong."""

from ips_tui.store.drafts import Draft, DraftKey
from ips_tui.store.problems import StoreProblem

__all__ = ["Draft", "DraftKey", "StoreProblem"]
