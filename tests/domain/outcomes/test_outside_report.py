"""A whole report for outside: nobody who knows how many people were served can work out a number of one to four."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ips_tui.domain.outcomes.figure import Figure, Kind, Part
from ips_tui.domain.outcomes.outside import is_small
from ips_tui.domain.outcomes.outside_report import in_report
from ips_tui.domain.outcomes.totals import PartTotal, Total

_GROUPS = ("woman", "man", "another", "")


def _refs(count: int) -> tuple[str, ...]:
    return tuple(f"P{number:02}" for number in range(count))


def _share(people: int, counted: int, base: int, *parts: Part) -> Figure:
    return Figure("M8", people, counted, _refs(base), _refs(counted), _refs(people), parts=parts)


def test_a_figure_about_nearly_everybody_tells_of_the_few_it_leaves_out() -> None:
    for people, counted, base, said in (
        (6, 12, 24, (6, 12)),
        (6, 12, 12, (6, 12)),
        # One who came in work could be told by the eleven.
        (5, 11, 12, (None, None)),
        (6, 12, 16, (None, None)),
        (6, 12, 17, (6, 12)),
        (4, 12, 24, (None, 12)),
        (8, 12, 24, (None, 12)),
        (0, 4, 24, (None, None)),
    ):
        told, _ = in_report(_share(people, counted, base))
        assert (told.numerator, told.denominator) == said, (people, counted, base)
        assert told.suppressed is (None in said)
    into_work = Figure("M5", 9, None, _refs(12), _refs(9), _refs(9))
    assert in_report(into_work)[0].suppressed and not in_report(replace(into_work, base=_refs(9)))[0].suppressed


def test_a_part_that_differs_by_few_from_the_whole_is_left_out() -> None:
    def part(people: int, counted: int) -> bool:
        came = Part("came_in_period", people, counted, people=_refs(people), counted=_refs(counted))
        ((_, told),) = in_report(_share(10, 20, 30, came))[1]
        return told.suppressed

    assert not part(5, 10) and not part(10, 20)
    # Of those who came earlier: two people in all, two at work, one not at work.
    assert part(9, 18) and part(8, 14) and part(5, 14)


def test_parts_by_specialist_name_staff_and_are_not_there() -> None:
    weekly = Part("weekly_contacts", 13, 4, of="specialist", group="ES2", mean=True)
    told, parts = in_report(Figure("M22", 15, 3, (), (), (), parts=(weekly,), mean=True))
    assert told.value == 5 and parts == ()


@st.composite
def _equity(draw: st.DrawFn) -> Total:
    """M25 of so many people in each group: served, of these without work, of these into work."""
    cells = st.integers(0, 14)
    served = {group: draw(cells) for group in _GROUPS}
    counted = {group: draw(st.integers(0, served[group])) for group in _GROUPS}
    working = {group: draw(st.integers(0, counted[group])) for group in _GROUPS}
    parts = [PartTotal("M1", count, None, "gender", group, count, count) for group, count in served.items()]
    parts += [PartTotal("M5", count, None, "gender", group, count, count) for group, count in working.items()]
    parts += [
        PartTotal("M8", count, counted[group], "gender", group, count, counted[group])
        for group, count in working.items()
    ]
    everyone = sum(served.values())
    return Total("M25", everyone, everyone, everyone, everyone, everyone, tuple(parts))


@given(_equity())
def test_no_group_of_one_to_four_can_be_worked_out(figure: Total) -> None:
    told, parts = in_report(figure)
    assert told.suppressed is (figure.base_count < 5 and figure.base_count > 0)
    said = {(part.id, part.group): one for part, one in parts}
    served = {group: said["M1", group].numerator for group in _GROUPS}
    for part, one in parts:
        everyone = served[part.group]
        if one.numerator is not None:
            assert not is_small(part.people_count)
            assert everyone is None or part.kind is Kind.SHARE or not is_small(int(everyone - one.numerator))
        if one.denominator is not None:
            assert not is_small(part.counted_count)
            assert everyone is None or not is_small(int(everyone - one.denominator))
    for name, whole in (("M1", figure.base_count), ("M5", None), ("M8", None)):
        row = [said[name, group] for group in _GROUPS]
        numbers = [one.numerator if name != "M8" else one.denominator for one in row]
        # Whoever knows the whole knows the sum of what is left out: it is of five people at least, and of two groups.
        gone = [number for number in numbers if number is None]
        known = sum(int(number) for number in numbers if number is not None)
        if whole is not None and not told.suppressed:
            assert len(gone) != 1 and (not gone or not is_small(whole - known))
        elif name == "M8" and not gone:
            assert not is_small(figure.base_count - known)
