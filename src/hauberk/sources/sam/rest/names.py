"""What the parts of a REST API are called: all that is asked of most templates, which have none."""

from hauberk.model.values import Fields, fields_of
from hauberk.sources.sam.build import certain, is_written, likely, nothing
from hauberk.sources.sam.gateway.ids import mark, suffix

SHARED = "Serverless"
"""What is put before the parts of a usage plan that APIs share."""


def names(name: str, properties: Fields) -> dict[str, str]:
    """The logical ids of what is made for an API, by what a template calls them (``Api.Stage``)."""
    plan = fields_of(fields_of(properties.value("Auth")).value("UsagePlan"))
    prefix = SHARED if likely(plan.value("CreateUsagePlan")) == "SHARED" else name
    config = fields_of(properties.value("Domain"))
    found = {
        "Stage": stage_id(name, properties),
        "Deployment": f"{name}Deployment",
        **{part: prefix + part for part in ("UsagePlan", "UsagePlanKey", "ApiKey")},
    }
    if not nothing(config.value("DomainName")):
        found.update(dict.fromkeys(("DomainName", "DomainNameV2"), domain_id(config)))
    return found


def stage_id(name: str, properties: Fields) -> str:
    """The logical id of the stage of the API ``name``."""
    value = properties.value("StageName")
    word = certain(value) if is_written(value) else None
    if not isinstance(word, str):
        return f"{name}Stage"
    return f"{name}{word}Stage" if word.isalnum() else f"{name}Stage{suffix(word)}"


def domain_kind(config: Fields) -> str:
    """The kind of endpoint of a domain name."""
    return str(likely(config.value("EndpointConfiguration")) or "REGIONAL")


def domain_id(config: Fields) -> str:
    """The logical id of the domain name."""
    version = "V2" if domain_kind(config) == "PRIVATE" else ""
    return f"ApiGatewayDomainName{version}{mark(config.value('DomainName'))}"
