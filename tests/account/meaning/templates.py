"""Templates as plain data, the short forms of intrinsic functions as the long ones."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from hauberk.model.regex import regex

_IN_TEXT = regex(r"\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}")


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's tags. Dates stay texts, and so do words such as ``Off``, which name resources."""


def _long(loader: _Loader, suffix: str, node: Any) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _long)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|True|TRUE|false|False|FALSE"), list("tTfF"))


def loaded(text: str) -> Any:
    """A template's content."""
    return yaml.load(text, _Loader)


class Named(NamedTuple):
    """A reference: to what, to which attribute (empty for ``Ref``), and the names on the way to it."""

    id: str
    attribute: str
    way: tuple[str, ...]


def references(content: Any, way: tuple[str, ...] = ()) -> Iterator[Named]:
    """The references in some content."""
    if isinstance(content, list):
        for one in content:
            yield from references(one, way)
    if not isinstance(content, dict):
        return
    for name, value in content.items():
        match name, value:
            case "Ref", str():
                yield Named(value, "", way)
            case "Fn::GetAtt", [str(id_), str(attribute)]:
                yield Named(id_, attribute, way)
            case "Fn::GetAtt", str():
                id_, _, attribute = value.partition(".")
                yield Named(id_, attribute, way)
            case "Fn::Sub", str() | [str(), *_]:
                text = value if isinstance(value, str) else value[0]
                own = value[1] if isinstance(value, list) and len(value) > 1 else {}
                for found in _IN_TEXT.finditer(text):
                    if found[1] not in own:
                        yield Named(found[1], found[2] or "", way)
                yield from references(own, way)
            case _:
                yield from references(value, (*way, str(name)))
