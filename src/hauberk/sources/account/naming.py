"""From the texts by which AWS names resources to references, as the best of templates would have them.

``arn:aws:sqs:eu-west-1:123456789012:orders`` is a reference where that queue was read. What was not read keeps its
text, but for account, partition and region of the application, which are the pseudo parameters that they are in
templates. So every question that the study asks of a template holds for an account, word for word.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hauberk.model.regex import regex
from hauberk.model.values import Known, Pattern, Reference, Trail, Unknown, Value, parts_of
from hauberk.sources.account.made import Made

_BEFORE_ARN = regex(r"(?=arn:aws[a-z-]*:)")
_PARTS = regex(r"(arn):(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):(\d{12}|[a-z-]*):(.*)", re.DOTALL)
_CUT = regex(r"""[:/.?&=,;"'\\\s(){}<>|\[\]]""")
_HOST = regex(r"(?:[a-z0-9-]+\.)+(?:amazonaws\.com(?:\.cn)?|on\.aws|cloudfront\.net)\Z")
"""A host of AWS's own, under which something is reached that an account has ("AWS service endpoints", AWS General
Reference; "Function URLs", Lambda developer guide; 2026-11)."""
_MADE_BY_AWS = regex(r"[a-z]+-[0-9a-f]{8,17}")
"""An id of EC2's, as an attribute of something else has it (``DefaultSecurityGroup``)."""
_ANY_HOST = regex(r"(?:[a-z0-9-]{1,63}\.){2,12}[a-z0-9-]{2,63}")
_LONGEST = 2_048
"""Characters of the longest name; no ARN is longer (IAM and AWS STS quotas, 2026-11)."""
_MAX_TEXT = 1 << 20
"""Characters of a text in which names are looked for; no definition of a state machine is longer ("Quotas", AWS Step
Functions developer guide, 2026-11)."""

Part = str | Reference | Unknown


class Place(NamedTuple):
    """Where an application is deployed: ``partition`` is ``aws``, ``aws-cn``, ``aws-us-gov``, …"""

    partition: str
    account: str
    region: str


class Names:
    """What names which resource, among those of one application."""

    def __init__(self, made: Iterable[Made], place: Place) -> None:
        self._place = place
        self._exact: dict[str, tuple[str, str]] = {}
        self._generated: dict[str, tuple[str, str]] = {}
        self._named: dict[str, list[str]] = {}
        for one in made:
            self._exact.setdefault(one.id, (one.id, "Arn"))
            for attribute, text in one.returns.items():
                if text.startswith(("arn:", "https://")):
                    self._exact[text] = (one.id, attribute)
                    if text.startswith("https://"):  # others may name its host alone: a distribution's origin does
                        self._exact.setdefault(_host(text), (one.id, attribute))
                elif _HOST.match(text):
                    self._exact[text] = (one.id, attribute)
                elif _MADE_BY_AWS.fullmatch(text) or (text != one.name and (not attribute or _is_host(text))):
                    self._generated.setdefault(text, (one.id, attribute))
            self._named.setdefault(one.name, []).append(one.id)

    def known(self, id_: str) -> bool:
        """Whether a resource of that id was read."""
        return id_ in self._exact

    def called(self, name: str) -> str:
        """The id of the only resource that is called so; empty if there is none, or several are."""
        found = self._named.get(name, ())
        return found[0] if len(found) == 1 else ""

    def tells_of(self, text: str) -> bool:
        """Whether a text names a resource that was read, or has such a name in it."""
        return any(isinstance(part, Reference) and not part.pseudo for part in parts_of(self.value(text, ())))

    def value(self, text: str, trail: Trail) -> Value:
        """A text as the value that it stands for."""
        found = self._exact.get(text) or self._generated.get(text)
        if found is not None:
            return Reference(*found, trail)
        if text == self._place.account:
            return Reference("AWS::AccountId", "", trail)
        if len(text) > _MAX_TEXT or not _may_name(text):
            return Known(text, trail)
        parts = tuple(joined(part for piece in _BEFORE_ARN.split(text) for part in self._parts(piece)))
        if len(parts) == 1 and isinstance(parts[0], Reference):
            return Reference(parts[0].resource, parts[0].attribute, trail)
        return Pattern(parts, trail) if any(not isinstance(part, str) for part in parts) else Known(text, trail)

    def _parts(self, text: str) -> Iterator[Part]:
        known = self._longest(text) if text.startswith(("arn:", "https://")) else None
        if known is not None:
            end, (id_, attribute) = known
            yield Reference(id_, attribute)
            yield text[end:]
            return
        arn = _PARTS.fullmatch(text)
        if arn is None:
            yield from self._pieces(text)
            return
        _, partition, service, region, account, rest = arn.groups()
        own = account == self._place.account or (not account and region == self._place.region)
        yield "arn:"
        yield Reference("AWS::Partition") if own and partition == self._place.partition else partition
        yield f":{service}:"
        yield Reference("AWS::Region") if region == self._place.region else region
        yield ":"
        yield Reference("AWS::AccountId") if account == self._place.account else account
        yield ":"
        yield from self._pieces(rest)

    def _longest(self, text: str) -> tuple[int, tuple[str, str]] | None:
        """The longest beginning of a text that names a resource, up to a place where a name may end."""
        exact = self._exact
        ends = [found.start() for found in _CUT.finditer(text[: _LONGEST + 1])]
        for end in (*([len(text)] if len(text) <= _LONGEST else ()), *reversed(ends)):
            found = exact.get(text[:end])
            if found is not None:
                return end, found
        return None

    def _pieces(self, text: str) -> Iterator[Part]:
        """A text with those of its words that AWS gave as the id of a resource."""
        at = 0
        for start, end in _words(text):
            found = self._generated.get(text[start:end])
            if found is not None:
                yield text[at:start]
                yield Reference(*found)
                at = end
        yield text[at:]


def _may_name(text: str) -> bool:
    """Whether a text is of a kind in which names of resources are looked for: ARNs, addresses, AWS's own hosts."""
    return "arn:" in text or text.startswith(("https://", "http://", "wss://")) or _HOST.match(text) is not None


def _host(address: str) -> str:
    return address.removeprefix("https://").partition("/")[0]


def _is_host(text: str) -> bool:
    """Whether an attribute is an address that nothing else has. Others, such as a port, are nobody's in particular."""
    return bool(_ANY_HOST.fullmatch(text)) and not text.rpartition(".")[2].isdigit()


def _words(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _CUT.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts without empty ones, and texts that follow each other as one."""
    held = ""
    for part in parts:
        if isinstance(part, str):
            held += part
            continue
        if held:
            yield held
            held = ""
        yield part
    if held:
        yield held
