"""Which functions of an account are wanted, where that isn't all.

What belongs to others is never asked for: the list of functions is narrowed as it is answered, and the plan follows
from it. Tags and stacks are asked of the tagging API, in one call: CloudFormation tags what it makes with the stack's
name (AWS CloudFormation user guide, "Resource tag", 2026-11), nested stacks with their own.
"""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from hauberk.facts.stack_tags import STACK_NAME
from hauberk.sources.account.calls import Answer, Answers, Call, Data, Unread
from hauberk.sources.account.reads import Read

_NARROWED = {"lambda:ListFunctions": "Functions", "lambda:ListEventSourceMappings": "EventSourceMappings"}
"""The lists in which functions are named, and where."""


class Filters(NamedTuple):
    """Functions by name (``functions``: any of these, with ``*`` and ``?``), by tags (all of these) and by stack."""

    functions: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    stack: str = ""

    def __bool__(self) -> bool:
        return bool(self.functions or self.tags or self.stack)

    def told(self) -> dict[str, Any]:
        """As a snapshot's header has them; what isn't said is left out."""
        found: dict[str, Any] = {}
        if self.functions:
            found["functions"] = list(self.functions)
        if self.tags:
            found["tags"] = dict(self.tags)
        if self.stack:
            found["stack"] = self.stack
        return found

    def reads(self, planned: Sequence[Read]) -> tuple[Read, ...]:
        """The plan with what has to be asked first: who has the tags."""
        tags = self._tags()
        if not tags:
            return tuple(planned)
        listing = Read(
            "resourcegroupstaggingapi",
            "GetResources",
            (),
            {
                "ResourceTypeFilters": ("lambda:function",),
                "TagFilters": tuple({"Key": key, "Values": (value,)} for key, value in tags),
            },
        )
        later = (read._replace(after=(*read.after, listing.api)) if read.api in _NARROWED else read for read in planned)
        return (listing, *later)

    def narrow(self, made: Call, answer: Data, before: Mapping[Call, Answer]) -> Answer:
        """An answer without the functions that aren't wanted. Where it isn't known who is, nothing is."""
        member = _NARROWED.get(made.api)
        if member is None or not self:
            return answer
        tagged = self._tagged(before, made.region)
        if isinstance(tagged, Unread):
            return tagged._replace(text=f"which functions have the tags isn't known: {tagged.text}")
        listed = answer.content.get(member)
        kept = [one for one in listed if self._wants(one, tagged)] if isinstance(listed, list) else []
        return Data({**answer.content, member: kept})

    def _wants(self, one: Any, tagged: frozenset[str] | None) -> bool:
        arn = one.get("FunctionArn") if isinstance(one, Mapping) else None
        if not isinstance(arn, str):
            return False
        parts = arn.split(":")
        name, bare = (parts[6], ":".join(parts[:7])) if len(parts) > 6 else ("", arn)
        named = not self.functions or any(fnmatchcase(name, pattern) for pattern in self.functions)
        return named and (tagged is None or bare in tagged)

    def _tags(self) -> tuple[tuple[str, str], ...]:
        return (*self.tags, *(((STACK_NAME, self.stack),) if self.stack else ()))

    def _tagged(self, before: Mapping[Call, Answer], region: str) -> frozenset[str] | Unread | None:
        """The ARNs of the functions that have the tags; ``None`` where none are asked for."""
        if not self._tags():
            return None
        (listing,) = self.reads(())
        found = Answers(before, region).of(listing.service, listing.operation, **listing.arguments)
        if isinstance(found, Unread):
            return found
        content = found.content if isinstance(found, Data) else {}
        return frozenset(str(one.get("ResourceARN")) for one in content.get("ResourceTagMappingList", ()))


NO_FILTERS = Filters()


def filters_of(told: Mapping[str, Any]) -> Filters:
    """The filters of a snapshot's header; what has no meaning there counts as not said."""
    functions, tags, stack = told.get("functions"), told.get("tags"), told.get("stack")
    return Filters(
        tuple(map(str, functions)) if isinstance(functions, list) else (),
        tuple((str(key), str(value)) for key, value in tags.items()) if isinstance(tags, Mapping) else (),
        stack if isinstance(stack, str) else "",
    )
