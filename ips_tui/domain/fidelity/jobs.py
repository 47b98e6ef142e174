"""Items 12 and 19 to 21 of IPS-25: benefits before a start, and which jobs with whom (domain.md 3.2, 6.6 D19)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from ips_tui.domain.fidelity.anchors import AT_CHANGE, TALKED, by_figure
from ips_tui.domain.fidelity.facts import FidelityFacts
from ips_tui.domain.fidelity.indicator import JOB_TYPE, JOBS_OF_KIND, Indicator, Lowering, Lowers
from ips_tui.domain.fidelity.scale import ScaleItem
from ips_tui.domain.jobs import Permanence
from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Listed, Part, Why, refs
from ips_tui.domain.outcomes.job_facts import Work
from ips_tui.domain.outcomes.row_facts import Counselled
from ips_tui.domain.rhythms import Rhythms

LASTING = frozenset({Permanence.PERMANENT, Permanence.SEASONAL, Permanence.AGENCY, Permanence.SELF_EMPLOYED})
"""Jobs that count as permanent; seasonal and agency jobs do, where they are open to all (domain.md 3.2 item 21)."""


def all_jobs(base: Base) -> Iterator[tuple[Case, Work, date]]:
    """The jobs of D6 that count, with their starts, by their people and starts."""
    for case in base.cases:
        for job in case.jobs:
            if job.start_on is not None:
                yield case, job, job.start_on


def without(base: Base, counted: tuple[str, ...]) -> tuple[LeftOut, ...]:
    """Everybody who has no job that counts, and why."""
    return tuple(case.without_job() for case in base.cases if case.ref not in counted)


def _about(job: Work, told: Counselled, since: date, until: date) -> bool:
    return told.on <= until and (told.job == job.id or (told.job is None and told.on >= since))


def benefits_before(case: Case, job: Work, start: date) -> tuple[Counselled, ...]:
    """The talks about benefits before this job began: named for it, or from four weeks before it was accepted on."""
    since = (job.accepted_on or start) - timedelta(days=Rhythms().benefits_before_days)
    return tuple(told for told in case.person.benefits if _about(job, told, since, start))


def benefits(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 12: job starts before which a trained adviser looked at benefits.

    Its parts are starts before which anybody did, and changes of hours or pay.
    The limits are shares of starts: the first of both for 5, the second of starts for 4, the third of starts with any
    talk for 3. Below that the record knows only whether there was a talk at all (2) or none (1).
    """
    listed: list[Listed] = []
    lowered: list[Lowering] = []
    any_talk: list[str] = []
    changes, talked = list[str](), list[str]()
    for case, job, start in all_jobs(base):
        told = benefits_before(case, job, start)
        trained = any(one.trained for one in told)
        any_talk += [case.ref] if told else []
        listed.append(Listed(case.ref, 1, job.name, yes=trained))
        if not trained:
            lowered.append(Lowering(case.ref, Lowers.NOT_TRAINED if told else Lowers.NO_BENEFITS, start, job=job.name))
        for terms in job.terms:
            if terms.first or not start < terms.from_on <= base.period.last:
                continue
            since = terms.from_on - timedelta(days=Rhythms().benefits_before_days)
            changes.append(case.ref)
            if any(since <= one.on for one in case.person.benefits):
                talked.append(case.ref)
            else:
                lowered.append(Lowering(case.ref, Lowers.NO_CHANGE_TALK, terms.from_on, job=job.name))
    counted = refs(one.ref for one in listed)
    yes = [one for one in listed if one.yes]
    figure = Figure(
        item.id,
        len(yes),
        len(listed),
        base.refs,
        counted,
        refs(one.ref for one in yes),
        without(base, counted),
        parts=(
            Part(TALKED, len(any_talk), len(listed), people=refs(any_talk), counted=counted),
            Part(AT_CHANGE, len(talked), len(changes), people=refs(talked), counted=refs(changes)),
        ),
        cases=tuple(listed),
    )
    return by_figure(item, figure, tuple(lowered))


def _different(
    item: ScaleItem, base: Base, of: Callable[[Work], object | None], missing: Why, lowers: Lowers
) -> Indicator:
    """How many different ones there are among the jobs, of how many jobs (D19)."""
    seen: set[object] = set()
    listed: list[Listed] = []
    lowered: list[Lowering] = []
    besides: list[LeftOut] = []
    # In the order of their starts, so that the first one of a kind is the one that is not doubled.
    for case, job, start in sorted(all_jobs(base), key=lambda one: (one[2], one[0].ref, one[1].id.int)):
        value = of(job)
        if value is None:
            besides.append(LeftOut(case.ref, missing, start, job=job.name))
            continue
        listed.append(Listed(case.ref, 1, job.name, yes=value not in seen))
        if value in seen:
            lowered.append(Lowering(case.ref, lowers, start, job=job.name))
        seen.add(value)
    counted = refs(one.ref for one in listed)
    unknown = {one.ref: one for one in besides if one.ref not in counted}
    left = tuple(_missing_or_none(base, counted, unknown))
    figure = Figure(
        item.id,
        len(seen),
        len(listed),
        base.refs,
        counted,
        refs(one.ref for one in listed if one.yes),
        left,
        cases=tuple(listed),
        besides=tuple(one for one in besides if one.ref in counted),
    )
    return by_figure(item, figure, tuple(lowered))


def _missing_or_none(base: Base, counted: tuple[str, ...], unknown: dict[str, LeftOut]) -> Iterator[LeftOut]:
    """Everybody who is not counted: for what is missing of a job, or for having none that counts."""
    for case in base.cases:
        if case.ref not in counted:
            yield unknown.get(case.ref) or case.without_job()


def job_types(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 19: different kinds of work among all jobs that began under IPS (D19, S23); its parts are the kinds."""
    found = _different(item, base, lambda job: job.job_type, Why.JOB_TYPE_MISSING, Lowers.SAME_TYPE)
    theirs: dict[str, list[str]] = defaultdict(list)
    for case, job, _ in all_jobs(base):
        if job.job_type is not None:
            theirs[job.job_type].append(case.ref)
    # In the order of their words, as they are where those of several laptops are added.
    parts = tuple(
        Part(JOBS_OF_KIND, len(jobs), of=JOB_TYPE, group=str(kind), people=refs(jobs), counted=refs(jobs))
        for kind, jobs in sorted(theirs.items())
    )
    return found if found.figure is None else replace(found, figure=replace(found.figure, parts=parts))


def employers(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 20: different employers among all jobs that began under IPS (D19)."""
    return _different(item, base, lambda job: job.employer, Why.EMPLOYER_MISSING, Lowers.SAME_EMPLOYER)


def competitive(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 21: of the jobs that people are in on the last day, those that are competitive and permanent.

    Below so many current jobs as the scale asks for it is too few for an anchor (domain.md 3.3). A job held at
    referral is none of ours.
    """
    listed: list[Listed] = []
    lowered: list[Lowering] = []
    left: list[LeftOut] = []
    for case in base.cases:
        jobs = [
            job
            for job in case.person.jobs
            if not job.held_at_referral and job.start_on is not None and job.current_on(base.period.last)
        ]
        if not jobs:
            ended = next((job for job in case.jobs if job.end_on is not None), None)
            left.append(
                case.without_job() if ended is None else LeftOut(case.ref, Why.ENDED, ended.end_on, job=ended.name)
            )
        for job in jobs:
            lasting = job.permanence in LASTING
            listed.append(Listed(case.ref, 1, job.name, yes=job.competitive and lasting))
            if not job.competitive:
                lowered.append(Lowering(case.ref, Lowers.NOT_COMPETITIVE, job.start_on, job=job.name))
            elif not lasting:
                why = Lowers.PERMANENCE_UNKNOWN if job.permanence is None else Lowers.NOT_PERMANENT
                lowered.append(Lowering(case.ref, why, job.start_on, job=job.name))
    yes = [one for one in listed if one.yes]
    counted = refs(one.ref for one in listed)
    figure = Figure(
        item.id,
        len(yes),
        len(listed),
        base.refs,
        counted,
        refs(one.ref for one in yes),
        tuple(left),
        cases=tuple(listed),
    )
    return by_figure(item, figure, tuple(lowered))
