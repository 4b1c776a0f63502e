"""A REST API's own domain name, public or private, its mappings and its records.

Facts from the AWS SAM developer guide, "DomainConfiguration" (2026-11).
"""

from typing import Any

from hauberk.model.values import Fields, Known, Trail, fields_of
from hauberk.sources.sam.build import entries_of, is_empty, likely, nothing, place, taken, tree
from hauberk.sources.sam.gateway import records
from hauberk.sources.sam.gateway.domains import mutual_tls
from hauberk.sources.sam.gateway.ids import mark
from hauberk.sources.sam.rest.api import Api
from hauberk.sources.sam.rest.names import domain_id, domain_kind, stage_id

_OPTIONAL = ("SecurityPolicy", "EndpointAccessMode", "OwnershipVerificationCertificateArn", "Policy")


def derive(api: Api) -> None:
    """Makes what the property ``Domain`` asks for."""
    written = api.value("Domain")
    config = fields_of(written)
    if nothing(config.value("DomainName")):
        return
    trail = place(written)
    name, kind = domain_id(config), domain_kind(config)
    version = "V2" if kind == "PRIVATE" else ""
    certificate = "RegionalCertificateArn" if kind == "REGIONAL" else "CertificateArn"
    content: dict[str, Any] = {
        "DomainName": config.value("DomainName"),
        certificate: config.value("CertificateArn"),
        "EndpointConfiguration": {"Types": [kind], **taken(config, "IpAddressType")},
        **{key: config.value(key) for key in _OPTIONAL if not is_empty(config.value(key))},
    }
    if not version:
        content["MutualTlsAuthentication"] = mutual_tls(config)
    api.add(name, f"AWS::ApiGateway::DomainName{version}", content, trail)
    _map(api, config, name, version, trail)
    if version:
        _associate(api, config, name, trail)
    target = _target(api, config, name, kind, trail)
    records.derive(api.context, api.source, config, target, trail, head=trail[0] if trail else None)


def _map(api: Api, config: Fields, name: str, version: str, trail: Trail) -> None:
    """The paths of the domain under which the API is found: its root where none is given."""
    domain = {f"DomainName{'Arn' if version else ''}": api.context.ref(name, trail)}
    stage = api.context.ref(stage_id(api.name, api.properties), trail)
    common = {**domain, "RestApiId": api.ref(trail=trail), "Stage": stage}
    kind = f"AWS::ApiGateway::BasePathMapping{version}"
    written = config.value("BasePath")
    if is_empty(written):
        api.add(f"{api.name}BasePathMapping", kind, common, trail)
        return
    cleaned = nothing(config.value("NormalizeBasePath")) or not is_empty(config.value("NormalizeBasePath"))
    for path in entries_of(written):
        word = "".join(filter(str.isalnum, str(likely(path) or "")))
        kept = Known(word, path.trail) if cleaned else path
        api.add(f"{api.name}{word}BasePathMapping", kind, {**common, "BasePath": kept}, trail)


def _associate(api: Api, config: Fields, name: str, trail: Trail) -> None:
    """Lets a VPC endpoint reach a private domain name."""
    endpoint = fields_of(config.value("AccessAssociation")).value("VpcEndpointId")
    if nothing(endpoint):
        return
    content = {
        "DomainNameArn": api.context.ref(name, trail),
        "AccessAssociationSourceType": "VPCE",
        "AccessAssociationSource": endpoint,
    }
    own = mark(tree([endpoint, name], trail))
    api.add(f"DomainNameAccessAssociation{own}", "AWS::ApiGateway::DomainNameAccessAssociation", content, trail)


def _target(api: Api, config: Fields, name: str, kind: str, trail: Trail) -> dict[str, Any]:
    """What the records of the domain point at."""
    route53 = fields_of(config.value("Route53"))
    if kind == "REGIONAL":
        return {
            "HostedZoneId": api.context.get_att(name, "RegionalHostedZoneId", trail),
            "DNSName": api.context.get_att(name, "RegionalDomainName", trail),
        }
    if kind == "EDGE":
        own = route53.value("DistributionDomainName")
        made = api.context.get_att(name, "DistributionDomainName", trail)
        return {"HostedZoneId": records.CLOUDFRONT_ZONE, "DNSName": made if nothing(own) else own}
    return {"HostedZoneId": route53.value("VpcEndpointHostedZoneId"), "DNSName": route53.value("VpcEndpointDomainName")}
