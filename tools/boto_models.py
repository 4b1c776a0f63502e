"""Writes ``src/hauberk/code/sdk/boto.json``: what boto3's resources and botocore's waiters call.

``python tools/boto_models.py DATE`` reads the resource models of the installed boto3 and the waiters of botocore (both
Apache-2.0); DATE is the day. All names are those of Python's methods and attributes.

- ``waiters``: of each client, its waiters and the operations that they ask again and again;
- ``resources``: of each service, its types of resources, the service itself under the empty name. A type has
  ``ids``, what tells one of its resources from another; ``load``, the operation that fills its attributes, when the
  first of them is read; ``attributes``; ``actions``, ``waiters`` and ``batch`` (actions of a whole collection), by
  the method; ``has``, resources that stand below it; ``many``, its collections. An operation comes as its name and
  what it is given (``Bucket=name`` is the identifier ``name``, ``Bucket=@x.y`` a part of the loaded data,
  ``Name='text'`` a constant); where the call gives a resource, its type and identifiers follow (``=`` as above,
  ``?Key`` for what was given as the parameter ``Key``, ``*`` for what the response tells).
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from boto3.session import Session
from botocore import xform_name
from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader

TARGET = Path(__file__).parents[1] / "src/hauberk/code/sdk/boto.json"


def read() -> dict[str, Any]:
    """The waiters and the resources."""
    session = Session(region_name="us-east-1")
    loader = session._loader
    waiters = {}
    for client in session.get_available_services():
        found = _waiters(loader, client)
        if found:
            waiters[client] = found
    resources = {name: _service(loader, session, name) for name in session.get_available_resources()}
    return {"waiters": waiters, "resources": resources}


def _waiters(loader: Loader, client: str) -> dict[str, str]:
    try:
        model = loader.load_service_model(client, "waiters-2")
    except (UnknownServiceError, ValueError, OSError):
        return {}
    except Exception as error:  # botocore has no common class for what isn't there
        if "Unable to load" in str(error):
            return {}
        raise
    return {xform_name(name): waiter["operation"] for name, waiter in model["waiters"].items()}


def _service(loader: Loader, session: Session, name: str) -> dict[str, Any]:
    raw = loader.load_service_model(name, "resources-1")
    shapes = session._session.get_service_model(name)
    waiters = loader.load_service_model(name, "waiters-2")["waiters"] if _waiters(loader, name) else {}
    found = {"": _resource(raw["service"], shapes, waiters)}
    for type_, resource in raw["resources"].items():
        found[type_] = _resource(resource, shapes, waiters)
    return found


def _resource(raw: dict[str, Any], shapes: Any, waiters: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    ids = [xform_name(one["name"]) for one in raw.get("identifiers", ())]
    if ids:
        found["ids"] = ids
    if "load" in raw:
        found["load"] = _request(raw["load"]["request"])
    if "shape" in raw and "load" in raw:
        members = [xform_name(one) for one in shapes.shape_for(raw["shape"]).members]
        found["attributes"] = " ".join(one for one in members if one not in ids)
    for key, name in (("actions", "actions"), ("batchActions", "batch")):
        made = {xform_name(action): _action(one) for action, one in raw.get(key, {}).items()}
        if made:
            found[name] = made
    made = {
        f"wait_until_{xform_name(name)}": [waiters[one["waiterName"]]["operation"], *_params(one.get("params", ()))]
        for name, one in raw.get("waiters", {}).items()
    }
    if made:
        found["waiters"] = made
    has = {name: _made(one["resource"]) for name, one in raw.get("has", {}).items()}
    plain = {name if _is_called(one) else xform_name(name): one for name, one in has.items()}
    if plain:
        found["has"] = plain
    many = {xform_name(name): _action(one) for name, one in raw.get("hasMany", {}).items()}
    if many:
        found["many"] = many
    return found


def _is_called(made: list[str]) -> bool:
    """Whether a resource below another is made by a call, or read as an attribute, since data tell which it is."""
    return not any("=@" in one for one in made[1:])


def _action(raw: dict[str, Any]) -> list[Any]:
    return [_request(raw["request"]), *([_made(raw["resource"])] if "resource" in raw else [])]


def _request(raw: dict[str, Any]) -> list[str]:
    return [raw["operation"], *_params(raw.get("params", ()))]


def _params(raw: Any) -> list[str]:
    return [f"{one['target']}={_source(one)}" for one in raw]


def _made(raw: dict[str, Any]) -> list[str]:
    return [raw["type"], *(f"{xform_name(one['target'])}={_source(one)}" for one in raw.get("identifiers", ()))]


def _source(one: dict[str, Any]) -> str:
    match one["source"]:
        case "identifier":
            return str(xform_name(one["name"]))
        case "data":
            return f"@{one['path']}"
        case "requestParameter":
            return f"?{one['path']}"
        case "input":
            return "^"
        case "response":
            return "*"
    value: str | int | bool = one["value"]
    return repr(value)


def text(date: str) -> str:
    """The file."""
    source = f"boto3 {version('boto3')} and botocore {version('botocore')} (Apache-2.0)"
    found = read()
    lines = [f'{{"source": {json.dumps(source)}, "date": {json.dumps(date)}, "waiters": {{']
    lines += _lines(found["waiters"])
    lines.append('}, "resources": {')
    services = []
    for name, types in found["resources"].items():
        services.append(f"{json.dumps(name)}: {{\n" + "\n".join(_lines(types)) + "}")
    lines.append(",\n".join(services))
    lines.append("}}")
    return "\n".join(lines) + "\n"


def _lines(of: dict[str, Any]) -> list[str]:
    rows = [f"  {json.dumps(name)}: {json.dumps(one)}" for name, one in of.items()]
    return [row + ("," if number < len(rows) - 1 else "") for number, row in enumerate(rows)]


if __name__ == "__main__":
    TARGET.write_text(text(sys.argv[1]), encoding="utf-8")
