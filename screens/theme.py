"""Two looks, dark and light: one accent, one colour for late, one for practice. Everything else is grey.

No colour carries a meaning alone; beside each stands a word or a sign. Each text colour keeps a contrast of
at least 4.5 to 1 on each ground it is used on, which a test computes.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = "house-dark"
LIGHT = "house-light"


def themes() -> tuple[Theme, Theme]:
    """The dark and the light theme, in that order."""
    return (
        _theme(
            DARK,
            dark=True,
            ground="#15191d",
            raised="#1e242a",
            edge="#2b333b",
            ink="#dbe1e6",
            quiet="#9aa5af",
            accent="#86bbdd",
            late="#f0a08a",
            good="#93c79a",
            practice="#4d3f12",
            practice_ink="#ffe7a3",
            cursor="#2c4557",
        ),
        _theme(
            LIGHT,
            dark=False,
            ground="#f6f6f2",
            raised="#ebebe5",
            edge="#d9dad2",
            ink="#1f252a",
            quiet="#545e67",
            accent="#17557f",
            late="#9a2f17",
            good="#2c6335",
            practice="#f0dc9a",
            practice_ink="#3a2d00",
            cursor="#c7dceb",
        ),
    )


def _theme(
    name: str,
    *,
    dark: bool,
    ground: str,
    raised: str,
    edge: str,
    ink: str,
    quiet: str,
    accent: str,
    late: str,
    good: str,
    practice: str,
    practice_ink: str,
    cursor: str,
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=quiet,
        accent=accent,
        warning=late,
        error=late,
        success=good,
        foreground=ink,
        background=ground,
        surface=raised,
        panel=edge,
        boost=raised,
        variables={
            "quiet": quiet,
            "late": late,
            "good": good,
            "practice": practice,
            "practice-ink": practice_ink,
            "cursor": cursor,
            "block-cursor-background": cursor,
            "block-cursor-foreground": ink,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": edge,
            "block-cursor-blurred-foreground": ink,
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "input-selection-background": cursor,
            "scrollbar": edge,
            "scrollbar-background": ground,
            "scrollbar-hover": quiet,
            "scrollbar-active": accent,
        },
    )


def theme_name(wanted: str) -> str:
    """The theme for what stands in the settings file: `light`, or dark for anything else."""
    return LIGHT if wanted in ("light", LIGHT) else DARK
