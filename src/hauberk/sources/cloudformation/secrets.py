"""Where a template's files have secrets written into them, so that no report shows them.

This is about places, not about verdicts: what is given to something whose name speaks of a secret, to a NoEcho
parameter, or to a property that takes a secret, is one, whatever its syntax. Functions and names that only lead to a
value stay readable, since a reader needs them: ``!Ref DbPassword``, ``${Token}``, ``{{resolve:…}}``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from hauberk.model.regex import regex
from hauberk.model.secret_words import Noun, may_hold_secret, noun_of
from hauberk.model.secrets import (
    NOTHING_HIDDEN,
    Hidden,
    assigned,
    by_format,
    names_no_secret,
    names_secret,
    speaks_of_secrets,
)
from hauberk.model.span import Span
from hauberk.model.tokens import token_of
from hauberk.model.values import MAX_ALTERNATIVES, Known, alternatives
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.sources.cloudformation.calls import function_of, referred
from hauberk.sources.cloudformation.parameters import Parameter

_LEADS_ELSEWHERE = frozenset(
    ("Ref", "Condition", "Fn::GetAtt", "Fn::ImportValue", "Fn::GetAZs", "Fn::Transform", "Fn::Cidr", "Fn::Length")
)
"""Functions whose arguments are names or numbers."""
_FROM = {"Fn::If": 1, "Fn::Join": 1, "Fn::Select": 1, "Fn::Split": 1}
"""From which argument on a function's arguments are, or may become, its value."""
_NAMES = ("Name", "name", "Key", "key", "ParameterKey", "HeaderName", "ApiKeyName")
_VALUES = ("Value", "value", "ParameterValue", "HeaderValue")
"""Pairs in lists: a name beside its value, as in a container's environment."""
_TAKES_SECRET = {"AWS::ApiGateway::ApiKey": "Value", "AWS::AppSync::ApiKey": "ApiKeyId"}
"""Properties that take a secret and whose names don't say so (CloudFormation Template Reference, 2026-11)."""
_NO_SECRET = regex(
    r"(?:true|false|null|none|yes|no|on|off|enabled|disabled|optional|required|string|number|seconds|minutes|hours|days|"
    r"change[_-]?me|todo|\*+|<[^<>]*>|AWS::[A-Za-z:]+|arn:aws[a-z-]*:[a-z0-9-]+:[^\s\"']*|\s*)$",
    re.IGNORECASE,
)
"""Words and names that are given where secrets are, and that a reader needs to see."""
_BEFORE = regex(rb"(?:[&!]\S*\s+)*(?:[|>][-+0-9]*(?=\s))?")
"""Anchor, tag and the mark of a block, which stand before a scalar's own characters."""
_DYNAMIC = regex(rb"\{\{resolve:[^{}]*\}\}")
_HOLE = regex(rb"\$\{(?:!?[A-Za-z0-9:._ ]+)\}|\{\{resolve:(?:[^{}]|\$\{[^{}]*\})*\}\}")
_VARIABLE = regex(r"\$\{\s*([A-Za-z0-9]+)\s*\}")
MAX_PIECES = 200
"""Texts of one value that are looked at as the pieces of a key."""
_LONG_ENOUGH = 6
"""Characters from which a secret is told from a word that stands elsewhere by chance."""


def hidden_in(roots: Iterable[Node], parameters: Mapping[str, Parameter] | None = None, prefix: str = "") -> Hidden:
    """What is hidden of one template and the files that it includes. ``prefix`` is the nested stack's, in guards."""
    trees = [root for root in roots if speaks_of_secrets(root.source.text)]
    given = parameters or {}
    if not trees and not any(parameter.no_echo for parameter in given.values()):
        return NOTHING_HIDDEN
    search = _Search()
    for root in trees:
        search.look(root)
    hidden = {name for name, parameter in given.items() if parameter.no_echo or names_secret(name)}
    hidden |= {name for name in search.parameters if name in given and not names_no_secret(name)}
    for root in trees:
        search.finish(root, hidden)
    sources = {root.source.path: root.source for root in trees}
    for name in hidden:
        pinned = given[name].pinned if name in given else None
        for _, value in alternatives(pinned) if pinned is not None else ():
            if isinstance(value, Known) and isinstance(value.value, str) and not _NO_SECRET.match(value.value):
                search.remember(value.value)
                if value.origin is not None and value.origin.path not in sources:
                    search.spans.append(value.origin)
    return Hidden(tuple(search.spans), frozenset(prefix + name for name in hidden), frozenset(search.texts))


def joined(parts: Iterable[Hidden]) -> Hidden:
    """What is hidden of an application: of each of its templates."""
    found = [part for part in parts if part is not NOTHING_HIDDEN]
    return Hidden(
        tuple(sorted(set(chain.from_iterable(part.spans for part in found)))),
        frozenset(chain.from_iterable(part.parameters for part in found)),
        frozenset(chain.from_iterable(part.texts for part in found)),
    )


class _Search:
    """One walk over the trees of a template, without recursion: each node is looked at once, or once more as a
    secret."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.texts: set[str] = set()
        self.parameters: set[str] = set()
        self._maps: dict[str, set[str]] = {}
        self._seen: set[int] = set()
        self._taken: set[int] = set()

    def look(self, root: Node) -> None:
        """Everything below a document's root but what depends on parameters."""
        if isinstance(root, MappingNode):
            for name in ("Resources", "Outputs", "Mappings"):
                self._section(name, root.get(name))
        self._walk([], [root])

    def _section(self, section: str, node: Node | None) -> None:
        """What the name of a resource, an output or a map says of its content."""
        if not isinstance(node, MappingNode):
            return
        for name, (_, child) in node.entries.items():
            if not isinstance(child, MappingNode):
                continue
            if section == "Resources":
                self._resource(name, child)
            elif names_secret(name):
                value = child.get("Value") if section == "Outputs" else child
                if value is not None:
                    self._walk(list(_leaves(value)) if section == "Mappings" else [value], [])

    def _resource(self, name: str, node: MappingNode) -> None:
        kind, properties = node.get("Type"), node.get("Properties")
        if not isinstance(kind, Scalar) or not isinstance(properties, MappingNode):
            return
        if kind.text == "AWS::SSM::Parameter":
            called = properties.get("Name")
            names = (name, called.text.rpartition("/")[2] if isinstance(called, Scalar) else "")
            value = properties.get("Value") if any(map(names_secret, names)) else None
        else:
            value = properties.get(_TAKES_SECRET.get(kind.text, ""))
        if value is not None:
            self._walk([value], [])

    def finish(self, root: Node, hidden: Iterable[str]) -> None:
        """The parameters' own values, what they are compared with, and the entries of maps that were looked up."""
        if not isinstance(root, MappingNode):
            return
        declared, maps = root.get("Parameters"), root.get("Mappings")
        names = frozenset(hidden)
        for name in names:
            parameter = declared.get(name) if isinstance(declared, MappingNode) else None
            if isinstance(parameter, MappingNode):
                given = (parameter.get("Default"), parameter.get("AllowedValues"))
                self._walk([node for node in given if node is not None], [])
        for section in ("Conditions", "Rules"):
            self._compared(root.get(section), names)
        for map_, wanted in self._maps.items():
            found = maps.get(map_) if isinstance(maps, MappingNode) else None
            for level in _children(found) if isinstance(found, MappingNode) else ():
                if isinstance(level, MappingNode) and "" not in wanted and len(wanted) <= MAX_ALTERNATIVES:
                    entries = [level.entries[entry][1] for entry in sorted(wanted) if entry in level.entries]
                else:  # not known which: each of them
                    entries = [level]
                self._walk([leaf for entry in entries for leaf in _leaves(entry)], [])

    def _compared(self, section: Node | None, hidden: frozenset[str]) -> None:
        pending = [section] if section is not None else []
        while pending:
            node = pending.pop()
            name, argument = function_of(node)
            if (
                name == "Fn::Equals"
                and isinstance(argument, Sequence)
                and any(referred(item) in hidden for item in argument.items)
            ):
                self._walk(list(argument.items), [])
            pending.extend(_children(node))

    def _walk(self, secret: list[Node], plain: list[Node]) -> None:
        """Takes nodes that are secrets, and looks for some in others: below each there may be both."""
        while secret or plain:
            while secret:
                node = secret.pop()
                if id(node) not in self._taken:
                    self._taken.add(id(node))
                    for child, is_secret in self._secret(node):
                        (secret if is_secret else plain).append(child)
            if plain:
                self._look_into(plain.pop(), secret, plain)

    def _look_into(self, node: Node, secret: list[Node], plain: list[Node]) -> None:
        if isinstance(node, Scalar):
            if not node.plain and _is_escaped(node):
                self._take(node)
            return
        if id(node) in self._seen:  # by another alias
            return
        self._seen.add(id(node))
        if isinstance(node, Sequence):
            if node.tag == "!Join" and _makes_secret(node):
                secret.append(node)
            plain.extend(node.items)
        elif isinstance(node, MappingNode):
            paired = _paired(node)
            for name, (_, child) in node.entries.items():
                if (name in paired or names_secret(name) or _is_chance(name, child)) and (
                    not isinstance(child, MappingNode) or function_of(child)[0]
                ):
                    secret.append(child)
                else:
                    plain.append(child)
                    if name == "Fn::Join" and isinstance(child, Sequence) and _makes_secret(child):
                        secret.append(node)

    def _secret(self, node: Node) -> Iterator[tuple[Node, bool]]:
        """A node that is, or gives, a secret: what of it to look at next."""
        function, argument = function_of(node)
        if not function:
            if isinstance(node, Scalar):
                self._take(node)
            elif isinstance(node, Sequence):  # mappings in a list have names of their own
                yield from (
                    (item, not isinstance(item, MappingNode) or bool(function_of(item)[0])) for item in node.items
                )
            else:
                yield node, False
        elif function in _LEADS_ELSEWHERE:
            if function == "Ref" and isinstance(argument, Scalar):
                self.parameters.add(argument.text)
        elif function == "Fn::FindInMap":
            items = argument.items if isinstance(argument, Sequence) else []
            if len(items) >= 3 and isinstance(items[0], Scalar):
                last = items[2]
                entry = last.text if isinstance(last, Scalar) and not last.tag else ""
                self._maps.setdefault(items[0].text, set()).add(entry)
                yield from ((item, True) for item in items[3:])
        elif isinstance(argument, Scalar):
            self._take(argument, with_holes=function == "Fn::Sub")
        elif isinstance(argument, Sequence):
            if function == "Fn::Sub" and argument.items and isinstance(argument.items[0], Scalar):
                self._take(argument.items[0], with_holes=True)
                yield from ((leaf, True) for item in argument.items[1:] for leaf in _children(item))
            else:
                yield from ((item, True) for item in argument.items[_FROM.get(function, 0) :])
        elif argument is node:
            yield from ((child, True) for child in _children(node))
        else:
            yield from ((leaf, True) for leaf in _arguments(argument))

    def _take(self, node: Scalar, with_holes: bool = False) -> None:
        """A scalar that is a secret, or text around holes."""
        if node.value is None or isinstance(node.value, bool) or _NO_SECRET.match(node.text) or token_of(node.text):
            return
        if with_holes:
            self.parameters.update(_VARIABLE.findall(node.text))
        else:
            self.remember(node.text)
        source = node.source
        raw = source.data[node.start : node.end]
        before = _BEFORE.match(raw) if node.tag or raw[:1] in (b"&", b"!", b"|", b">") else None
        start, end = before.end() if before else 0, len(raw)
        if not node.plain and end - start > 1 and raw[start] == raw[end - 1] and raw[start] in b"\"'":
            start, end = start + 1, end - 1
        for hole in (_HOLE if with_holes else _DYNAMIC).finditer(raw, start, end):
            self._hide(node, start, hole.start())
            start = hole.end()
        self._hide(node, start, end)

    def _hide(self, node: Scalar, start: int, end: int) -> None:
        if end > start:
            self.spans.append(Span(node.source.path, node.start + start, node.start + end))

    def remember(self, text: str) -> None:
        """A secret, to be kept out of what is said elsewhere."""
        short = text.strip()
        if len(short) >= _LONG_ENOUGH:
            self.texts.add(short)


def _paired(node: MappingNode) -> tuple[str, ...]:
    """The keys of a mapping that hold the value of what its name says is a secret."""
    values = tuple([name for name in _VALUES if name in node.entries])
    if not values:
        return ()
    names = (name.text.rpartition("/")[2] for name in map(node.get, _NAMES) if isinstance(name, Scalar))
    return values if any(map(names_secret, names)) else ()


def _is_chance(name: str, node: Node) -> bool:
    """Whether a key of some kind, which needn't be secret, is given what looks like one, whole or in pieces."""
    if noun_of(name) is not Noun.KEY:
        return False
    pieces = [leaf.text for leaf in islice(_leaves(node), MAX_PIECES) if isinstance(leaf, Scalar)]
    return any(may_hold_secret(name, text) for text in (*pieces, "".join(pieces), "".join(reversed(pieces))))


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, MappingNode):
        yield from (child for _, child in node.items())
    elif isinstance(node, Sequence):
        yield from node.items


def _arguments(node: Node) -> Iterator[Node]:
    """The argument of a function, or what it holds: a function within a function is asked for its own."""
    return iter((node,)) if function_of(node)[0] else _children(node)


def _leaves(node: Node) -> Iterator[Node]:
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, Scalar):
            yield current
        pending.extend(_children(current))


def _is_escaped(node: Scalar) -> bool:
    """Whether a scalar is a secret that is written with escapes, so that nobody finds it in the file."""
    raw = node.source.data[node.start : node.end]
    if b"\\" not in raw:
        return False
    found = (node.text[secret.start : secret.end] for secret in (*by_format(node.text), *assigned(node.text)))
    return any(text.encode("utf-8", "surrogatepass") not in raw for text in found)


def _makes_secret(join: Sequence) -> bool:
    """Whether the pieces of a ``Fn::Join`` make a secret that none of them is."""
    between = join.items[0] if join.items else None
    pieces = join.items[1] if len(join.items) > 1 else None
    if not isinstance(between, Scalar) or not isinstance(pieces, Sequence):
        return False
    return any(by_format(between.text.join(item.text if isinstance(item, Scalar) else " " for item in pieces.items)))
