"""What stands in Settings: people and teams, the settings kept in the store, those of this computer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ips_tui.casework import retention, scales, settings, staff, team_lists, ways_in
from ips_tui.casework.settings import SettingView
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.fidelity.scale import IPS25
from ips_tui.domain.outcomes.definition import RulePack
from ips_tui.domain.retention import OWN, Profile
from ips_tui.ids import same_row_id
from screens.desk import desk_of

if TYPE_CHECKING:
    from screens.app import IpsApp

PEOPLE, TEAM, COMPUTER = "people", "team", "computer"
"""The groups, in their order."""
STAFF, CLINICAL_TEAM, COORDINATOR, LIST_ITEM = "staff", "clinical_team", "care_coordinator", "list_item"
SETTING, HERE, TIME_OVER, BRING_IN = "setting", "here", "time_over", "bring_in"
SECRETS = ("passphrase", "recovery_key", "openers", "keyring")
"""What opens the file; practice has nothing of it."""
LOCAL = (
    "words",
    "theme",
    "date_order",
    "lock_minutes",
    *SECRETS,
    "keys",
    "copying",
    "file",
    "copies",
    "second",
    "config",
)
"""What belongs to this computer, in its order."""


@dataclass(frozen=True)
class Row:
    """One line: what it is, what it is now, what else is known; and in full what it does and where it comes from."""

    kind: str
    id: str
    """A record's id, a setting's key or the name of a local setting."""
    group: str
    cells: tuple[str, str, str]
    told: tuple[str, ...] = ()
    record: str = ""
    """The id of the record whose history this is; empty for what has none."""
    value: str = ""
    """As it is kept."""


def all_rows(app: IpsApp) -> Iterator[Row]:
    """Every line, those of a group together."""
    yield from _people(app)
    for view in settings.team_settings(desk_of(app)):
        yield _setting(app, view)
        if view.key == settings.RETENTION:
            yield _time_over(app)
    yield from _scale(app)
    said = [app.words(f"settings.bring_in.{part}") for part in ("name", "value", "told")]
    yield Row(BRING_IN, BRING_IN, TEAM, (said[0], said[1], ""), (said[2],))
    for name in LOCAL:
        if app.desk.practice and name in SECRETS:
            continue
        yield _local(app, name)


def _people(app: IpsApp) -> Iterator[Row]:
    """Staff by ref, then each clinical team with its care coordinators, then what the team's own lists hold."""
    words, desk = app.words, desk_of(app)
    for member in staff.everyone(desk):
        said = [words(f"choice.staff_role.{member.role}"), member.ref]
        if member.full_time_percent != 100:
            said.append(words("settings.percent", percent=member.full_time_percent))
        yield _record(words, STAFF, str(member.id), member.name, said)
    for team in staff.clinical_teams(desk):
        yield _record(words, CLINICAL_TEAM, str(team.id), team.name, [team.place])
        for person in team.care_coordinators:
            yield _record(words, COORDINATOR, str(person.id), person.name, [team.name, person.telephone])
    for item in team_lists.list_items(desk):
        yield _record(words, LIST_ITEM, str(item.id), item.name, [words.choice("list_kind", item.kind)])


def _record(words: Words, kind: str, record_id: str, name: str, said: list[str]) -> Row:
    more = ", ".join(part for part in said if part)
    # Below the list there is room for all of it.
    told = (", ".join((name, more)),) if more else ()
    return Row(kind, record_id, PEOPLE, (words(f"settings.kind.{kind}"), name, more), told, record_id)


# What is kept in the store


def _setting(app: IpsApp, view: SettingView) -> Row:
    words, key = app.words, f"settings.{view.key}"
    value, more, told = view.value or words("settings.not_set"), "", [words(f"{key}.does")]
    if view.rhythm:
        usual = days(words, view.default)
        value = days(words, view.value)
        # The column has room for the figure, the lines below for where it comes from.
        more = words("settings.as_it_comes" if view.value == view.default else "settings.default_is", days=usual)
        told.append(words("settings.default", days=usual, source=words(f"{key}.source")))
    elif view.key == settings.READING:
        value = words.choice("reading", view.value)
        told.append(words(f"settings.reading_source.{view.value}"))
    elif view.key == settings.RETENTION:
        rule = retention.profile(desk_of(app))
        value = words("retention.short.none") if rule is None else rule_short(words, rule)
        told += [] if rule is None else [rule_told(words, rule)]
    elif view.key == settings.RULE_PACK:
        pack = settings.rule_pack(desk_of(app))
        value = words(f"rule_pack.{pack.id}")
        told.append(rule_pack_told(words, pack))
    told.append(_changed(app, view))
    return Row(SETTING, view.key, TEAM, (words(f"{key}.name"), value, more), tuple(told), str(view.row_id), view.value)


def _scale(app: IpsApp) -> Iterator[Row]:
    """By which fidelity scale, where there is one of the team's own to choose."""
    words, desk = app.words, desk_of(app)
    if not scales.own_scales(desk) and scales.chosen_scale(desk) == IPS25:
        return
    from ips_tui.reports.fidelity_words import scale_line

    chosen, key = scales.scale(desk), f"settings.{scales.SCALE}"
    told = [words(f"{key}.does")]
    if scales.chosen_scale(desk) != chosen.id:
        told.append(words("fidelity.scale_not_here", id=scales.chosen_scale(desk)))
    record = str(same_row_id("setting", scales.SCALE))
    yield Row(
        SETTING,
        scales.SCALE,
        TEAM,
        (words(f"{key}.name"), scale_line(chosen, words), ""),
        tuple(told),
        record,
        chosen.id,
    )


def rule_pack_told(words: Words, pack: RulePack) -> str:
    """A rule pack with its date, from when on a job counts by it, and whose rule it is."""
    counts = words(f"rule_pack.counts_from.{pack.rules.counts_from}")
    told = words("rule_pack_told.row", version=pack.version, day=full_date(pack.dated, words.dates), counts=counts)
    if not pack.sources:
        return told
    sources = "; ".join(source.title for source in pack.sources)
    return f"{told} {words('rule_pack_told.sources', sources=sources)}"


def _time_over(app: IpsApp) -> Row:
    """How many records wait for a decision."""
    words, desk = app.words, desk_of(app)
    count = len(retention.time_over(desk))
    name = "count_none" if not count else "count_one" if count == 1 else "count"
    said = words(f"retention.{name}", count=count)
    if retention.profile(desk) is None:
        said = words("retention.none_chosen")
    return Row(TIME_OVER, TIME_OVER, TEAM, (words("retention.row"), said, ""), (words("retention.row_told"),))


def rule_short(words: Words, rule: Profile) -> str:
    """A rule as it fits a column."""
    return words(f"retention.short.{rule.id}", years=rule.years)


def rule_told(words: Words, rule: Profile) -> str:
    """A rule with its source and when that was read."""
    said = words(f"retention.profile.{rule.id}") if rule.id != OWN else words("retention.short.own", years=rule.years)
    told = words("retention.by", rule=said)
    if rule.checked is None:
        return told
    day = full_date(rule.checked, words.dates)
    return f"{told} {words('retention.rule_told', source=rule.source, address=rule.address, day=day)}"


def days(words: Words, figure: str) -> str:
    """A figure of the rules in words."""
    if figure == "0":
        return words("settings.days_none")
    return words("settings.days_one") if figure == "1" else words("settings.days", days=figure)


def _changed(app: IpsApp, view: SettingView) -> str:
    words = app.words
    if view.changed_at is None:
        return words("settings.never_changed")
    said = "settings.changed" if view.changed_by else "settings.changed_by_nobody"
    day = full_date(view.changed_at.date(), words.dates)
    return words(said, day=day, time=f"{view.changed_at:%H:%M}", name=view.changed_by)


# What belongs to this computer


def _local(app: IpsApp, name: str) -> Row:
    words = app.words
    label, does = f"settings.here.{name}.name", f"settings.here.{name}.does"
    if name == "file" and app.desk.practice:
        label, does = "settings.here.file.practice_name", "settings.here.file.practice_does"
    return Row(HERE, name, COMPUTER, (words(label), _value(app, name), ""), (words(does),))


def _value(app: IpsApp, name: str) -> str:
    words, desk = app.words, desk_of(app)
    config = desk.config
    if name == "words":
        return words.choice("word_pack", words.pack)
    if name == "theme":
        return words(f"settings.here.theme.{theme(app)}")
    if name == "date_order":
        return order(words, config.date_order)
    if name == "lock_minutes":
        return words("settings.here.lock_minutes.practice") if desk.practice else minutes(words, config.lock_minutes)
    if name == "keys":
        said = "settings.here.keys.some" if config.keys else "settings.here.keys.none"
        return words(said, count=len(config.keys))
    if name in SECRETS or name == "copying":
        return words(f"settings.here.{name}.{_said_of(app, name)}", count=_count(app, name))
    if name == "second":
        return config.copies or words("settings.here.second.none")
    places = {"file": desk.files.path, "copies": desk.files.backups, "config": app.config_path}
    place = places[name]
    return words("settings.here.config.none") if place is None else str(place)


def _said_of(app: IpsApp, name: str) -> str:
    """Which of its sentences says how it is now."""
    desk = desk_of(app)
    if name == "copying":
        return "yes" if desk.config.copying else "no"
    if name == "keyring":
        return "yes" if remembers(app) else "no"
    return "one" if name == "openers" and _count(app, name) == 1 else "value"


def remembers(app: IpsApp) -> bool:
    """Whether this computer's keyring opens the file when the program starts."""
    desk = desk_of(app)
    return desk.config.keyring and ways_in.remembers(desk)


def _count(app: IpsApp, name: str) -> int:
    return sum(one.passphrase for one in ways_in.openers(desk_of(app))) if name == "openers" else 0


def theme(app: IpsApp) -> str:
    """`dark` or `light`, as it is now."""
    return "dark" if app.current_theme.dark else "light"


def order(words: Words, date_order: str) -> str:
    """An order of dates in words."""
    return words(f"settings.here.date_order.{date_order}")


def minutes(words: Words, count: int) -> str:
    """Minutes until the lock in words."""
    if not count:
        return words("settings.here.lock_minutes.never")
    return words(f"settings.here.lock_minutes.minutes{'_one' if count == 1 else ''}", minutes=count)
