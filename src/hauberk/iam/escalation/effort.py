"""How much work an account may cost, over all questions. Past it what is left is undecided, and said to be."""

from collections.abc import Iterator
from contextlib import contextmanager

from hauberk.iam.algebra.budget import Budget, UndecidedError

QUESTION = 500
"""Steps that a question counts for at least: to put it costs something, even where the answer is plain."""


class SpentError(UndecidedError):
    """The account took more steps than it may."""

    def __init__(self, steps: int) -> None:
        super().__init__("effort", f"the account takes more than {steps:,} steps: what is left isn't looked at")


class Effort:
    """Counts questions and their steps; ``each`` is what one of them may take."""

    def __init__(self, total: int, each: int) -> None:
        self.total = total
        self.each = each
        self.left = total
        self.questions = 0

    def go_on(self) -> None:
        """Raises :class:`SpentError` when nothing is left."""
        if self.left <= 0:
            raise SpentError(self.total)

    @contextmanager
    def question(self) -> Iterator[Budget]:
        """The budget of one question. Raises :class:`SpentError` when nothing is left."""
        self.go_on()
        self.questions += 1
        budget = Budget(self.each)
        try:
            yield budget
        finally:
            self.left -= QUESTION + self.each - max(budget.left, 0)
