"""`ips-tui people`: everyone on the caseload."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.casework.caseload import PersonLine, everyone
from ips_tui.cli import opening, shapes
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import days, write_json, write_lines
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.four_weeks import Reading
from ips_tui.paths import Paths


def run(asked: Asked, paths: Paths) -> int:
    """Print the caseload by ref; the exit status. Raises StoreProblem and Refusal."""
    with opening.up_to_date(asked, paths) as desk:
        people = everyone(desk, specialist=opening.specialist(desk, asked.specialist))
        words, day = desk.words, desk.clock.today()
    if asked.json:
        write_json({"as_of": day.isoformat(), "people": [shapes.person(line) for line in people]})
        return 0
    lines = [words("cli.practice")] if asked.demo else []
    lines.append(words("cli.people.heading", day=full_date(day, words.dates), people=len(people)))
    write_lines(lines + [person_line(line, words) for line in people])
    return 0


def person_line(line: PersonLine, words: Words) -> str:
    """One participant in one line: stage, specialist, clock, what is due or to be minded."""
    return words(
        "cli.people.person",
        ref=line.ref,
        name=line.name,
        stage=line.stage,
        stage_name=words(f"stage.{line.stage}.name"),
        days=days(words, line.days_in_stage),
        specialist=" ".join(part for part in (line.specialist, line.specialist_name) if part),
        more="".join(f"; {part}" for part in _more(line, words)),
    )


def _more(line: PersonLine, words: Words) -> Iterator[str]:
    if line.clock_day is not None:
        late = line.clock_day - line.clock_limit
        of = "clock_employer" if line.clock_reading is Reading.EMPLOYER_MET else "clock"
        said = f"cli.people.{of}_late" if late > 0 else f"cli.people.{of}"
        yield words(said, day=line.clock_day, limit=line.clock_limit, days=late)
    for flag in line.flags:
        yield words(f"flag.{flag}") if words.has(f"flag.{flag}") else words(f"kind.{flag}")
