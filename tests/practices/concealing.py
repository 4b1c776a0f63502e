"""Conceals a template as if AWS had answered with it: what is text in it goes through the sieve that answers of AWS go
through; what only a template has, functions and the texts that they take, stays as it is."""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hauberk.model.concealed import Key
from hauberk.model.sifted import Sieve

KEY = Key(bytes(range(32)))
WHOLE = (
    "Resources.*.Properties.Environment.Variables.*",
    "Resources.*.Properties.Variables.*",
    "Resources.*.Properties.StageVariables.*",
    "Resources.*.Properties.Value",
    "Outputs.*.Value",
)
"""Where templates have values that may be secret as a whole."""


class Function(NamedTuple):
    """A function of the template, with its argument: no answer of AWS has one."""

    name: str
    argument: Any


class Loader(yaml.SafeLoader):
    """Reads the short forms of functions (``!Ref``) as the long ones."""


def _short(loader: Loader, suffix: str, node: yaml.Node) -> Function:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        text = loader.construct_scalar(node)
        return Function(name, text.split(".", 1) if suffix == "GetAtt" else text)
    if isinstance(node, yaml.SequenceNode):
        return Function(name, loader.construct_sequence(node, deep=True))
    assert isinstance(node, yaml.MappingNode)
    return Function(name, loader.construct_mapping(node, deep=True))


Loader.add_multi_constructor("!", _short)


class Opaque:
    """What the sieve doesn't look into."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner


def read(path: Path) -> Any:
    """A template, with its functions in their long form."""
    return plain(yaml.load(path.read_text(encoding="utf-8"), Loader))


def plain(tree: Any) -> Any:
    """A template in which functions are mappings, as JSON has them."""
    match tree:
        case Function(name, argument):
            return {name: plain(argument)}
        case dict():
            return {str(key): plain(value) for key, value in tree.items()}
        case list():
            return [plain(value) for value in tree]
        case str() | int() | float() | None:
            return tree
    return str(tree)  # a date


def concealed(template: Any) -> Any:
    """A template with everything concealed that a snapshot would have concealed."""
    sieve = Sieve(WHOLE, KEY, keep=lambda text: "{{resolve:" in text)
    return _opened(
        sieve.sift(
            {
                name: _closed(part) if name in ("Resources", "Outputs") else Opaque(part)
                for name, part in template.items()
            }
        )
    )


def _closed(tree: Any) -> Any:
    if isinstance(tree, dict):
        if "ZipFile" in tree:  # AWS tells where code is, and never what it says
            return Opaque(tree)
        if len(tree) == 1 and next(iter(tree)).startswith(("Fn::", "Ref", "Condition")):
            return Opaque(tree)
        return {name: _closed(value) for name, value in tree.items()}
    return [_closed(value) for value in tree] if isinstance(tree, list) else tree


def _opened(tree: Any) -> Any:
    if isinstance(tree, Opaque):
        return tree.inner
    if isinstance(tree, dict):
        return {name: _opened(value) for name, value in tree.items()}
    return [_opened(value) for value in tree] if isinstance(tree, list) else tree
