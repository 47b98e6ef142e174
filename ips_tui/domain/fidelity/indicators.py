"""Every item of a scale over one period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ips_tui.domain.fidelity.caseload import caseload, clinical_teams
from ips_tui.domain.fidelity.evidence import EVIDENCE
from ips_tui.domain.fidelity.facts import FidelityFacts, extras_known_by
from ips_tui.domain.fidelity.indicator import Indicator, by_evidence
from ips_tui.domain.fidelity.jobs import benefits, competitive, employers, job_types
from ips_tui.domain.fidelity.pace import community, employer_contacts, rapid_search
from ips_tui.domain.fidelity.scale import Formula, Scale, ScaleItem, Seen
from ips_tui.domain.fidelity.support import follow_along_kept
from ips_tui.domain.outcomes.base import Base
from ips_tui.domain.outcomes.figure import Part

COMPUTED: Mapping[Formula, Callable[[ScaleItem, Base, FidelityFacts], Indicator]] = MappingProxyType(
    {
        Formula.CASELOAD: caseload,
        Formula.TEAMS: clinical_teams,
        Formula.BENEFITS: benefits,
        Formula.RAPID_SEARCH: rapid_search,
        Formula.EMPLOYER_CONTACTS: employer_contacts,
        Formula.JOB_TYPES: job_types,
        Formula.EMPLOYERS: employers,
        Formula.COMPETITIVE: competitive,
        Formula.FOLLOW_ALONG: follow_along_kept,
        Formula.COMMUNITY: community,
    }
)


def indicators(
    scale: Scale,
    base: Base,
    facts: FidelityFacts,
    unit: Mapping[Seen, tuple[Part, ...]] | None = None,
    through: Callable[[int, int], None] | None = None,
) -> tuple[Indicator, ...]:
    """What the record says of each item, in the order of the scale; `unit` is what is known of unit and leader.

    They are never added up: items that only a person can rate are not in them (domain.md 0.3 number 7). `through` is
    told how many items of how many are counted, and may raise to stop.
    """
    known, told = extras_known_by(facts, base.period.last), unit or {}
    found = []
    for number, item in enumerate(scale.items):
        if through is not None:
            through(number, len(scale.items))
        if item.formula is not None:
            found.append(COMPUTED[item.formula](item, base, known))
            continue
        seen = EVIDENCE.get(item.evidence) if item.evidence is not None else None
        parts = told.get(item.evidence, ()) if item.evidence is not None else ()
        found.append(by_evidence(item, seen(base, known) if seen is not None else parts))
    return tuple(found)
