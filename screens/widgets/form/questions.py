"""What a form asks when it opens over kept text, when it is left, and before a line is taken out."""

from __future__ import annotations

from collections.abc import Sequence

from ips_tui.content.words import Words
from screens.widgets.confirm import Answer, Confirm
from screens.widgets.form.compared import compared
from screens.widgets.form.filled import Filled
from screens.widgets.form.gate import SayWords
from screens.widgets.form.plan import KeptDraft
from screens.widgets.form.versions import VersionsQuestion

KEEP, SAVE, THROW, STAY = "keep", "save", "throw", "stay"
CONTINUE, FRESH = "continue", "fresh"
WITHOUT = "without"
OUT = "out"


def leaving(words: Words, *, kept: bool) -> Confirm:
    """What is to become of what is typed; without a draft the safe answer is to stay."""
    safe = KEEP if kept else STAY
    answers = [Answer(a, words(f"form.leave.{a}"), safe=a == safe) for a in (safe, SAVE, THROW)]
    return Confirm(words("form.leave.question"), answers)


def leaving_row(words: Words) -> Confirm:
    """What is to become of what is typed into one line of a form; the form keeps it, as it keeps its other text."""
    answers = [Answer(KEEP, words("form.row.keep"), safe=True), Answer(THROW, words("form.row.take_back"))]
    return Confirm(words("form.row.question"), answers)


def taking_out(words: SayWords, line: str) -> Confirm:
    """Whether a line may really go; `line` is as it stands there."""
    answers = [Answer(STAY, words("form.row.stays"), safe=True), Answer(OUT, words("form.row.out"))]
    return Confirm(f"{words('form.row.out_question')}\n\n{line}", answers)


def leaving_out(words: Words, labels: Sequence[str]) -> Confirm:
    """Whether to save without what stands in fields that are not asked any more."""
    lines = "\n".join(f"- {label}" for label in labels)
    answers = [Answer(STAY, words("form.leave.stay"), safe=True), Answer(WITHOUT, words("form.left_out.without"))]
    return Confirm(f"{words('form.left_out.question')}\n\n{lines}", answers)


def throwing_away(words: Words, kept: KeptDraft) -> Confirm:
    """Whether kept text may really go."""
    answers = [
        Answer(STAY, words("form.draft.not_away"), safe=True),
        Answer(THROW, words("form.draft.away")),
    ]
    return Confirm(words("form.draft.away_question", written=kept.written), answers)


def offering(words: Words, filled: Filled, kept: KeptDraft) -> Confirm:
    """Whether to go on with what was typed before; beside the record, if that has changed since."""
    answers = [
        Answer(CONTINUE, words("form.draft.continue"), safe=True),
        Answer(FRESH, words("form.draft.record" if kept.changed else "form.draft.fresh")),
    ]
    question = words("form.draft.question", written=kept.written)
    if not kept.changed:
        return Confirm(question, answers)
    question = f"{question}\n{words('form.draft.changed')}"
    headings = (words("form.draft.typed"), words("form.draft.now"))
    return VersionsQuestion(question, answers, headings, compared(words, filled, kept))
