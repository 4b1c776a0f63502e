"""Requests as people write them: a JSON object, or options of the command line.

A request has ``principal``, ``action``, ``resource``, ``context``, ``resource_account``,
``management_account`` and ``policies``, these being
``identity`` (a list), ``boundary``, ``session``, ``scp`` and ``rcp`` (a list of levels, each a list) and ``resource``.
Each policy is a document, a text of JSON, or the ARN of a policy that AWS manages.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.request import Policies, Request
from hauberk.model.span import Span
from hauberk.questions.documents import completed, read_policy
from hauberk.questions.files import Files
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from hauberk.scan.nearest import nearest

MAX_TEXT = 8_192
"""Characters of a principal, a resource or a value. An ARN has at most 2,048."""
MAX_VALUES = 1_000
"""Context keys of a request, and values of one of them."""

_MEMBERS = ("principal", "action", "resource", "context", "resource_account", "management_account", "policies")
_POLICIES = ("identity", "boundary", "session", "scp", "rcp", "resource")
_KINDS = {
    "identity": Kind.IDENTITY,
    "boundary": Kind.BOUNDARY,
    "session": Kind.SESSION,
    "scp": Kind.SCP,
    "rcp": Kind.RCP,
    "resource": Kind.RESOURCE,
}


class Case(NamedTuple):
    """A request before its policies; ``None`` for what isn't told."""

    principal: str | None = None
    action: str | None = None
    resource: str | None = None
    context: tuple[tuple[str, tuple[str, ...]], ...] = ()
    resource_account: str = ""
    management_account: str = ""
    """That of the organization, which its policies don't limit."""
    policies: Policies | None = None
    span: Span | None = None
    """Where it is written."""

    def over(self, other: "Case") -> "Case":
        """This case, with what another tells where this one doesn't."""
        keys = {key for key, _ in self.context}
        return Case(
            other.principal if self.principal is None else self.principal,
            other.action if self.action is None else self.action,
            other.resource if self.resource is None else self.resource,
            (*self.context, *(pair for pair in other.context if pair[0] not in keys)),
            self.resource_account or other.resource_account,
            self.management_account or other.management_account,
            other.policies if self.policies is None else self.policies,
            self.span or other.span,
        )

    @property
    def request(self) -> Request:
        """The request, whose principal, action and resource have to be told."""
        assert self.principal is not None
        assert self.action is not None
        assert self.resource is not None
        return Request(self.principal, self.action, self.resource, dict(self.context), self.resource_account)


def read_case(files: Files, written: Document | Node, shown: str) -> Case:
    """The case that a tree tells. Raises :class:`hauberk.questions.files.InputError`."""
    return _Reader(files, shown).case(written)


class _Reader:
    """Reads one request; the first thing that is wrong ends it."""

    def __init__(self, files: Files, shown: str) -> None:
        self.files = files
        self.shown = shown

    def wrong(self, text: str, node: Node) -> Exception:
        return self.files.refusal(self.shown, [ReadingError("request", text, node.span)])

    def case(self, written: Document | Node) -> Case:
        if isinstance(written, Document):
            if written.problems:
                raise self.files.refusal(self.shown, written.problems)
            written = written.root
        members = self.members(written, "a request", _MEMBERS)
        policies = members.get("policies")
        return Case(
            principal=self.told(members.get("principal"), "principal"),
            action=self.told(members.get("action"), "action"),
            resource=self.told(members.get("resource"), "resource"),
            context=tuple(self.context(members["context"])) if "context" in members else (),
            resource_account=self.told(members.get("resource_account"), "resource_account") or "",
            management_account=self.told(members.get("management_account"), "management_account") or "",
            policies=None if policies is None else self.policies(policies),
            span=written.span,
        )

    def members(self, node: Node, what: str, known: tuple[str, ...]) -> dict[str, Node]:
        """The members of an object, those that are null left out."""
        if not isinstance(node, Mapping):
            raise self.wrong(f"{what} is a JSON object", node)
        for name, (key, _) in node.entries.items():
            if name not in known:
                raise self.wrong(f"{what} has no member {_short(name)!r}{nearest(name, known)}", key)
        return {name: value for name, (_, value) in node.entries.items() if not _is_null(value)}

    def told(self, node: Node | None, what: str) -> str | None:
        if node is None:
            return None
        if not isinstance(node, Scalar) or not node.text or isinstance(node.value, (bool, float)):
            raise self.wrong(f"{what} is a text", node)  # an account's digits may come as a number
        return self.limited(node.text, what, node)

    def limited(self, text: str, what: str, node: Node) -> str:
        if len(text) > MAX_TEXT:
            raise self.wrong(f"{what} has more than {MAX_TEXT:,} characters", node)
        return text

    # -- context

    def context(self, node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
        if not isinstance(node, Mapping):
            raise self.wrong("context is a JSON object", node)
        if len(node.entries) > MAX_VALUES:
            raise self.wrong(f"context has more than {MAX_VALUES:,} keys", node)
        seen: dict[str, str] = {}
        for name, (key, value) in node.entries.items():
            lower = name.lower()
            if lower in seen:
                raise self.wrong(f"{_short(name)} is {_short(seen[lower])}: keys have no case", key)
            seen[lower] = name
            if ":" not in name:
                raise self.wrong(f"{_short(name)!r} is no condition key: those have a prefix, as aws:SourceIp has", key)
            yield lower, tuple(self.values(value, name))

    def values(self, node: Node, name: str) -> Iterator[str]:
        if not isinstance(node, Sequence):
            yield from self.value(node, name)
            return
        if len(node.items) > MAX_VALUES:
            raise self.wrong(f"{_short(name)} has more than {MAX_VALUES:,} values", node)
        for item in node.items:
            yield from self.value(item, name)

    def value(self, node: Node, name: str) -> Iterator[str]:
        if not isinstance(node, Scalar):
            raise self.wrong(f"the value of {_short(name)} is a text, a number, true or false, or a list of them", node)
        if isinstance(node.value, bool):
            yield "true" if node.value else "false"
        elif node.value is not None:
            yield self.limited(node.text, f"the value of {_short(name)}", node)

    # -- policies

    def policies(self, node: Node) -> Policies:
        given = self.members(node, "policies", _POLICIES)
        one = {name: self.policy(given[name], name) for name in ("boundary", "session", "resource") if name in given}
        levels = {name: tuple(self.levels(given[name], name)) for name in ("scp", "rcp") if name in given}
        identity = tuple(self.several(given["identity"], "identity")) if "identity" in given else ()
        return Policies(
            identity=identity,
            boundary=one.get("boundary"),
            session=one.get("session"),
            scp=levels.get("scp", ()),
            rcp=levels.get("rcp", ()),
            resource=one.get("resource"),
        )

    def levels(self, node: Node, name: str) -> Iterator[tuple[Policy, ...]]:
        """Lists of policies; policies alone are of one level."""
        if isinstance(node, Sequence) and any(isinstance(item, Sequence) for item in node.items):
            for number, item in enumerate(node.items, 1):
                yield tuple(self.several(item, f"{name} level {number}", _KINDS[name]))
        else:
            yield tuple(self.several(node, name))

    def several(self, node: Node, name: str, kind: Kind | None = None) -> Iterator[Policy]:
        items = node.items if isinstance(node, Sequence) else [node]
        for number, item in enumerate(items, 1):
            label = f"{name} policy {number}" if len(items) > 1 else f"{name} policy"
            yield self.policy(item, label, kind or _KINDS[name])

    def policy(self, node: Node, label: str, kind: Kind | None = None) -> Policy:
        kind = kind or _KINDS[label]
        name = _LABELS.get(label, label)
        if isinstance(node, Scalar) and node.text.startswith("arn:"):
            found = of_aws(node.text, kind)
            if found is None:
                raise self.wrong(f"{_short(node.text)} is no policy that AWS manages; give its document", node)
            return found._replace(span=node.span)
        return completed(read_policy(self.files, node, kind, name, self.shown))


_LABELS = {"boundary": "permissions boundary", "session": "session policy", "resource": "resource policy"}


def of_aws(arn: str, kind: Kind) -> Policy | None:
    """A policy that AWS manages, by its ARN or name."""
    from hauberk.study.policies import managed_policy

    return managed_policy(arn, kind)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None and not isinstance(node.value, str)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


# -- options


def context_of(words: Iterable[str], wrong: Callable[[str], Exception]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The context that ``KEY=VALUE`` words tell; a key that comes again has several values."""
    found: dict[str, list[str]] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or ":" not in key:
            raise wrong(f"--context takes KEY=VALUE, such as aws:SourceIp=203.0.113.7, not {_short(word)!r}")
        found.setdefault(key.lower(), []).append(value)
    return tuple((key, tuple(values)) for key, values in found.items())
