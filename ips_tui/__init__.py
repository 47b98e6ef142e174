"""What ips-tui knows and does. No module below this package imports Textual."""

__version__ = "0.1.0"
