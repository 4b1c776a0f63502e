"""How much work a question may cost. Past it the answer is unknown, never "safe"."""


class UndecidedError(Exception):
    """A question that can't be answered either way, and why."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class ExhaustedError(UndecidedError):
    """A question took more steps than it may."""

    def __init__(self, steps: int) -> None:
        super().__init__("budget", f"the question takes more than {steps} steps")


APPEALS = 3
"""Times that one question may ask for a second opinion."""
_WORTH = 100_000
"""Steps of a question that is worth one: less is a glance, or one of the many questions of a check."""
_AGAIN = 4
"""The part of the steps that a second opinion gives back, so that the question can go on: a quarter."""


class Budget:
    """A count of steps: states of an automaton and branches of a search; and of second opinions, which are asked for
    where the steps are spent (:mod:`hauberk.iam.algebra.solver`)."""

    __slots__ = ("appeals", "left", "steps")

    def __init__(self, steps: int = 200_000, appeals: int | None = None) -> None:
        self.steps = steps
        self.left = steps
        self.appeals = (APPEALS if steps >= _WORTH else 0) if appeals is None else appeals

    def spend(self, steps: int = 1) -> None:
        """Takes steps off. Raises :class:`ExhaustedError` when none are left."""
        self.left -= steps
        if self.left < 0:
            raise ExhaustedError(self.steps)

    def renew(self) -> None:
        """Some steps more, after a second opinion. There are never more than twice as many in all."""
        self.left = max(self.left, self.steps // _AGAIN)
