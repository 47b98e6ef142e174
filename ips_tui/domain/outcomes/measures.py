"""The measures by their ids, and all of them over one period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from ips_tui.domain.outcomes.base import Base
from ips_tui.domain.outcomes.engaged import (
    e1_engaged,
    e2_meetings,
    e3_profile,
    e4_smart_plan,
    e5_satisfaction,
    e6_attendance,
    e7_workshops,
    e8_interviews,
    e9_job_satisfaction,
    m26_engagement,
)
from ips_tui.domain.outcomes.equity import m25_equity
from ips_tui.domain.outcomes.figure import Figure
from ips_tui.domain.outcomes.hours import m15_bands, m18_hours_and_earnings
from ips_tui.domain.outcomes.outcome import m13_outcome
from ips_tui.domain.outcomes.pace import m16_days_to_work, m21_rapid_search, m22_employer_contacts
from ips_tui.domain.outcomes.served import (
    m1_served,
    m6_referrals,
    m7_profiles,
    m9_retention,
    m20_education,
    m23_steady_work,
    m24_access,
)
from ips_tui.domain.outcomes.starts import m2_rate, m3_benchmarks, m4_starts, m5_into_work, m8_rate, m10_with_time
from ips_tui.domain.outcomes.staying import (
    m11_thirteen_weeks,
    m12_twenty_six_weeks,
    m14_kept,
    m17_tenure,
    m19_unsatisfactory,
)

MEASURES: Mapping[str, Callable[[Base], Figure]] = MappingProxyType(
    {
        "M1": m1_served,
        "M2": m2_rate,
        "M3": m3_benchmarks,
        "M4": m4_starts,
        "M5": m5_into_work,
        "M6": m6_referrals,
        "M7": m7_profiles,
        "M8": m8_rate,
        "M9": m9_retention,
        "M10": m10_with_time,
        "M11": m11_thirteen_weeks,
        "M12": m12_twenty_six_weeks,
        "M13": m13_outcome,
        "M14": m14_kept,
        "M15": m15_bands,
        "M16": m16_days_to_work,
        "M17": m17_tenure,
        "M18": m18_hours_and_earnings,
        "M19": m19_unsatisfactory,
        "M20": m20_education,
        "M21": m21_rapid_search,
        "M22": m22_employer_contacts,
        "M23": m23_steady_work,
        "M24": m24_access,
        "M25": m25_equity,
        "M26": m26_engagement,
    }
)
"""The measures of domain.md 5.2, in their order."""

ENGAGEMENT: Mapping[str, Callable[[Base], Figure]] = MappingProxyType(
    {
        "M26": m26_engagement,
        "E1": e1_engaged,
        "E2": e2_meetings,
        "E3": e3_profile,
        "E4": e4_smart_plan,
        "E5": e5_satisfaction,
        "E6": e6_attendance,
        "E7": e7_workshops,
        "E8": e8_interviews,
        "E9": e9_job_satisfaction,
    }
)
"""The figures of engagement (seed 000)."""


def figures(base: Base, ids: Iterable[str] = MEASURES) -> tuple[Figure, ...]:
    """The figures of those ids, in that order. Raises KeyError for an unknown one."""
    known = {**ENGAGEMENT, **MEASURES}
    return tuple(known[name](base) for name in ids)
