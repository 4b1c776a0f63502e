"""Whether a service keeps strangers out of a resource, whatever the resource's policy says.

"Blocking public access to your Amazon S3 storage" and "Managing public access to access points", Amazon S3 user guide
(2026-11): with ``RestrictPublicBuckets`` a public policy lets in nobody but the account's own people and services. All
settings are on for an access point that says nothing of them; a bucket that says nothing may be older than such a
default. A search domain with ``VPCOptions`` has no endpoint outside of its VPC ("Launching your Amazon OpenSearch
Service domains within a VPC", OpenSearch Service developer guide, 2026-11): security groups say who gets there, and a
policy with the principal ``*`` is how its guide lets in clients that don't sign.
"""

from collections.abc import Iterator

from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, as_flag, listed, named
from hauberk.model.values import Absent, Known, Unknown, Value
from hauberk.study.study import Study

BUCKET = "AWS::S3::Bucket"
BLOCKING = "PublicAccessBlockConfiguration"
_DOMAINS = ("AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain")
_POINTS = ("AWS::S3::AccessPoint", "AWS::S3::MultiRegionAccessPoint")
_NAMING = {
    "AWS::S3::BucketPolicy": ("Bucket", (BUCKET,)),
    "AWS::S3::MultiRegionAccessPointPolicy": ("MrapName", ("AWS::S3::MultiRegionAccessPoint",)),
    "AWS::S3::AccessPoint": ("Bucket", (BUCKET,)),
}
"""Whose settings bear on a resource that holds a policy, besides its own: the property that names it, and its types."""


def strangers_are_blocked(asked: Subject, study: Study) -> bool | Unknown:
    """Whether a setting takes back what a policy gives to strangers. What is asked about is the resource that the
    policy is written on, or a statement of it."""
    holder = Subject(asked.resource, asked.world)
    if holder.resource.type in _DOMAINS:
        return _is_in_vpc(holder)
    doubt = None
    for door in _doors(holder, study):
        setting = _restricting(door)
        if setting == Known(True):
            return True
        if isinstance(setting, Unknown):
            doubt = setting
    return doubt or False


def _is_in_vpc(domain: Subject) -> bool | Unknown:
    subnets = domain.at("VPCOptions.SubnetIds")
    return subnets if isinstance(subnets, Unknown) else any(True for _ in listed(subnets))


def _restricting(door: Subject) -> Value:
    blocking = door.at(BLOCKING)
    if isinstance(blocking, Unknown):
        return blocking
    if isinstance(blocking, Absent):
        return Known(door.resource.type in _POINTS)
    return as_flag(named(blocking).value("RestrictPublicBuckets"))


def _doors(holder: Subject, study: Study) -> Iterator[Subject]:
    if holder.resource.type in _POINTS:
        yield holder
    property_, types = _NAMING.get(holder.resource.type, ("", ()))
    if property_:
        named_ = holder.at(property_)
        yield from (Subject(one, holder.world) for one in _called(named_, types, holder, study))


def _called(value: Value, types: tuple[str, ...], asking: Subject, study: Study) -> Iterator[Resource]:
    """The resources of the application that a value refers to, or whose name it writes out."""
    found = study.named(value)
    if found is not None:
        if found.type in types:
            yield found
        return
    from hauberk.study.arns import Arns

    arns = Arns(study.application, asking.world)
    name = arns.text(value)
    yield from (one for one in study.there(asking, *types) if name is not None and arns.name(one) == name)
