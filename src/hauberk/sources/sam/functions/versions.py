"""Published versions, the alias that points at the newest, and concurrency kept ready for it."""

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Value
from hauberk.sources.sam.build import filled, likely, nothing, tree
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.functions import deployment
from hauberk.sources.sam.functions.maker import Maker


def _alias(source: Resource) -> str:
    """The name of the function's alias, or an empty text."""
    return str(likely(source.properties.value("AutoPublishAlias")) or "")


def alias_id(name: str, source: Resource) -> str:
    """The logical id of the alias, or an empty text."""
    alias = _alias(source)
    return f"{name}Alias{alias.replace('-', 'D').replace('_', 'U')}" if alias else ""


def version_id(name: str) -> str:
    """The logical id of the version; AWS adds a hash of the code's place, which means nothing."""
    return f"{name}Version"


def names(name: str, source: Resource) -> dict[str, str]:
    """What templates call the alias and the version, and their ids."""
    alias = alias_id(name, source)
    return {f"{name}.Alias": alias, f"{name}.Version": version_id(name)} if alias else {}


def target(context: Context, name: str, source: Resource) -> Value:
    """What events invoke."""
    value = source.properties.value("AutoPublishAlias")
    alias = alias_id(name, source)
    if not alias:
        return context.ref(name, (source.head,) if source.head else ())
    return context.ref(alias, value.trail)


def derive(maker: Maker) -> None:
    """Makes the version and the alias of a function that publishes."""
    alias = alias_id(maker.name, maker.source)
    written = maker.value("AutoPublishAlias")
    if not alias:
        return
    version = version_id(maker.name)
    content = {
        "FunctionName": maker.arn(),
        "Description": maker.value("VersionDescription"),
        "FunctionScalingConfig": maker.value("FunctionScalingConfig"),
    }
    maker.make("Version", "AWS::Lambda::Version", content, written.trail, attributes=_kept(maker, written))
    content = {
        "Name": written,
        "FunctionName": maker.arn(),
        "FunctionVersion": maker.context.get_att(version, "Version", written.trail),
        "ProvisionedConcurrencyConfig": maker.value("ProvisionedConcurrencyConfig"),
    }
    suffix = alias.removeprefix(maker.name)
    maker.make(suffix, "AWS::Lambda::Alias", content, written.trail, attributes=deployment.attributes(maker))


def _kept(maker: Maker, written: Value) -> Fields:
    """A version outlives its successor unless the function says otherwise."""
    policy = maker.value("VersionDeletionPolicy")
    instances = not nothing(maker.value("CapacityProviderConfig"))  # the old version would keep them running
    own = maker.source.attributes.value("DeletionPolicy")
    kept = filled(policy, filled(own, tree("Delete" if instances else "Retain", written.trail)))
    return maker.source.attributes.merged({"DeletionPolicy": kept})
