"""A proposed schema in a file.

Sources: AWS SAM developer guide, "RequestModel", "RequestParameter", "Api" (``Models``); CloudFormation Template
Reference, ``AWS::ApiGateway::Model``, ``AWS::ApiGateway::RequestValidator``, ``AWS::ApiGateway::Method`` (2026-11).
"""

import json as standard
import re
from collections.abc import Iterator
from typing import Any

from hauberk.model.regex import regex
from hauberk.questions.proposed import Proposed

_PLAIN = regex(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def json(found: Proposed) -> str:
    """As JSON, keys in the order of what they say."""
    return standard.dumps(found.schema, indent=2) + "\n"


def yaml(found: Proposed) -> str:
    """As YAML."""
    return "\n".join(lines(found.schema)) + "\n"


def sam(found: Proposed) -> str:
    """A model for a REST API, and how to have requests validated by it."""
    assert found.schema is not None
    name = re.sub(r"[^A-Za-z0-9]", "", found.function)
    api = next((one.api for one in found.ways), "") or "ServerlessRestApi"
    said = [
        f"# Proposed by the code of {found.function}: read it before it is deployed.",
        "#",
        "# In AWS SAM, give the function's event of type Api, and its API, this instead of the resources below:",
        "#",
    ]
    is_body = found.main == "body"
    event = [f"RequestModel: {{ Model: {name}, ValidateBody: true, ValidateParameters: true }}"] if is_body else []
    if found.required_parameters:
        event.append("RequestParameters:")
        event += [f"  - {one}: {{ Required: true }}" for one in found.required_parameters]
    said += [f"#   {line}" for line in event]
    if is_body:
        said += ["#", f"#   Models of AWS::Serverless::Api: {name}, with the schema below"]
    said += [
        "#",
        f"# In CloudFormation, name them in each AWS::ApiGateway::Method that leads to {found.function}:",
        "#",
    ]
    if is_body:
        said.append(f"#   RequestModels: {{ application/json: !Ref {name}Model }}")
    said.append(f"#   RequestValidatorId: !Ref {name}Validator")
    if found.required_parameters:
        said.append("#   RequestParameters:")
        said += [f"#     {one}: true" for one in found.required_parameters]
    made = [*said, "Resources:"]
    if is_body:
        schema = {key: value for key, value in found.schema.items() if key != "definitions"}
        made += [
            f"  {name}Model:",
            "    Type: AWS::ApiGateway::Model",
            "    Properties:",
            f"      RestApiId: !Ref {api}",
            f"      Name: {name}",
            "      ContentType: application/json",
            "      Schema:",
            *(f"        {line}" for line in lines(schema)),
        ]
    made += [
        f"  {name}Validator:",
        "    Type: AWS::ApiGateway::RequestValidator",
        "    Properties:",
        f"      RestApiId: !Ref {api}",
        f"      ValidateRequestBody: {'true' if is_body else 'false'}",
        "      ValidateRequestParameters: true",
    ]
    return "\n".join(made) + "\n"


def lines(value: Any) -> Iterator[str]:
    """A tree as lines of YAML. Texts stand between quotes, as JSON has them, which YAML reads alike."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _under(f"{_key(key)}:", inner)
    elif isinstance(value, list) and value:
        for inner in value:
            first, *others = lines(inner)
            yield f"- {first}"
            yield from (f"  {line}" for line in others)
    else:
        yield standard.dumps(value)


def _under(head: str, value: Any) -> Iterator[str]:
    if isinstance(value, (dict, list)) and value:
        yield head
        yield from (f"  {line}" for line in lines(value))
    else:
        yield f"{head} {standard.dumps(value)}"


def _key(name: str) -> str:
    return name if _PLAIN.fullmatch(name) and name.lower() not in _WORDS else standard.dumps(name)
