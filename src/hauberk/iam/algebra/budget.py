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
            raise ExhaustedError(self.steps)
