"""Every control says of a token what it says of the value that it stands for.

Templates stand in for an account here, since what controls are asked about is the same model: each is checked as it is,
and with its values concealed as a snapshot has them.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hauberk.model.concealed import Key, conceal, conceal_within
from hauberk.model.tokens import token_of, tokens_in
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.practices.execution.settings import DEBUGGING
from hauberk.practices.secret_handling.literals import HOLDING
from hauberk.practices.transit.verification import SWITCHES
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from tests.code.secrets.making import ALNUM, BASE64, HEX, VENDORS, chance
from tests.code.secrets.planted import DECOYS, PLANTED
from tests.practices.cases import TODAY

KEY = Key(bytes(range(32)))

NAMES = (
    *("DB_PASSWORD", "PGPASSWORD", "API_TOKEN", "JWT_SECRET", "CLIENT_SECRET", "API_KEY", "ENCRYPTION_KEY", "AUTH"),
    *("SECRET_ARN", "TOKEN_TTL", "SECRET_NAME", "USE_PASSWORD", "CACHE_KEY", "TABLE", "DATABASE_URL", "ENDPOINT", "X"),
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "KMS_KEY_ID", "PASSWORD_FILE", "_HANDLER", "SALT", "CREDENTIALS"),
    *DEBUGGING,
    *SWITCHES,
)
ORDINARY = (
    *("", " ", "orders", "orders-table", "hello world", "secret", "password", "changeme", "<password>", "YOUR_TOKEN"),
    *("xxxxxxxx", "todo", "4711", "12345678", "123456789012", "0.5", "-1", "true", "True", "FALSE", "0", "1", "yes", "*"),
    *("debug", "DEBUG", "Trace", "INFO", "development", "production", "prod", "--inspect", "on", "off", "null", "none"),
    *("eu-west-1", "us-gov-east-1", "eu-west-1a", "http://api.internal/", "https://api.example.com/v1?x=1", "localhost"),
    *("db.internal:5432", "postgres://db.internal/orders", "postgres://u:<password>@h/db", "/opt/wrapper", "a/b/c"),
    *("postgres://u:password@localhost/db", "redis://default:pw123456@h:6379", "amqp://{user}:{pw}@h", "user:pw12@h.com"),
    *("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd", "arn:aws:s3:::orders", "arn:aws:nonsense"),
    *("1fac5730-9d17-416d-b2ca-0be90e1e93f5", "alias/orders", "RS256", "${AWS_REGION}", "$.token", "a.b.c", "key.pem"),
    *("Bearer abcdefghijklmnop", "Basic YWRhOlZuNC1yZWdlbi1pbS1NYWk=", "password=hunter2hunter2", "password: secret"),
    *('{"password": "Vn4-regen%im.Mai"}', '{"user": "ada", "level": "info"}', "Server=db;User Id=sa;Password=x1y2z3w4;"),
    *("AKIA" + "IOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY", "ümläut-geheim", "日本語のパスワード", "a\nb"),
    *("correct horse battery staple", "Ab1!", "hunter", "hunter2x", "Vn4-regen%im.Mai", "k7correct-horse-9battery"),
    *(chance(ALNUM, 24), chance(HEX, 32), chance(HEX, 64), chance(BASE64, 40, "aws"), chance(BASE64, 44), "YWJjZGVm"),
    "hauberk:concealed:1:value::0123456789abcdef:0123456789abcdef0123456789abcdef",
    "hauberk:concealed:1:github-token:fs:0123456789abcdef:0123456789abcdef0123456789abcdef",
    "hauberk:concealed:2:value::0123456789abcdef:0123456789abcdef0123456789abcdef",
    "hauberk:concealed:",
    "x" * 4096,
    "password=" * 400,
)
SECRETS = tuple(make() for make in VENDORS.values())
LABELLED = tuple(dict.fromkeys(one for planted in PLANTED for one in (planted.secret, planted.text) if one))


def states(folder: Path, resources: dict[str, Any]) -> dict[tuple[str, str], tuple[State, str]]:
    """What each control says of each subject of some resources, with the reason where it can't say."""
    template = {"Resources": resources}
    (folder / "template.json").write_text(json.dumps(template), encoding="utf-8")
    ledger = check_application(Root(folder), "template.json", CONTROLS, {}, TODAY)
    return {
        (entry.control, entry.subject): (entry.state, entry.reason.code if entry.reason else "")
        for entry in ledger.entries
    }


CONTROLS = tuple(control for control in all_controls() if control.name != "secret-in-file")
"""All but the one that looks into files, of which an account has none."""


def functions(values: tuple[str, ...], names: tuple[str, ...], *, hidden: bool) -> dict[str, Any]:
    """A function for each value, with variables of all names that hold it."""
    return {
        f"Function{number}": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"S3Bucket": "code", "S3Key": "app.zip"},
                "Handler": "app.handler",
                "Runtime": "python3.13",
                "Role": "arn:aws:iam::111122223333:role/orders",
                "Environment": {
                    "Variables": {name: conceal(name, value, KEY) if hidden else value for name in names}
                },
            },
        }
        for number, value in enumerate(values)
    }


def same_of_variables(folder: Path, values: tuple[str, ...], names: tuple[str, ...]) -> None:
    """Asserts that concealing changes no verdict on variables."""
    raw = states(folder, functions(values, names, hidden=False))
    concealed = states(folder, functions(values, names, hidden=True))
    assert raw.keys() == concealed.keys()
    assert {key: (raw[key], concealed[key]) for key in raw if raw[key] != concealed[key]} == {}


@pytest.mark.parametrize(
    "values", [ORDINARY, SECRETS, LABELLED], ids=["ordinary", "by their issuers", "labelled"]
)
def test_a_variable(tmp_path: Path, values: tuple[str, ...]) -> None:
    same_of_variables(tmp_path, values, NAMES)


WORDS = (
    *("password", "token", "=", ":", "@", "://", "ghp_", "AKIA", " ", "-", "_", "/", ".", '"', "{", "}", "'", "\\", "\n"),
    *("example", "todo", "secret", "Ab1", "x7Kq9Lm2", "postgres", "hauberk:concealed:", "1:value::", "arn:aws:", "A" * 20),
)
texts = st.lists(st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=("Cs",)), max_size=6), max_size=12)


@given(st.lists(texts.map("".join), min_size=1, max_size=12), st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_variable(tmp_path: Path, values: list[str], names: list[str]) -> None:
    plain = [value for value in values if "{{resolve:" not in value]
    same_of_variables(tmp_path, tuple(plain), tuple(names))
