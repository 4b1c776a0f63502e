"""The region that a request is sent to, which the region of its resource tells, or the only endpoint of its service.

Source: IAM user guide, "AWS global condition context keys", aws:RequestedRegion, and "AWS: Denies access to AWS based
on the requested Region" (2026-11).
"""

from collections.abc import Iterable, Iterator

from hauberk.iam.language.policy import Test
from hauberk.iam.language.text import ANY, Glob, Part, glob

REQUESTED_REGION = "aws:requestedregion"
_GLOBAL = frozenset(("cloudfront", "iam", "organizations", "route53", "support"))
"""Services with one endpoint. A role is passed in a request to another service, wherever that is."""
_ENDPOINT = {"aws": "us-east-1"}
"""Its region by partition, where it is the same for all of them."""
_EXAMPLES = (
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-north-1"),
    *("eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "ap-northeast-1", "ap-northeast-2", "ap-south-1"),
    *("ap-southeast-1", "ap-southeast-2", "af-south-1", "me-south-1", "il-central-1", "cn-north-1", "us-gov-east-1"),
)


def requested(action: str, resource: Glob, partition: str) -> str | None:
    """The region that a request has to be sent to; ``None`` where it may be any."""
    service = action.partition(":")[0].lower()
    if service in _GLOBAL and action != "iam:PassRole":
        return _ENDPOINT.get(partition)
    named = _region(resource)
    return named if named and isinstance(named, str) else None


def each(pattern: Glob, tests: Iterable[Test]) -> Iterator[Glob]:
    """A pattern for each region that tests may tell apart, where it leaves the region open."""
    values = [value for test in tests if test.key == REQUESTED_REGION for value in test.values]
    if not values or _region(pattern) is not ANY:
        yield pattern
        return
    named = [value.literal for value in values if value.literal]
    patterns = [value for value in values if not value.literal and not value.holes and not value.variables]
    starts = [str(value.parts[0]) for value in patterns if value.parts and isinstance(value.parts[0], str)]
    alike = [region for region in _EXAMPLES if any(region.startswith(start) for start in starts)]
    other = [region for region in _EXAMPLES if region not in named and region not in alike][:1]
    for region in dict.fromkeys((*named, *alike, *other)):
        yield _in(pattern, region)


def _region(pattern: Glob) -> Part | None:
    """The region of a pattern of ARNs: its text or its wildcard; ``None`` if it is neither."""
    found: list[Part] = []
    colons = 0
    for one in pattern.parts:
        for number, piece in enumerate(one.split(":") if isinstance(one, str) else [one]):
            colons += number > 0
            if colons == _PLACE and piece != "":
                found.append(piece)
    return found[0] if len(found) == 1 else None


_PLACE = 3
"""Of the region among the parts of an ARN."""


def _in(pattern: Glob, region: str) -> Glob:
    """A pattern with a region instead of the wildcard that stands for it."""
    parts = list(pattern.parts)
    colons = 0
    for place, one in enumerate(parts):
        if one is ANY and colons == _PLACE:
            parts[place] = region
            break
        colons += one.count(":") if isinstance(one, str) else 0
    return glob(*parts)
