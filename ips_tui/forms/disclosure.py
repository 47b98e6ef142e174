"""Entries for disclosure: the agreement, looking at it again, withdrawing it (domain.md 4.5)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import disclosure as choices
from ips_tui.forms.asking import Needed, Only, Shareable, broken
from ips_tui.forms.kit import Choice, Choices, EmployerRefs, Entry, FutureDay, Notes, PastDay

ALLOWING = tuple(sorted(choices.ALLOWING))
TOLD = (choices.Decision.FULL.value, choices.Decision.PARTIAL.value)
"""Decisions under which an employer hears something about the person."""
DECIDED = (*ALLOWING, choices.Decision.NO_CONTACT.value)
"""Decisions that are one, so that it was agreed in some form."""
NAMED = (choices.Scope.NAMED.value,)


class DisclosureAgreementEntry(Entry):
    """What a person decided may be said to employers about them."""

    form: ClassVar[str] = "disclosure_agreement"
    decision: Choice[choices.Decision]
    decided_on: PastDay
    pros_and_cons_on: PastDay | None = None
    """Without it the decision is kept and opens no door to an employer; the form says so beside the field."""
    scope: Annotated[
        Choice[choices.Scope] | None,
        Only("decision", ALLOWING),
        Needed("decision", ALLOWING, "problem.which_employers"),
    ] = None
    employers: Annotated[EmployerRefs, Only("scope", NAMED), Needed("scope", NAMED, "problem.name_an_employer")] = ()
    agreed_words: Annotated[
        Notes | None, Only("decision", ALLOWING), Needed("decision", TOLD, "problem.say_the_words"), Shareable()
    ] = None
    never_words: Notes | None = None
    who_tells: Annotated[Choice[choices.WhoTells] | None, Only("decision", ALLOWING)] = None
    when_told: Annotated[Choice[choices.WhenTold] | None, Only("decision", ALLOWING)] = None
    to_whom: Annotated[Choices[choices.ToWhom], Only("decision", ALLOWING)] = ()
    adjustments: Annotated[Notes | None, Only("decision", ALLOWING), Shareable()] = None
    in_work_contact: Annotated[
        Choice[choices.InWorkContact] | None,
        Only("decision", ALLOWING),
        Needed("decision", ALLOWING, "problem.say_in_work_contact"),
    ] = None
    agreement_form: Annotated[
        Choice[choices.AgreementForm] | None, Only("decision", DECIDED), Needed("decision", DECIDED)
    ] = None
    next_talk_on: FutureDay | None = None
    valid_until: Annotated[FutureDay | None, Only("decision", ALLOWING)] = None

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.pros_and_cons_on is not None and self.pros_and_cons_on > self.decided_on:
            raise broken("pros_and_cons_on", "problem.pros_and_cons_after")
        if self.next_talk_on is not None and self.next_talk_on < self.decided_on:
            raise broken("next_talk_on", "problem.next_before_this")
        if self.valid_until is not None and self.valid_until < self.decided_on:
            raise broken("valid_until", "problem.ends_before_it_starts")
        return self


class DisclosureTalkEntry(Entry):
    """The decision looked at again and unchanged; a changed mind is a new agreement."""

    form: ClassVar[str] = "disclosure_talk"
    happened_on: PastDay
    note: Notes | None = None
    next_on: FutureDay | None = None

    @model_validator(mode="after")
    def _next_lies_ahead(self) -> Self:
        if self.next_on is not None and self.next_on <= self.happened_on:
            raise broken("next_on", "problem.next_before_this")
        return self


class DisclosureWithdrawalEntry(Entry):
    """The person takes the agreement back; it ends on that day, at once."""

    form: ClassVar[str] = "disclosure_withdrawal"
    withdrawn_on: PastDay
