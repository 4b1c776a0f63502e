"""The entries of a mapping as AWS sees them: loops unrolled, included files merged in."""

from collections.abc import Callable
from typing import NamedTuple

from hauberk.model.span import Span
from hauberk.model.values import Unknown
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Mapping, Node, Sequence
from hauberk.sources.cloudformation.loops import LOOP, NO_SCOPE, Scope, Unroller

TRANSFORM = "Fn::Transform"
INCLUDE = "AWS::Include"


class Scoped(NamedTuple):
    """A node that waits to be resolved, with the loop variables and the key that it stands under."""

    node: Node
    scope: Scope
    key: Node | Span | None

    @property
    def span(self) -> Span | None:
        """Where the key stands."""
        return self.key.span if isinstance(self.key, Node) else self.key


class Entries(NamedTuple):
    """Named nodes, and why others that belong here aren't among them (a loop, an include, a macro)."""

    named: dict[str, Scoped]
    missing: tuple[ReadingError, ...] = ()


def is_plain(node: Mapping) -> bool:
    """Whether a mapping has neither loops nor includes."""
    return not any(name.startswith("Fn::") and (name == TRANSFORM or LOOP.match(name)) for name in node.entries)


def entries_of(
    node: Mapping, unroller: Unroller, include: Callable[[Node], Node | Unknown], scope: Scope = NO_SCOPE
) -> Entries:
    """The entries of ``node``. Of two with one name the later counts."""
    if is_plain(node):
        if not scope:
            return Entries({name: Scoped(child, scope, key) for name, (key, child) in node.entries.items()})
        return Entries({scope.fill(name): Scoped(child, scope, key) for name, (key, child) in node.entries.items()})
    named: dict[str, Scoped] = {}
    missing: list[ReadingError] = []
    for name, (key, child) in node.entries.items():
        if name == TRANSFORM:
            for macro in macros(child):
                included = include(macro)
                if isinstance(included, Mapping):
                    inner = entries_of(included, unroller, include, scope)
                    named.update(inner.named)
                    missing.extend(inner.missing)
                elif isinstance(included, Unknown):
                    missing.append(ReadingError(included.reason.code, included.reason.text, key.span))
                else:
                    missing.append(ReadingError("include", "the included file isn't a mapping", key.span))
        elif LOOP.match(name):
            try:
                for made, head, body, inside in unroller.entries(name, key.span, child, scope):
                    named[made] = Scoped(body, inside, head)
            except ReadingError as error:
                missing.append(error)
        else:
            named[scope.fill(name)] = Scoped(child, scope, key)
    return Entries(named, tuple(missing))


def macros(argument: Node) -> list[Node]:
    """The macros that an ``Fn::Transform`` calls: one, or a list of them."""
    return argument.items if isinstance(argument, Sequence) and not argument.tag else [argument]
