"""What a run of thousands of tests in one process needs and a person's one program does not.

Nothing here changes what a test sees; each part says what it leaves out and why that is nothing.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from textual import _callback
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.cache import FIFOCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip

from ips_tui.store import engine as store_engine
from ips_tui.store import migrate
from ips_tui.store.search import INDEX, is_index
from screens.terminal.styled_once import Found, RulesLookedUpOnce

MOST_STATEMENTS = 5000
"""More than the program has."""
MOST_ROUNDS = 20
"""Something that never comes to rest is left to what waits for it, as before."""


def statements_compiled_once() -> None:
    """Each engine compiles its statements anew, a quarter of the time of all tests; here they share the first one's."""
    made: list[Engine] = []
    create = store_engine.create_engine

    def sharing(*args: Any, **options: Any) -> Engine:
        made.append(create(*args, query_cache_size=MOST_STATEMENTS, **options))
        engine, first = made[-1], made[0]
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        del made[1:]
        return engine

    store_engine.create_engine = sharing


def stores_built_by_revisions_once() -> None:
    """Twelve revisions build each new store, half a second each time; from the second on it is what they came to.

    That revisions build it as the models say, and that a first run may fail among them, is tested without this.
    """
    build = migrate.build
    script: list[str] = []

    def build_again(connect: Callable[[], Any]) -> None:
        opened = connect()
        try:
            for statement in script:
                opened.execute(statement)
            if not script:
                build(connect)
                script.extend(_statements_of(opened))
        finally:
            opened.close()

    migrate.build = build_again


def _statements_of(connection: Any) -> Iterator[str]:
    """What makes an empty store of the same schema, in one transaction."""
    yield "BEGIN IMMEDIATE"
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"):
        # What SQLite makes for the index by itself.
        if not is_index(name) or name == INDEX:
            yield sql
    ((version,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    yield f"INSERT INTO alembic_version VALUES ('{version}')"
    yield "COMMIT"


def garbage_looked_for_less() -> None:
    """Next to nothing of what stands in memory is garbage."""
    gc.set_threshold(200_000, 10, 50)


def what_is_loaded_stays() -> None:
    """Nothing of what is loaded before the first test is ever garbage; it need not be looked through again."""
    gc.collect()
    gc.freeze()


def screens_awaited_where_they_work() -> None:
    """A pilot's pause asks every widget to say that it is through; here only those that are not, until all are.

    Textual 8.2.8 sends a message to each widget of the screen, a hundred on a form, and each then looks for anything
    to lay out or paint: half of what a key cost. A widget that sleeps until its next message is through. Others
    are asked once more than there, since what they did may have given their neighbours something to do.
    """
    once = Pilot._wait_for_screen

    async def wait_for_screen(self: Pilot[Any], timeout: float = 30.0) -> bool:
        for _ in range(MOST_ROUNDS):
            try:
                screen = self.app.screen
            except Exception:
                return await once(self, timeout)
            busy = [pump for pump in (self.app, *screen.walk_children(with_self=True)) if not _sleeps(pump)]
            if not busy:
                break
            if not await _through(self.app, busy, timeout):
                return False
        return True

    Pilot._wait_for_screen = wait_for_screen  # type: ignore[method-assign]


def screens_painted_where_they_are_looked_at() -> None:
    """A headless program paints every frame and throws it away, a tenth of the time of a test of a screen.

    Here a frame is painted where a test looks at it, as it stands then, and once before the program ends, so that what
    cannot be painted is noticed even where nobody looks.
    """
    paint = Compositor.render_update
    look = Compositor.render_strips
    end = App._shutdown

    def render_update(
        self: Compositor, full: bool = False, screen_stack: list[Any] | None = None, simplify: bool = False
    ) -> Any:
        if full:
            return paint(self, full=full, screen_stack=screen_stack, simplify=simplify)
        visible_screen_stack.set([] if screen_stack is None else screen_stack)
        self._dirty_regions.clear()
        return None

    def render_strips(self: Compositor, size: Size | None = None) -> list[Strip]:
        if isinstance(self.root, Screen) and self.root.is_attached:
            # What stands behind a question is painted with it.
            visible_screen_stack.set(self.root.app._background_screens)
        return look(self, size)

    async def shutdown(self: App[Any]) -> None:
        if self._running and self._screen_stack and self.screen.size:
            self.screen._compositor.render_strips()
        await end(self)

    Compositor.render_update = render_update  # type: ignore[method-assign]
    Compositor.render_strips = render_strips  # type: ignore[method-assign]
    App._shutdown = shutdown  # type: ignore[method-assign]


def parameters_counted_once() -> None:
    """Textual 8.2.8 keeps how many parameters a callback takes with the one call, and so reads each signature anew."""
    counted: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
    count = _callback._count_parameters

    def kept(func: Callable[..., Any]) -> int:
        # The same function takes one more where it is no method of something.
        bare = getattr(func, "__func__", None)
        if bare is None:
            return count(func)
        if bare not in counted:
            counted[bare] = count(func)
        return counted[bare]

    _callback._count_parameters = kept


def rules_of_looks_read_once() -> None:
    """Each program reads the rules of every widget's look anew; here they share those of the first with its colours.

    So do they share which of the rules name what, and what was looked up in them. Nothing writes into a rule that was
    read: within one program every widget of a kind shares it.
    """
    colours: dict[tuple[Any, ...], int] = {}
    read: dict[tuple[Any, ...], list[RuleSet]] = {}
    named: dict[tuple[int, ...], dict[str, list[RuleSet]]] = {}
    read_anew = Stylesheet._parse_rules
    name_anew = Stylesheet.rules_map.fget
    assert name_anew is not None

    def colours_of(sheet: Any) -> int:
        variables, number = getattr(sheet, "_colours_known", (None, 0))
        if variables is not sheet._variables:
            number = colours.setdefault(tuple(sheet._variables.items()), len(colours))
            sheet._colours_known = (sheet._variables, number)
        return number

    def read_once(self: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
        key = (colours_of(self), source, tuple(more.items()))
        if key not in read:
            read[key] = read_anew(self, *source, **more)
        return read[key]

    def name_once(self: Stylesheet) -> dict[str, list[RuleSet]]:
        if self._rules_map is None:
            # Every rule is kept in `read`, so that no other ever has its id.
            key = tuple(map(id, self.rules))
            if key not in named:
                named[key] = name_anew(self)
            self._rules_map = named[key]
        return self._rules_map

    Stylesheet._parse_rules = read_once  # type: ignore[method-assign]
    looked_up: dict[int, Found] = {}

    def found_once(self: RulesLookedUpOnce) -> Found:
        # Every map is kept in `named`, so that no other ever has its id.
        key = id(self.rules_map)
        if key not in looked_up:
            looked_up[key] = Found(self.rules_map, self.rules)
        return looked_up[key]

    Stylesheet.rules_map = property(name_once)  # type: ignore[assignment]
    RulesLookedUpOnce.found = found_once  # type: ignore[method-assign]


def values_of_widgets_read_plainly() -> None:
    """Textual 8.2.8 asks four questions before it gives the value of a reactive; here, where it is set, none.

    Whether the value is worked out by a method is a matter of the class, and asked once of each.
    """
    plain: dict[tuple[type, str], bool] = {}
    read = Reactive.__get__

    def get(self: Reactive[Any], obj: Any, obj_type: Any = None) -> Any:
        if obj is not None:
            key = (type(obj), self.compute_name)
            if key not in plain:
                plain[key] = not hasattr(*key)
            if plain[key]:
                # Nothing is set on what has not been made yet, so the complaint about that comes from below.
                value = obj.__dict__.get(self.internal_name, read)
                if value is not read:
                    return value
        return read(self, obj, obj_type)

    Reactive.__get__ = get  # type: ignore[method-assign,assignment]


def lines_remember_when_asked() -> None:
    """Textual makes seven empty stores of what was worked out for each line of each widget; most are never used."""
    sizes = {"_crop_cache": 16, "_style_cache": 16}
    sizes |= dict.fromkeys(("_divide_cache", "_filter_cache", "_line_length_cache", "_crop_extend_cache"), 4)
    sizes |= {"_offsets_cache": 4}

    def init(self: Strip, segments: Iterable[Any], cell_length: int | None = None) -> None:
        self._segments = list(segments)
        self._cell_length = cell_length
        self._render_cache = self._link_ids = self._cell_count = None

    def getattr_(self: Strip, name: str) -> FIFOCache[Any, Any]:
        if name not in sizes:
            raise AttributeError(name)
        cache: FIFOCache[Any, Any] = FIFOCache(sizes[name])
        setattr(self, name, cache)
        return cache

    Strip.__init__ = init  # type: ignore[method-assign]
    Strip.__getattr__ = getattr_  # type: ignore[attr-defined]


def screens_found_without_an_import() -> None:
    """Textual imports the class anew, to no avail, each time a widget asks for the screen that it is on."""

    look = DOMNode.screen.fget
    assert look is not None

    def screen(self: DOMNode) -> Screen[Any]:
        node: Any = self
        while not isinstance(node, Screen):
            node = getattr(node, "_parent", None)
            if node is None:
                return look(self)  # which says what is wrong
        return node

    DOMNode.screen = property(screen)  # type: ignore[assignment]


def hearers_looked_for_once() -> None:
    """For each message Textual asks every class above a widget whether it hears it; here who does is kept.

    What they do is looked up anew, so a test may put something else in its place.
    """
    hearers: dict[tuple[type, type, str], tuple[tuple[type, str], ...] | None] = {}
    look = MessagePump._get_dispatch_methods

    def of(pump: type, message: type[Message], name: str) -> tuple[tuple[type, str], ...] | None:
        """The classes and the names of their methods; None where which of them hears it depends on more."""
        found = []
        for cls in pump.__mro__:
            decorated: Any = cls.__dict__.get("_decorated_handlers") or {}
            if any(kind in decorated for kind in message.__mro__):
                return None
            found += [(cls, named) for named in (f"_{name}", name) if cls.__dict__.get(named) is not None][:1]
        return tuple(found)

    def get(self: MessagePump, method_name: str, message: Message) -> Iterable[tuple[type, Any]]:
        key = (type(self), type(message), method_name)
        if key not in hearers:
            hearers[key] = of(*key)
        kept = hearers[key]
        return look(self, method_name, message) if kept is None else heard_by(self, kept, message)

    def heard_by(self: MessagePump, kept: tuple[tuple[type, str], ...], message: Message) -> Iterator[tuple[type, Any]]:
        for cls, named in kept:
            if message._no_default_action:
                break
            method = cls.__dict__[named]
            if not getattr(method, "_textual_on", None):
                yield cls, method.__get__(self, cls)

    MessagePump._get_dispatch_methods = get  # type: ignore[method-assign]


async def _through(app: App[Any], busy: list[MessagePump], timeout: float) -> bool:
    """Wait until each of them has done what waited for it; False after a fault."""
    done = asyncio.Event()
    owed = 0

    def through() -> None:
        nonlocal owed
        owed -= 1
        if not owed:
            done.set()

    for pump in busy:
        owed += pump.call_later(through)
    if owed:
        either = [asyncio.create_task(done.wait()), asyncio.create_task(app._exception_event.wait())]
        _, pending = await asyncio.wait(either, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        if len(pending) == len(either):
            raise WaitForScreenTimeout("Timed out while waiting for widgets to process pending messages.")
    return not owed


def _sleeps(pump: MessagePump) -> bool:
    """Whether it has done all that was asked of it, and sleeps until the next message."""
    queue = pump._message_queue
    # Its task has come to ask for a message, and none has been laid before it since.
    asleep = any(not asking.done() for asking in queue.ready_event._waiters)
    return asleep and queue.empty() and pump._pending_message is None and not pump._next_callbacks
