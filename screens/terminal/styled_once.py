"""A widget's look is worked out once: when it is mounted, and again when something about it changed.

Textual 8.2.8 also works it out for a widget that stands nowhere yet (an `Input` does so while it is being made), for
all of a screen when that comes to the front (`HouseScreen.on_screen_resume`), and reads every rule anew at the first
visit of a mode. Nearly a third of the time in which a form opens went there. And it goes through all rules for each
widget, and for each part of one as if that were a widget too: at every step from field to field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen

Holding = tuple[str, tuple[tuple[int, tuple[int, int, int]], ...]]
"""A part of a widget, and which of the rules that may hold for it do: the place and the weight of each."""


@dataclass
class Found:
    """What was looked up in one set of rules."""

    rules_map: dict[str, list[RuleSet]]
    rules: list[RuleSet]
    named: dict[frozenset[str], list[RuleSet]] = field(default_factory=dict)
    """By the names that rules know it by: the rules that may hold for a widget, in their order."""
    parts: dict[Holding, RulesMap] = field(default_factory=dict)


class RulesLookedUpOnce(Stylesheet):
    """Rules that are looked up by name, and the look of a part of a widget by the rules that hold for it."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._found = Found({}, [])
        self._only: list[RuleSet] | None = None

    @property
    def rules(self) -> list[RuleSet]:
        """All rules; for the `apply` that asks next, only those that may hold for its widget."""
        only, self._only = self._only, None
        return super().rules if only is None else only

    def apply(
        self, node: DOMNode, *, animate: bool = False, cache: dict[tuple[Any, ...], RulesMap] | None = None
    ) -> None:
        """Give a node and its parts the look that they have now."""
        self._only = self._may_hold(node)
        super().apply(node, animate=animate, cache=cache)

    def found(self) -> Found:
        """What was looked up in the rules as they are now."""
        rules_map = self.rules_map
        if self._found.rules_map is not rules_map:
            self._found = Found(rules_map, super().rules)
        return self._found

    def _may_hold(self, node: DOMNode) -> list[RuleSet]:
        found = self.found()
        names = frozenset(found.rules_map.keys() & node._selector_names)
        if names not in found.named:
            limit = {id(rule) for name in names for rule in found.rules_map[name]}
            found.named[names] = [rule for rule in found.rules if id(rule) in limit]
        return found.named[names]

    def _process_component_classes(self, node: DOMNode) -> None:
        classes = node._get_component_classes()
        if not classes:
            return
        before = node._component_styles.copy()
        node._component_styles.clear()
        path = node.css_path_nodes
        changed = False
        for name in sorted(classes):
            part = DOMNode(classes=name)
            part._attach(node)
            looks = self._look_of(name, [*path, part])
            if name in before and before[name].base._rules == looks:
                node._component_styles[name] = before[name]
            else:
                part._css_styles._rules.update(looks)
                node._component_styles[name] = part.styles
                changed = True
        if changed:
            node.refresh()

    def _look_of(self, name: str, path: list[DOMNode]) -> RulesMap:
        """The rules of a part, which is the last of those on the way from the app to it."""
        may = enumerate(self._may_hold(path[-1]))
        holding = (name, tuple((place, weight) for place, rule in may for weight in self._check_rule(rule, path)))
        found = self.found()
        if holding not in found.parts:
            tried = DOMNode(classes=name)
            tried._attach(path[-2])
            self.apply(tried)
            found.parts[holding] = tried._css_styles._rules
        return found.parts[holding]


class StyledOnce(App[int]):
    """An app that leaves alone what has its look already."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.stylesheet = RulesLookedUpOnce(variables=self.stylesheet._variables)

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Give a node and all within it the look that they have now; one that stands nowhere gets it when mounted."""
        if node.is_attached:
            super().update_styles(node, animate=animate)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        super()._load_screen_css(screen)
        if screen._css_update_count < 0:
            # It is being mounted by the rules that hold now.
            screen._css_update_count = self._css_update_count
