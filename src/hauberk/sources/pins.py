"""Files that fix parameters: those of the AWS CLI and CodePipeline, plain ones, and ``samconfig.toml``.

Facts from "create-stack" of the AWS CLI reference, "Template configuration file" of the CodePipeline action reference,
and "AWS SAM CLI configuration file" of the SAM developer guide (2026-11).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from hauberk.reading.toml import Toml

SAMCONFIG = "samconfig.toml"
"""What SAM's command line reads beside a template; its YAML forms are read where they are named."""
ENVIRONMENT = "default"
_COMMANDS = ("global", "deploy")


def pins_beside(root: Root, template: str, environment: str = ENVIRONMENT) -> dict[str, str]:
    """The parameters that a ``samconfig.toml`` in a template's folder fixes; none where there is no such file.

    Raises :class:`ReadingError`.
    """
    path = root.join(template, SAMCONFIG)
    return read_pins(root, path, environment) if root.exists(path) else {}


def read_pins(root: Root, path: str, environment: str = ENVIRONMENT) -> dict[str, str]:
    """The parameters that a file fixes, by name. ``environment`` is the part of a SAM configuration that counts.

    Raises :class:`ReadingError`: those of the readers, ``no-parameters`` for a file of another shape, and
    ``no-such-environment`` for a SAM configuration without the environment.
    """
    source = root.read(path)
    if path.lower().endswith(".toml"):
        from hauberk.reading.toml import read_toml

        return _samconfig(read_toml(source), environment)
    content = _plain(read_document(source).root)
    if isinstance(content, dict) and path.rpartition("/")[2].startswith("samconfig."):
        return _samconfig(content, environment)
    if isinstance(content, dict) and isinstance(content.get("Parameters"), dict):
        content = content["Parameters"]
    if isinstance(content, list):
        content = dict(_pairs(content))
    if not isinstance(content, dict):
        raise ReadingError("no-parameters", "it is no file of parameters")
    return {name: _text(value) for name, value in content.items()}


def _pairs(entries: "Iterable[Toml]") -> "Iterator[tuple[str, Toml]]":
    for entry in entries:
        if not isinstance(entry, dict) or "ParameterKey" not in entry:
            raise ReadingError("no-parameters", "each entry needs a ParameterKey and a ParameterValue")
        if "ParameterValue" in entry:
            yield _text(entry["ParameterKey"]), entry["ParameterValue"]


def _samconfig(content: "dict[str, Toml]", environment: str) -> dict[str, str]:
    own = content.get(environment)
    if not isinstance(own, dict):
        if environment == ENVIRONMENT:
            return {}
        raise ReadingError("no-such-environment", f"it has no environment {environment!r}")
    pins: dict[str, str] = {}
    for command in _COMMANDS:
        section = own.get(command)
        parameters = section.get("parameters") if isinstance(section, dict) else None
        if isinstance(parameters, dict):
            pins.update(_overrides(parameters.get("parameter_overrides", "")))
    return pins


def _overrides(value: "Toml") -> dict[str, str]:
    """``parameter_overrides``: a text of ``Name=Value`` or ``ParameterKey=Name,ParameterValue=Value``, a list of such
    texts, or a table."""
    if isinstance(value, dict):
        return {name: _text(one) for name, one in value.items()}
    import shlex

    pins = {}
    for text in value if isinstance(value, list) else [value]:
        try:
            words = shlex.split(_text(text))
        except ValueError:
            raise ReadingError("no-parameters", "a quote in parameter_overrides isn't closed") from None
        for word in words:
            name, equals, rest = word.partition("=")
            if name == "ParameterKey":
                name, _, rest = rest.partition(",ParameterValue=")
            if equals and name:
                pins[name] = rest
    return pins


def _text(value: "Toml") -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(map(_text, value))
    if isinstance(value, dict):
        raise ReadingError("no-parameters", "a parameter's value is a text, a number or a list")
    return str(value)


def _plain(node: Node) -> "Toml":
    """A document as plain data. Documents are as deep as the readers let them be."""
    match node:
        case Mapping():
            return {name: _plain(value) for name, (_, value) in node.entries.items()}
        case Sequence():
            return [_plain(item) for item in node.items]
        case Scalar():
            return node.text
    raise AssertionError(node)
