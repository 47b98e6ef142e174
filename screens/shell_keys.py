"""The keys that work everywhere, and where some of them do not.

F keys reach the program in every terminal and inside tmux, and write nothing in a field. F6 and F7 go to the
two areas visited many times a day; they have priority because a text area has uses of its own for them. F10 and
F11 belong to many terminals, Alt or Ctrl with a digit is swallowed or never sent, and letters would be typed. With
the F keys all taken, Community has Ctrl+O, for outreach, and Reports Ctrl+F, for figures: no field and no terminal has
a use for those.
Settings is visited once a month and found by Ctrl+P.
"""

from __future__ import annotations

from screens.keys import bind

SHELL_KEYS = (
    bind("f1", "help", "app.help", priority=True),
    bind("f3", "happened", "app.happened", priority=True),
    bind("f4", "may_say", "app.may_say", priority=True),
    bind("f5", "next_due", "app.next_due", priority=True),
    bind("f6", "go('today')", "app.today", priority=True),
    bind("f7", "go('caseload')", "app.caseload", priority=True),
    bind("f12", "go('employers')", "app.employers", priority=True),
    bind("ctrl+o", "go('community')", "app.community", priority=True),
    bind("ctrl+f", "go('reports')", "app.reports", priority=True),
    bind("f8", "privacy", "app.privacy", priority=True),
    bind("f9", "lock", "app.lock", priority=True),
    bind("ctrl+p", "find", "app.find", priority=True),
    bind("ctrl+q", "quit", "app.quit", priority=True),
    bind("ctrl+t", "week_later", "app.week_later", priority=True),
    bind("ctrl+r", "practice_again", "app.practice_again", priority=True),
    bind("ctrl+g", "picture", "app.picture", priority=True),
)
SHELL_ACTIONS = frozenset(key.action.split("(")[0] for key in SHELL_KEYS)
OVER_A_QUESTION = frozenset({"privacy", "lock", "quit"})
"""What may be done while a question waits for its answer."""
IN_PRACTICE = frozenset({"week_later", "practice_again", "picture"})
"""What only practice has."""
AT_THE_DOOR = frozenset({"help", "quit"})
"""What may be done before the store is open."""
