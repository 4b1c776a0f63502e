"""What ``sam package`` and ``AWS::Include`` do to a template before the translator sees it.

The translator takes code and definitions in S3 only, and macros inside a template run before the one of the whole
template. Local places become addresses in a bucket of their own, which :func:`unpackaged` turns back. Facts from the
AWS CLI reference, "cloudformation package", and the CloudFormation User Guide, "Overview of macros" (2026-11).
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

BUCKET = "packaged-by-the-oracle"
NOWHERE = "-"
"""The key of code whose place isn't written: ``sam build`` fills it in."""
IMAGE = f"123456789012.dkr.ecr.us-east-1.amazonaws.com/{BUCKET}:latest"
PLACES = {
    "Api": ("DefinitionUri",),
    "Function": ("CodeUri",),
    "GraphQLApi": ("SchemaUri", "CodeUri"),
    "HttpApi": ("DefinitionUri",),
    "LayerVersion": ("ContentUri",),
    "StateMachine": ("DefinitionUri",),
    "WebSocketApi": ("DefinitionUri",),
}
"""The properties of SAM's types that may be local paths."""
_SAM = "AWS::Serverless::"
_REMOTE = ("s3://", "http://", "https://")


def packaged(source: Any, folder: Path, load: Callable[[str], Any]) -> Any:
    """A template ready for the translator. ``load`` reads the YAML of an included file of ``folder``."""
    source = _included(source, folder, load)
    if not isinstance(source, dict):
        return source
    shared = _mapping(source.get("Globals"))
    for kind, own in shared.items():
        _uploaded(own, PLACES.get(kind, ()))
    for resource in _mapping(source.get("Resources")).values():
        kind = str(_mapping(resource).get("Type"))
        if not kind.startswith(_SAM):
            continue
        properties = resource.get("Properties")
        _uploaded(properties, PLACES.get(kind.removeprefix(_SAM), ()))
        if kind == "AWS::Serverless::GraphQLApi":
            for group in ("Functions", "Resolvers"):
                _uploaded_below(_mapping(properties).get(group))
        if kind == "AWS::Serverless::Function" and isinstance(properties, dict):
            _built(properties, _mapping(shared.get("Function")))
    return source


def _included(tree: Any, folder: Path, load: Callable[[str], Any]) -> Any:
    if isinstance(tree, list):
        return [_included(child, folder, load) for child in tree]
    if not isinstance(tree, dict):
        return tree
    tree = {name: _included(child, folder, load) for name, child in tree.items()}
    macro = _mapping(tree.get("Fn::Transform"))
    location = _mapping(macro.get("Parameters")).get("Location")
    if macro.get("Name") != "AWS::Include" or not isinstance(location, str) or location.startswith(_REMOTE):
        return tree
    file = (folder / location).resolve()
    if not file.is_file():
        return tree
    content = json.loads(json.dumps(load(file.read_text(encoding="utf-8")), default=str))
    rest = {name: child for name, child in tree.items() if name != "Fn::Transform"}
    return {**content, **rest} if isinstance(content, dict) else content


def _uploaded(properties: Any, names: tuple[str, ...]) -> None:
    for name in names:
        place = _mapping(properties).get(name)
        if isinstance(place, str) and not place.startswith(_REMOTE):
            properties[name] = f"s3://{BUCKET}/{place}"


def _uploaded_below(tree: Any) -> None:
    _uploaded(tree, ("CodeUri",))
    for child in _mapping(tree).values():
        _uploaded_below(child)


def _built(properties: dict[str, Any], shared: dict[str, Any]) -> None:
    """The code of a function that ``sam build`` makes."""
    image = "Image" in (properties.get("PackageType"), shared.get("PackageType"))
    for name in ("ImageUri", "InlineCode", "CodeUri"):
        if name in properties:
            return
    if image:
        properties["ImageUri"] = IMAGE
    elif "CodeUri" not in shared:
        properties["CodeUri"] = f"s3://{BUCKET}/{NOWHERE}"


def unpackaged(tree: Any) -> Any:
    """A tree of the translator's output with local places as they were written, ``None`` for what wasn't."""
    match tree:
        case {"S3Bucket": bucket, "S3Key": key, **rest} if bucket == BUCKET:
            return _place(key, rest)
        case {"Bucket": bucket, "Key": key, **rest} if bucket == BUCKET:
            return _place(key, rest)
        case {"ImageUri": image} if image == IMAGE:
            return None
        case dict():
            pairs = ((name, unpackaged(child)) for name, child in tree.items())
            return {name: child for name, child in pairs if child is not None}
        case list():
            return [unpackaged(child) for child in tree]
        case str() if tree.startswith(f"s3://{BUCKET}/"):
            return tree.removeprefix(f"s3://{BUCKET}/")
    return tree


def _place(key: Any, rest: dict[Any, Any]) -> Any:
    return None if key == NOWHERE else {"": key, **rest} if rest else key


def _mapping(tree: Any) -> dict[str, Any]:
    return tree if isinstance(tree, dict) else {}
