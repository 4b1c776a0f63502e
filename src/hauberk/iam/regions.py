"""The regions that a request can be made to, and what its resource tells of that.

Sources (2026-11): IAM user guide, "AWS global condition context keys", ``aws:RequestedRegion``, on services whose calls
all go to one region; AWS SDK endpoint metadata (botocore's ``partitions.json``), the regions there are.
"""

from hauberk.iam.language import arn

REGION = "aws:requestedregion"
_OF_PARTITION = {
    "aws": (
        "us-east-1 us-east-2 us-west-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-central-2 eu-north-1 "
        "eu-south-1 eu-south-2 ap-east-1 ap-east-2 ap-south-1 ap-south-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 "
        "ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 "
        "ca-central-1 ca-west-1 sa-east-1 me-south-1 me-central-1 af-south-1 il-central-1 mx-central-1"
    ),
    "aws-cn": "cn-north-1 cn-northwest-1",
    "aws-us-gov": "us-gov-east-1 us-gov-west-1",
}
REGIONS = tuple(region for regions in _OF_PARTITION.values() for region in regions.split())
_USUAL = {
    "aws": "us-east-1",
    "aws-cn": "cn-north-1",
    "aws-us-gov": "us-gov-west-1",
    "aws-iso": "us-iso-east-1",
    "aws-iso-b": "us-isob-east-1",
    "aws-iso-e": "eu-isoe-west-1",
    "aws-iso-f": "us-isof-south-1",
    "aws-eusc": "eusc-de-east-1",
}
"""A region of each partition, for examples."""
GLOBAL = frozenset(("cloudfront", "iam", "organizations", "route53", "support"))
"""Services, by the prefix of their actions, all of whose calls go to one region."""
_HOMES = {"aws": "us-east-1", "aws-cn": "cn-northwest-1", "aws-us-gov": "us-gov-west-1"}
"""That region, by partition."""
_HOMES_IN_CHINA = {"iam": "cn-north-1", "support": "cn-north-1"}
"""Of the services that have another one there than the rest."""
HOMES = (*_HOMES.values(), *dict.fromkeys(_HOMES_IN_CHINA.values()))
PASSING = "iam:passrole"
"""No call by itself: a role is passed in one to another service, wherever that is, so its region isn't told."""


def requested(action: str, resource: str) -> str:
    """The region that a request is made to, as its action and resource tell; empty where they don't."""
    parts = arn.split(resource)
    service = action.partition(":")[0].lower()
    if action.lower() == PASSING:
        return ""
    if service in GLOBAL:
        partition = parts.partition if parts is not None else "aws"
        home = _HOMES.get(partition, "")
        return _HOMES_IN_CHINA.get(service, home) if partition == "aws-cn" else home
    return parts.region if parts is not None and "*" not in parts.region else ""


def usual(partition: str, start: str = "") -> str:
    """A region for examples that is of a partition and begins with a text; empty where none is known."""
    known = (_USUAL.get(partition, ""), *_OF_PARTITION.get(partition, "").split())
    return next((region for region in known if region.startswith(start)), "")


def partition_of(region: str) -> str:
    """The partition that a region is of, by what it is called; empty where none is."""
    return next((one.name for one in arn.PARTITIONS.values() if one.regions.fullmatch(region)), "")
