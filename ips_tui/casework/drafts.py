"""What a screen must be able to name to keep what is typed: whose draft it is."""

from ips_tui.store.drafts import DraftKey

__all__ = ["DraftKey"]
