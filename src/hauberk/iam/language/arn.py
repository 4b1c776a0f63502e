"""Amazon Resource Names: six parts, and the partitions there are.

Sources: IAM user guide, "Identify AWS resources with Amazon Resource Names (ARNs)"; AWS SDK partition metadata
(botocore's ``partitions.json``), both 2026-11.
"""

import re
from typing import NamedTuple

from hauberk.model.regex import regex

PARTS = 6


class Partition(NamedTuple):
    """A set of regions that shares nothing with another's."""

    name: str
    suffix: str
    """Of the host names of its services."""
    regions: re.Pattern[str]
    """What its regions are called."""


def _partition(name: str, suffix: str, regions: str) -> Partition:
    return Partition(name, suffix, regex(regions))


PARTITIONS: dict[str, Partition] = {
    partition.name: partition
    for partition in (
        _partition("aws", "amazonaws.com", r"(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+"),
        _partition("aws-cn", "amazonaws.com.cn", r"cn-\w+-\d+"),
        _partition("aws-us-gov", "amazonaws.com", r"us-gov-\w+-\d+"),
        _partition("aws-iso", "c2s.ic.gov", r"us-iso-\w+-\d+"),
        _partition("aws-iso-b", "sc2s.sgov.gov", r"us-isob-\w+-\d+"),
        _partition("aws-iso-e", "cloud.adc-e.uk", r"eu-isoe-\w+-\d+"),
        _partition("aws-iso-f", "csp.hci.ic.gov", r"us-isof-\w+-\d+"),
        _partition("aws-eusc", "amazonaws.eu", r"eusc-(de)-\w+-\d+"),
    )
}
"""The partitions by name."""

_ACCOUNT = regex(r"[0-9]{12}")


class Arn(NamedTuple):
    """An ARN's parts behind ``arn:``. All but ``resource`` are free of colons; region and account may be empty."""

    partition: str
    service: str
    region: str
    account: str
    resource: str

    def __str__(self) -> str:
        return ":".join(("arn", *self))

    @property
    def owned(self) -> bool:
        """Whether it says by twelve digits whose it is."""
        return is_account(self.account)


def split(text: str) -> Arn | None:
    """The parts of an ARN, or ``None`` for what isn't one: fewer than six parts, or another beginning."""
    parts = text.split(":", PARTS - 1)
    if len(parts) < PARTS or parts[0] != "arn":
        return None
    return Arn(*parts[1:])


def is_account(text: str) -> bool:
    """Whether a text is an account's id: twelve digits."""
    return _ACCOUNT.fullmatch(text) is not None


def flaws(arn: Arn) -> tuple[str, ...]:
    """What makes an ARN one that AWS doesn't have, as sentences; wildcards aren't judged here."""
    found: list[str] = []
    partition = PARTITIONS.get(arn.partition)
    if partition is None:
        found.append(f"there is no partition {arn.partition!r}")
    if not re.fullmatch(r"[a-z0-9-]+", arn.service):
        found.append("the service has lowercase letters, digits and hyphens")
    if arn.region and partition is not None and not partition.regions.fullmatch(arn.region):
        found.append(f"the partition {arn.partition} has no region {arn.region!r}")
    if arn.account and arn.account != "aws" and not is_account(arn.account):
        found.append("an account is twelve digits")
    if not arn.resource:
        found.append("the resource is missing")
    return tuple(found)
