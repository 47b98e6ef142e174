"""What a form asks when it opens over kept text, and when it is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ips_tui.content.words import Words
from ips_tui.forms.kit import FieldSpec, Kind
from screens.widgets.confirm import Answer, Confirm
from screens.widgets.form.filled import Filled
from screens.widgets.form.plan import KeptDraft
from screens.widgets.form.versions import Version, VersionsQuestion

KEEP, SAVE, THROW, STAY = "keep", "save", "throw", "stay"
CONTINUE, FRESH = "continue", "fresh"
WITHOUT = "without"


def leaving(words: Words, *, kept: bool) -> Confirm:
    """What is to become of what is typed; without a draft the safe answer is to stay."""
    safe = KEEP if kept else STAY
    answers = [Answer(a, words(f"form.leave.{a}"), safe=a == safe) for a in (safe, SAVE, THROW)]
    return Confirm(words("form.leave.question"), answers)


def leaving_out(words: Words, fields: Sequence[FieldSpec]) -> Confirm:
    """Whether to save without what stands in fields that are not asked any more."""
    labels = "\n".join(f"- {words(spec.label_id)}" for spec in fields)
    answers = [Answer(STAY, words("form.leave.stay"), safe=True), Answer(WITHOUT, words("form.left_out.without"))]
    return Confirm(f"{words('form.left_out.question')}\n\n{labels}", answers)


def throwing_away(words: Words, kept: KeptDraft) -> Confirm:
    """Whether kept text may really go."""
    answers = [
        Answer(STAY, words("form.draft.not_away"), safe=True),
        Answer(THROW, words("form.draft.away")),
    ]
    return Confirm(words("form.draft.away_question", written=kept.written), answers)


def offering(words: Words, filled: Filled, kept: KeptDraft) -> Confirm:
    """Whether to go on with what was typed before; beside the record, if that has changed since."""
    differing = filled.differing(kept)
    answers = [
        Answer(CONTINUE, words("form.draft.continue"), safe=True),
        Answer(FRESH, words("form.draft.record" if kept.changed else "form.draft.fresh")),
    ]
    question = words("form.draft.question", written=kept.written)
    if not kept.changed:
        return Confirm(question, answers)
    names = _Names(words, filled)
    versions = [
        Version(words(spec.label_id), names.of(spec, typed), names.of(spec, now)) for spec, typed, now in differing
    ]
    question = f"{question}\n{words('form.draft.changed')}"
    headings = (words("form.draft.typed"), words("form.draft.now"))
    return VersionsQuestion(question, answers, headings, versions)


class _Names:
    """Raw values as a person reads them."""

    def __init__(self, words: Words, filled: Filled) -> None:
        self._words = words
        self._filled = filled
        self._labels: dict[str, Mapping[str, str]] = {}

    def of(self, spec: FieldSpec, raw: str) -> str:
        """One value; never an id."""
        if not raw:
            return self._words("form.not_answered")
        if spec.kind is Kind.NOTES:
            return raw
        return ", ".join(self._one(spec, part) for part in raw.split("\n") if part)

    def _one(self, spec: FieldSpec, part: str) -> str:
        if spec.kind is Kind.YES_NO:
            return self._words("form.yes" if part == "yes" else "form.no")
        if spec.kind in (Kind.CHOICE, Kind.CHOICES):
            return self._words.choice(spec.choice_id, part) if part in spec.choices else part
        if spec.kind in (Kind.REFERENCE, Kind.REFERENCES):
            return self._references(spec.of).get(part, self._words("form.reference_gone"))
        return part

    def _references(self, of: str) -> Mapping[str, str]:
        if of not in self._labels:
            options = self._filled.plan.options(of, self._filled.raw)
            self._labels[of] = {option.id: option.label for option in options}
        return self._labels[of]
