"""Names that are known already, for what asks for values of code."""

from hauberk.code.flow.values import Atom
from hauberk.code.flow.values import Value as CodeValue
from hauberk.iam.language.text import Glob
from hauberk.study.needs.names import Names


class Given(Atom):
    """A name that is known."""

    __slots__ = ("glob",)

    def __init__(self, known: Glob) -> None:
        super().__init__(known)
        self.glob = known


class GivenNames(Names):
    """The names of a function, those that are given among them."""

    def __init__(self, names: Names) -> None:
        super().__init__(names.function, names.study, lambda _: None)

    def of(self, value: CodeValue | None) -> tuple[Glob, ...]:
        """Every name that a value may be."""
        only = value.only if value is not None else None
        return (only.glob,) if isinstance(only, Given) else super().of(value)


def given(known: Glob) -> CodeValue:
    """A name as a value of code."""
    return CodeValue((Given(known),))
