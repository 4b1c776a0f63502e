"""Drives the reference translator (aws-sam-translator) on one template, without network or credentials."""

import hashlib
import json
import logging
import os
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock, patch

from tests.oracle.packaging import packaged

REGION = "us-east-1"
PARTITION = "aws"
PINS = {"param1": "value1", "param2": "value2"}
"""What the translator's own tests pass as parameters."""

POLICY_ARN = "arn:aws:iam::aws:policy/"
POLICIES = {
    name: f"{POLICY_ARN}{path}{name}"
    for name, path in (
        ("AWSLambdaBasicExecutionRole", "service-role/"),
        ("AmazonDynamoDBFullAccess", ""),
        ("AmazonDynamoDBReadOnlyAccess", ""),
        ("AWSLambdaRole", "service-role/"),
        ("AWSXrayWriteOnlyAccess", ""),
    )
}
REPOSITORY_URL = "https://example.com/template-of-a-published-application"


class NotTranslatedError(Exception):
    """The translator refuses the template."""


def translate(path: Path) -> str:
    """The CloudFormation template, as JSON, that the translator makes of a SAM template; cached by content.

    Raises :class:`NotTranslatedError`.
    """
    kept = _cache() / f"{_key(path)}.json"
    if kept.exists():
        text = kept.read_text(encoding="utf-8")
    else:
        try:
            text = json.dumps(_translate(path), default=str)
        except NotTranslatedError as error:
            text = json.dumps({"NotTranslated": str(error)})
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(kept)
    if text.startswith('{"NotTranslated"'):
        raise NotTranslatedError(json.loads(text)["NotTranslated"])
    return text


def _key(path: Path) -> str:
    """What the translation depends on; of included files only that they are in the same folder."""
    here = Path(__file__)
    code = here.read_bytes() + here.with_name("packaging.py").read_bytes()
    text = path.read_bytes()
    place = bytes(path.parent) if b"AWS::Include" in text else b""
    return hashlib.sha256(text + place + code + version("aws-sam-translator").encode()).hexdigest()


@cache
def _cache() -> Path:
    folder = Path(tempfile.gettempdir()) / f"hauberk-oracle-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    return folder


def _translate(path: Path) -> dict[str, Any]:
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    logging.getLogger("samtranslator").setLevel(logging.CRITICAL)
    policies = MagicMock()
    policies.load.return_value = dict(POLICIES)
    toggle = MagicMock()
    toggle.is_enabled.return_value = path.name.startswith("feature_toggle_")
    plugin = "samtranslator.plugins.application.serverless_app_plugin.ServerlessAppPlugin"
    try:
        written = json.loads(json.dumps(yaml_parse(path.read_text(encoding="utf-8")), default=str))
        source = packaged(written, path.parent, yaml_parse)
        with (
            patch("boto3.session.Session.region_name", REGION),
            patch("samtranslator.translator.arn_generator._get_region_from_session", return_value=REGION),
            patch(f"{plugin}._sar_service_call", _published),
            patch("time.sleep"),
        ):
            made: dict[str, Any] = transform(source, dict(PINS), policies, toggle)
    except Exception as error:
        told = [str(getattr(cause, "message", cause)) for cause in (error, *getattr(error, "causes", ()))]
        raise NotTranslatedError(f"{type(error).__name__}: {' '.join(told)}") from error
    _mend(made.get("Conditions"))
    return made


def _mend(conditions: Any) -> None:
    """A made condition that joins two names each twice over (``Condition: {Condition: A}``), which means nothing."""
    for condition in (conditions or {}).values():
        for part in condition.get("Fn::And", ()) if isinstance(condition, dict) else ():
            if isinstance(part, dict) and isinstance(part.get("Condition"), dict):
                part.update(part["Condition"])


def _published(plugin: Any, call: Any, resource: str, application: str, *_rest: Any) -> dict[str, Any]:
    return {
        "ApplicationId": application,
        "SemanticVersion": "1.0.0",
        "Status": "ACTIVE",
        "TemplateId": "template",
        "TemplateUrl": REPOSITORY_URL,
    }
