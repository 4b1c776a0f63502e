"""Records in Route 53 for an API's own domain name."""

from typing import Any

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Trail, fields_of
from hauberk.sources.sam.build import certain, is_off, joined, nothing, taken, tree
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.gateway.ids import mark

CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2"
"""The hosted zone of every CloudFront distribution (Route 53 API reference, "AliasTarget", 2026-11)."""
_GROUP = "RecordSetGroup"


def derive(
    context: Context,
    source: Resource,
    domain: Fields,
    target: dict[str, Any],
    trail: Trail,
    *,
    joins: bool = True,
    **options: Any,
) -> None:
    """Makes the records that ``Route53`` asks for, with the alias target ``target``.

    Domains of one hosted zone share a group of records, unless ``SeparateRecordSetGroup`` asks for one of its own.
    Those of WebSocket APIs don't join (``joins``): the last one's group takes the place of the others'."""
    route53 = fields_of(domain.value("Route53"))
    if not route53.names():
        return
    zone = route53.value("HostedZoneId")
    zone = route53.value("HostedZoneName") if nothing(zone) else zone
    name = _GROUP + mark(zone)
    if certain(route53.value("SeparateRecordSetGroup")) is True:
        name = _GROUP + mark(tree([zone, domain.value("DomainName")]))
    records = tree(_sets(domain, route53, target), trail)
    present = context.made.get(context.prefix + name)
    if present is not None and joins:
        context.change(present, {"RecordSets": joined(present.properties.value("RecordSets"), records)})
        return
    content = {**taken(route53, "HostedZoneId", "HostedZoneName"), "RecordSets": records}
    context.add(name, "AWS::Route53::RecordSetGroup", content, source, **options)


def _sets(domain: Fields, route53: Fields, target: dict[str, Any]) -> list[dict[str, Any]]:
    """The record sets: IPv4, and IPv6 where ``IpV6`` asks for it."""
    health = route53.value("EvaluateTargetHealth")
    alias: dict[str, Any] = {**target, **({} if nothing(health) else {"EvaluateTargetHealth": health})}
    more = taken(route53, "Region", "SetIdentifier")
    kinds = ("A",) if is_off(route53, "IpV6") else ("A", "AAAA")
    return [{"Name": domain.value("DomainName"), "Type": kind, "AliasTarget": alias, **more} for kind in kinds]
