"""What the parts of an HTTP API are called: all that is asked of most templates, which have none."""

from hauberk.model.values import Fields, Known, Trail, Value
from hauberk.sources.sam.build import certain, filled, is_written
from hauberk.sources.sam.gateway.ids import mark, suffix

DEFAULT = "$default"


def stage_name(properties: Fields, trail: Trail = ()) -> Value:
    """The stage's name; the default stage, said at ``trail``, where none is written."""
    return filled(properties.value("StageName"), Known(DEFAULT, trail))


def stage_id(name: str, properties: Fields) -> str:
    """The logical id of the stage of the API ``name``."""
    value = stage_name(properties)
    word = certain(value) if is_written(value) else None
    if word == DEFAULT:
        return f"{name}ApiGatewayDefaultStage"
    if not isinstance(word, str):
        return f"{name}Stage"
    return f"{name}{word}Stage" if word.isalnum() else f"{name}Stage{suffix(word)}"


def domain_id(config: Fields) -> str:
    """The logical id of the domain name."""
    return f"ApiGatewayDomainNameV2{mark(config.value('DomainName'))}"
