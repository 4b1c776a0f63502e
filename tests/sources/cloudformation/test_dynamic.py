"""Dynamic references."""

from pathlib import Path
from typing import Any

import pytest

from hauberk.model.values import Unknown
from tests.sources.cloudformation.shown import DEV, PROD, When, application_of, shown, text_with, value_of

SECRET = "{{resolve:secretsmanager:shop/db:SecretString:password:AWSCURRENT:}}"
BY_ARN = "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:db:SecretString:user::id}}"

ROWS: list[tuple[str, Any]] = [
    ("'{{resolve:ssm:/shop/key}}'", "?dynamic-ssm"),
    ("'{{resolve:ssm:/shop/key:3}}'", "?dynamic-ssm"),
    ("'{{resolve:ssm-secure:/shop/key:1}}'", "?dynamic-ssm-secure"),
    ("'{{resolve:secretsmanager:shop/db}}'", "?dynamic-secretsmanager"),
    (f"'{SECRET}'", "?dynamic-secretsmanager"),
    (f"'{BY_ARN}'", "?dynamic-secretsmanager"),
    ("'db://u:{{resolve:ssm:/p}}@h'", "db://u:?dynamic-ssm@h"),
    ("'{{resolve:ssm:/a}}{{resolve:ssm-secure:/b}}'", "?dynamic-ssm?dynamic-ssm-secure"),
    ("!Sub '{{resolve:ssm:/${Bucket}/key}}'", "?dynamic-ssm"),
    ("!Sub 'db://{{resolve:ssm:/p}}@${Stage}'", When({DEV: "db://?dynamic-ssm@dev", PROD: "db://?dynamic-ssm@prod"})),
    ("!Join [':', ['{{resolve', ssm, '/p}}']]", "?dynamic-ssm"),
    ("!Join ['', ['{{resolve:secretsmanager:', !Ref Bucket, '}}']]", "?dynamic-secretsmanager"),
    ("!Sub ['{{resolve:ssm:${A}}}', {A: /p}]", "?dynamic-ssm"),
    ("!If [IsProd, '{{resolve:ssm:/p}}', plain]", When({DEV: "plain", PROD: "?dynamic-ssm"})),
    ("['{{resolve:ssm:/p}}', {a: '{{resolve:ssm:/p}}'}]", ["?dynamic-ssm", {"a": "?dynamic-ssm"}]),
    ("'{{resolve:elsewhere:/p}}'", "?dynamic-elsewhere"),
    ("'{{resolve:ssm:/p'", "{{resolve:ssm:/p"),
    ("'{{ resolve:ssm:/p }}'", "{{ resolve:ssm:/p }}"),
]


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_the_store_is_known_and_the_content_is_not(tmp_path: Path, written: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, written)) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (f"'{SECRET}'", f"{SECRET} is resolved at deployment"),
        ("!Sub '{{resolve:ssm:/${Bucket}/${Bare}}}'", "{{resolve:ssm:/${Bucket}/…}} is resolved at deployment"),
    ],
)
def test_the_reason_shows_the_reference(tmp_path: Path, written: str, said: str) -> None:
    value = value_of(tmp_path, written)
    assert isinstance(value, Unknown)
    assert value.reason.text == said


def test_a_default_may_be_one(tmp_path: Path) -> None:
    text = text_with("!Ref Free").replace("Default: here", "Default: '{{resolve:ssm:/p}}'")
    value = application_of(tmp_path, text).resources["Subject"].properties.value("Value")
    assert shown(value) == When({"while Free keeps its default ({{resolve:ssm:/p}})": "?dynamic-ssm"})


def test_a_pinned_value_may_be_one(tmp_path: Path) -> None:
    assert shown(value_of(tmp_path, "!Ref Free", {"Free": "{{resolve:ssm:/p}}"})) == "?dynamic-ssm"
