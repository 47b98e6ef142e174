"""One paper with every kind of block and every kind of text in it."""

from __future__ import annotations

from datetime import date

from ips_tui.reports.document import (
    Bar,
    Bars,
    Bullets,
    Column,
    Day,
    Document,
    Field,
    Fields,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)

NAMES = ("Whāiora Ngata", "Kari-Anne Ødegård", "Zażółć Żółć", "ليلى الحسيني")
CODE = '#read("/etc/passwd") $x^2$ [markup] *bold* _em_ @ref <label> "q" \\ {json} {{1}} & < >'
CONTROLS = "be\x1b[31mfore\x00 and\x07 af\u202eter"
CONTROLS_GONE = "before and after"
LONG = "n" * 300
LABELS = {
    "signature": "Signature",
    "date": "Date",
    "page": "Page {page} of {pages}",
    "printed": "Printed Thu 15 Oct 2026",
    "kind": "Caseload roster",
}
TABLE = Table(
    (Column("Who", 1.5), Column("What", 2.0), Column("Since"), Column("Days", 0.6, right=True)),
    (
        *(
            (name, f"meets {name}", Day(date(2026, 10, 9), "9 Oct"), Number(-i, f"−{i}"))
            for i, name in enumerate(NAMES)
        ),
        ("=1+1", "https://example.org/x", "", "-5"),
    ),
    "Who does what",
)
EVERYTHING = Document(
    kind="roster",
    title="Roster of Whāiora Ngata",
    subtitle="for a talk",
    made_on=date(2026, 10, 15),
    ref="P06",
    foot="Keep it safe.",
    labels=LABELS,
    blocks=(
        Heading("First", 2),
        Paragraph("Two\nlines", strong=True),
        Paragraph("beside", quiet=True),
        Paragraph(CODE),
        Paragraph(CONTROLS),
        Paragraph(LONG),
        Bullets(("one", "two")),
        Fields((Field("Name", NAMES[3]), Field("By hand", ""))),
        TABLE,
        Bars("Starts by month", (Bar("September", 0, "0"), Bar("October", 3, "3"))),
        PageBreak(),
        Signatures(NAMES[:2]),
    ),
)
"""The title holds a name, as that of a CV does."""
