"""Parameters of a template, and what may be said of their values before deployment."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hauberk.model.guards import Fact, when
from hauberk.model.joining import combine, one_of, retrail
from hauberk.model.span import Span
from hauberk.model.values import MAX_ALTERNATIVES, Absent, Items, Known, OneOf, Plain, Reason, Unknown, Value
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.sources.cloudformation.dynamic import resolve_dynamic


class Parameter(NamedTuple):
    """One parameter. ``default`` is :class:`Absent` where there is none; ``pinned`` is set by the user or the parent.

    ``subject`` names it in guards: its name, behind the nested stack's id where it is in one. ``refused`` says why
    CloudFormation would refuse what the user gives it.
    """

    name: str
    type: str
    head: Span | None
    default: Value
    allowed: Mapping[str, Span] = {}  # of a list, what each element may be
    no_echo: bool = False
    pinned: Value | None = None
    description: str = ""
    subject: str = ""
    refused: str = ""

    @property
    def is_list(self) -> bool:
        """Whether ``Ref`` gives a list."""
        return self.type == "CommaDelimitedList" or self.type.startswith("List<") or "Value<List<" in self.type

    @property
    def is_open(self) -> bool:
        """Whether a comparison with any constant can go both ways: not pinned, not one of a few values, not a list."""
        few = self.allowed and len(self.allowed) <= MAX_ALTERNATIVES and not self.no_echo and not self.from_store
        return (self.pinned is None or self.from_store) and not few and not self.is_list

    @property
    def from_store(self) -> bool:
        """Whether the value is the name of a Parameter Store entry, whose content is read at deployment."""
        return self.type.startswith("AWS::SSM::Parameter::Value<")

    def fact(self, value: str) -> Fact:
        """The fact that the parameter has ``value``."""
        default = isinstance(self.default, Known) and not self.from_store and scalar_text(self.default.value) == value
        return Fact(self.subject or self.name, value, default)

    def value(self, compared: Iterable[str] = ()) -> Value:
        """What ``Ref`` gives. ``compared`` are the constants that conditions compare the parameter with."""
        name = self.subject or self.name
        if self.from_store:  # what is pinned then is the entry's name
            return self._unknown("parameter-store", f"{name} is read from Parameter Store at deployment")
        if self.pinned is not None:
            return combine((self.pinned,), lambda values: self._listed(resolve_dynamic(values[0])), self.pinned.trail)
        if self.no_echo:
            return self._unknown("no-echo", f"{name} is a NoEcho parameter")
        default = scalar_text(self.default.value) if isinstance(self.default, Known) else None
        if self.allowed and not self.is_list and len(self.allowed) <= MAX_ALTERNATIVES:
            choices = sorted(self.allowed, key=lambda choice: choice != default)
            branches = [(when(self.fact(choice)), self._known(choice)) for choice in choices]
            return one_of(branches, self._trail())
        others = sorted({choice for choice in compared if choice != default})[: MAX_ALTERNATIVES - 1]
        branches = [(when(self.fact(choice)), self._known(choice)) for choice in others]
        if default is not None:
            return OneOf(((when(self.fact(default)), self._known(default)), *branches), self._trail())
        unknown = self._unknown("parameter-without-default", f"parameter {name} has no default")
        if not branches:
            return unknown
        rest = frozenset(literal for choice in others for literal in when(self.fact(choice), False))
        return OneOf((*branches, (rest, unknown)), self._trail())

    def _trail(self) -> tuple[Span, ...]:
        return self.default.trail if isinstance(self.default, Known) else (self.head,) if self.head else ()

    def _unknown(self, code: str, text: str) -> Unknown:
        return Unknown(Reason(code, text), (self.head,) if self.head else ())

    def _known(self, text: str) -> Value:
        """One of the values that the parameter may have; what isn't its default comes from where it is allowed."""
        default = isinstance(self.default, Known) and scalar_text(self.default.value) == text
        trail = self._trail() if default or text not in self.allowed else (self.allowed[text],)
        return self._listed(resolve_dynamic(Known(text, trail)))

    def _listed(self, value: Value) -> Value:
        if not self.is_list or not isinstance(value, Known) or isinstance(value.value, Items):
            return value
        text = scalar_text(value.value)
        pieces = [piece.strip() for piece in text.split(",")] if text else []
        return Known(Items([Known(piece, value.trail) for piece in pieces]), value.trail)


def scalar_text(value: object) -> str:
    """A scalar as CloudFormation would write it into a string; empty for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float)) else ""


def read_parameters(section: Node | None, pins: Mapping[str, Value], prefix: str = "") -> dict[str, Parameter]:
    """The parameters of a template.

    ``pins`` fixes some by name. In a nested stack (``prefix`` is its id and a slash) what the parent doesn't pass keeps
    its default, and is fixed too.
    """
    parameters: dict[str, Parameter] = {}
    if not isinstance(section, MappingNode):
        return parameters
    for name, (key, node) in section.entries.items():
        if not isinstance(node, MappingNode):
            continue
        default = _default(node.get("Default"), key.span)
        no_echo = _text(node.get("NoEcho"), "false").lower() in ("true", "yes", "on")
        pinned = None if no_echo and not prefix else pins.get(name)  # what is given at deployment stays hidden
        if pinned is None and prefix and isinstance(default, Known):
            pinned = default
        parameter = Parameter(
            name=name,
            type=_text(node.get("Type"), "String"),
            head=key.span,
            default=default,
            allowed=_places(node.get("AllowedValues")),
            no_echo=no_echo,
            pinned=retrail(pinned, (key.span,)) if pinned is not None and not pinned.trail else pinned,
            description=_text(node.get("Description"), ""),
            subject=prefix + name,
        )
        given = None if prefix else pins.get(name)
        if isinstance(given, Known):
            parameter = parameter._replace(refused=_refusal(parameter, scalar_text(given.value), node))
        parameters[name] = parameter
    return parameters


def _refusal(parameter: Parameter, given: str, node: MappingNode) -> str:
    """Why CloudFormation would refuse a value; of a list each element counts, of Parameter Store nobody knows it."""
    if parameter.from_store:
        return ""
    from hauberk.sources.cloudformation.constraints import refusal

    values = [piece.strip() for piece in given.split(",")] if parameter.is_list else [given]
    return refusal(parameter.name, values, parameter.allowed, _text(node.get("AllowedPattern"), ""))


def _default(node: Node | None, head: Span) -> Value:
    if isinstance(node, Scalar):
        return Known(_as_written(node), (node.span,))
    if isinstance(node, Sequence):
        return Known(",".join(_texts(node)), (node.span,))
    return Absent((head,))


def _as_written(node: Scalar) -> Plain:
    return node.value if node.value is not None else node.text


def _text(node: Node | None, default: str) -> str:
    return scalar_text(node.value) if isinstance(node, Scalar) and node.value is not None else default


def _places(node: Node | None) -> dict[str, Span]:
    """The texts of a list, each with where it stands."""
    items = node.items if isinstance(node, Sequence) else []
    return {scalar_text(item.value): item.span for item in items if isinstance(item, Scalar)}


def _texts(node: Node | None) -> Iterable[str]:
    if isinstance(node, Sequence):
        yield from (scalar_text(item.value) for item in node.items if isinstance(item, Scalar))
