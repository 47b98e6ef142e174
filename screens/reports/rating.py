"""What people rate, beside what is computed: a review begun, an item rated, the review called whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from ips_tui.forms.asking import BadEntry
from screens.desk import desk_of
from screens.keys import bind, key_label
from screens.reports.base import ReportScreen
from screens.widgets.confirm import Answer, Confirm

if TYPE_CHECKING:
    from ips_tui.casework.fidelity import ReviewView


class RatingScreen(ReportScreen):
    """N begins a review or corrects the one at work, E rates the item at hand, K calls it whole, or opens it again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "review", "fidelity.review"),
        bind("e", "rate", "fidelity.rate"),
        bind("k", "complete", "fidelity.complete"),
    ]

    @property
    def item_at_hand(self) -> tuple[str, str] | None:
        """The id of the item that is meant, and what it is called."""
        return None

    def action_review(self) -> None:
        """N: the review that is not whole yet, else a new one about the period asked for."""
        from screens.entries.fidelity import fidelity_review_form

        period = self.asking.period(self.app.desk.clock.today())
        at_work = self._at_work()
        record = None if at_work is None else at_work.id
        self.app.push_screen(fidelity_review_form(self.app, record_id=record, period=period), self._written)

    def action_rate(self) -> None:
        """E: rate the item at hand in the review that is not whole yet."""
        from screens.entries.fidelity import fidelity_rating_form

        if (item := self.item_at_hand) is None:
            return
        if (review := self._at_work()) is None:
            self.say(self.app.words("fidelity.no_open_review", key=key_label("n", self.app.words)), problem=True)
            return
        self.app.push_screen(fidelity_rating_form(self.app, review.id, *item), self._written)

    def action_complete(self) -> None:
        """K: the reviewers are through; or why they are not."""
        from ips_tui.casework.fidelity import complete_review

        words = self.app.words
        if (review := self._at_work()) is None:
            self._open_again()
            return
        try:
            complete_review(desk_of(self.app), review.id)
        except BadEntry as refused:
            problem = refused.problems[0]
            self.say(words(problem.message_id, **dict(problem.values)), problem=True)
            return
        self.catch_up()
        self.say(words("fidelity.completed"))

    def _open_again(self) -> None:
        """Ask whether the newest review, which is whole, is to be rated further."""
        from ips_tui.casework.fidelity import reopen_review, reviews

        words, desk = self.app.words, desk_of(self.app)
        newest = next(iter(reviews(desk)), None)
        if newest is None:
            self.say(words("fidelity.no_open_review", key=key_label("n", words)), problem=True)
            return

        def answered(answer: str | None) -> None:
            if answer == "open":
                reopen_review(desk, newest.id)
                self.catch_up()

        question = words("fidelity.open_again", day=self.app.day_name(newest.reviewed_on))
        answers = (Answer("open", words("fidelity.open_yes")), Answer("no", words("fidelity.open_no"), safe=True))
        self.app.push_screen(Confirm(question, answers), answered)

    def _at_work(self) -> ReviewView | None:
        """The newest review that nobody called whole."""
        from ips_tui.casework.fidelity import reviews

        return next((one for one in reviews(desk_of(self.app)) if one.completed_on is None), None)

    async def _written(self, record: str | None) -> None:
        if record is not None:
            self.say("")
            self.catch_up()
