"""What the functions of applications need, are granted, and lack: plain data, without the files that it came from."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from hauberk.iam.language.text import Glob
from hauberk.model.ledger import Gap
from hauberk.model.span import Span
from hauberk.questions.used import Use, Used
from hauberk.study.needs.comparison import Compared, Excess
from hauberk.study.needs.needed import Evidence, Needed

TOO_LONG = "policy-too-long"
"""The reason for which a function's policy isn't one that its role can have."""


class Place(NamedTuple):
    """A line of a file, or a record of a log."""

    path: str
    line: int
    record: int = 0

    def __str__(self) -> str:
        """As a reader is told it."""
        if self.record:
            return f"{self.path} record {self.record}"
        return f"{self.path}:{self.line}" if self.line else self.path


class Doubt(NamedTuple):
    """Something that can't be told, and why."""

    place: Place
    code: str
    text: str


class Row(NamedTuple):
    """An action, or a pattern of some: whether it is granted, unless that isn't known, needed, and when it was used."""

    action: str
    granted: bool | None
    needed: bool
    used: Use | None


class OfFunction(NamedTuple):
    """What one function needs and is granted."""

    id: str
    name: str
    needed: tuple[Needed, ...]
    compared: Compared | None
    """``None`` where its role isn't of the application."""
    unknown: tuple[Doubt, ...]
    role: str = ""
    """The logical id of its role."""
    made: bool = False
    """Whether SAM makes the role."""
    attached: int = 0
    """How many managed policies its role has at most, those that SAM gives among them."""
    waiting: frozenset[str] = frozenset()
    """The resources that need the role: what names them can't stand in it."""
    used: Used | None = None
    """What the deployed function has used, where an account was given and tells."""

    @property
    def rows(self) -> "Iterator[Row]":
        """Granted, needed and used, action by action: what is needed first, then what is granted beyond it."""
        compared = self.compared or Compared()
        missing = {one.needed.action for one in compared.missing}
        actions: set[str] = set()
        for need in self.needed:
            if need.action not in actions:
                granted = None if self.compared is None else need.action not in missing
                yield Row(need.action, granted, True, self._use(need.action))
            actions.add(need.action)
        for more in compared.excess:
            if more.action not in actions:
                yield Row(more.action, True, False, self._use(more.action))
            actions.add(more.action)

    def _use(self, action: str) -> Use | None:
        return None if self.used is None else self.used.of(action)


class Fit(NamedTuple):
    """A policy template of SAM's that says exactly what is needed, with its parameter."""

    template: str
    parameter: str
    value: str
    needed: tuple[Needed, ...] = ()
    """What it says."""


class OfApplication(NamedTuple):
    """What the functions of one application need, and how its places and texts are told."""

    path: str
    functions: tuple[OfFunction, ...]
    spelled: Callable[[Glob], str]
    """A text as ``Fn::Sub`` takes it."""
    place: Callable[[Evidence], Place]
    line: Callable[[Span | None], Place]
    fitting: Callable[[Iterable[Needed]], tuple[tuple[Fit, ...], tuple[Needed, ...]]]
    """SAM's policy templates that say exactly what is needed, and what they leave to say."""
    nested: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    """Texts that nobody is shown."""
    format: str = ""


class Least(NamedTuple):
    """The answer."""

    applications: tuple[OfApplication, ...]
    gaps: tuple[Gap, ...]

    @property
    def functions(self) -> Iterator[OfFunction]:
        """Those of all applications."""
        return (function for one in self.applications for function in one.functions)

    @property
    def excess(self) -> Iterator[Excess]:
        """Everything that is granted beyond what is needed."""
        return (one for function in self.functions if function.compared for one in function.compared.excess)

    @property
    def is_open(self) -> bool:
        """Whether something couldn't be read or decided."""
        return bool(self.gaps) or any(function.unknown for function in self.functions)
