"""How much work a question may cost. Past it the answer is unknown, never "safe"."""


class ExhaustedError(Exception):
    """A question took more steps than it may."""


class Budget:
    """A count of steps: states of an automaton and branches of a search."""

    __slots__ = ("left", "steps")

    def __init__(self, steps: int = 200_000) -> None:
        self.steps = steps
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Takes steps off. Raises :class:`ExhaustedError` when none are left."""
        self.left -= steps
        if self.left < 0:
            raise ExhaustedError
