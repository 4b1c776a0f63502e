"""Every control says of a token what it says of the value that it stands for.

Templates stand in for an account here, since what controls are asked about is the same model: each is checked as it is,
and with its values concealed as a snapshot has them.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hauberk.model.concealed import conceal, conceal_within
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.execution.settings import DEBUGGING
from hauberk.practices.secret_handling.literals import HOLDING
from hauberk.practices.transit.verification import SWITCHES
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from hauberk.sources.pins import pins_beside
from tests.code.secrets.making import ALNUM, BASE64, HEX, VENDORS, chance
from tests.code.secrets.planted import decoys, planted
from tests.practices.cases import TODAY, cases
from tests.practices.concealing import KEY, concealed, read

NAMES = (
    *("DB_PASSWORD", "PGPASSWORD", "API_TOKEN", "JWT_SECRET", "CLIENT_SECRET", "API_KEY", "ENCRYPTION_KEY", "AUTH"),
    *("SECRET_ARN", "TOKEN_TTL", "SECRET_NAME", "USE_PASSWORD", "CACHE_KEY", "TABLE", "DATABASE_URL", "ENDPOINT", "X"),
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "KMS_KEY_ID", "PASSWORD_FILE", "_HANDLER", "SALT", "CREDENTIALS"),
    *DEBUGGING,
    *SWITCHES,
)
ORDINARY = (
    *("", " ", "orders", "orders-table", "hello world", "secret", "password", "changeme", "<password>", "YOUR_TOKEN"),
    *(
        "xxxxxxxx",
        "todo",
        "4711",
        "12345678",
        "123456789012",
        "0.5",
        "-1",
        "true",
        "True",
        "FALSE",
        "0",
        "1",
        "yes",
        "*",
    ),
    *("debug", "DEBUG", "Trace", "INFO", "development", "production", "prod", "--inspect", "on", "off", "null", "none"),
    *(
        "eu-west-1",
        "us-gov-east-1",
        "eu-west-1a",
        "http://api.internal/",
        "https://api.example.com/v1?x=1",
        "localhost",
    ),
    *("db.internal:5432", "postgres://db.internal/orders", "postgres://u:<password>@h/db", "/opt/wrapper", "a/b/c"),
    *(
        "postgres://u:password@localhost/db",
        "redis://default:pw123456@h:6379",
        "amqp://{user}:{pw}@h",
        "user:pw12@h.com",
    ),
    *("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd", "arn:aws:s3:::orders", "arn:aws:nonsense"),
    *("1fac5730-9d17-416d-b2ca-0be90e1e93f5", "alias/orders", "RS256", "${AWS_REGION}", "$.token", "a.b.c", "key.pem"),
    *("Bearer abcdefghijklmnop", "Basic YWRhOlZuNC1yZWdlbi1pbS1NYWk=", "password=hunter2hunter2", "password: secret"),
    *(
        '{"password": "Vn4-regen%im.Mai"}',
        '{"user": "ada", "level": "info"}',
        "Server=db;User Id=sa;Password=x1y2z3w4;",
    ),
    *(
        "AKIA" + "IOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY",
        "ümläut-geheim",
        "日本語のパスワード",
        "a\nb",
    ),
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
LABELLED = tuple(
    dict.fromkeys(
        one for file in (*planted(), *decoys()) for one in (file.secret, file.text) if one and "{{resolve:" not in one
    )
)
"""In an account nothing is left to be resolved."""


CONTROLS = tuple(control for control in all_controls() if control.name != "secret-in-file")
"""All but the one that looks into files, of which an account has none."""


def states(
    folder: Path, template: dict[str, Any], controls: tuple[Control, ...] = CONTROLS
) -> dict[tuple[str, str], tuple[State, str]]:
    """What controls say of each of a template's subjects, with the reason where they can't say."""
    (folder / "template.json").write_text(json.dumps(template), encoding="utf-8")
    root = Root(folder)
    beside = pins_beside(root, "template.json")
    ledger = check_application(root, "template.json", controls, beside, TODAY, beside=beside)
    return {
        (entry.control, entry.subject): (entry.state, entry.reason.code if entry.reason else "")
        for entry in ledger.entries
    }


def same(folder: Path, raw: dict[str, Any], concealed: dict[str, Any], *controls: Control) -> None:
    """Asserts that two templates are judged alike."""
    before, after = (states(folder, template, controls or CONTROLS) for template in (raw, concealed))
    assert before.keys() == after.keys()
    assert {key: (before[key], after[key]) for key in before if before[key] != after[key]} == {}


def functions(values: tuple[str, ...], names: tuple[str, ...], *, hidden: bool) -> dict[str, Any]:
    """A function for each value, with variables of all names that hold it."""
    resources = {
        f"Function{number}": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"S3Bucket": "code", "S3Key": "app.zip"},
                "Handler": "app.handler",
                "Runtime": "python3.13",
                "Role": "arn:aws:iam::111122223333:role/orders",
                "Environment": {"Variables": {name: _value(name, value, hidden) for name in names}},
            },
        }
        for number, value in enumerate(values)
    }
    return {"Resources": resources}


def _value(name: str, value: str, hidden: bool) -> str:
    return conceal(name, value, KEY) if hidden else value


def same_of_variables(folder: Path, values: tuple[str, ...], names: tuple[str, ...]) -> None:
    """Asserts that concealing changes no verdict on variables."""
    for some in batched(values):
        same(folder, functions(some, names, hidden=False), functions(some, names, hidden=True))


def batched(values: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Values in groups, so that no control has more subjects than it is asked about."""
    return (values[start : start + 100] for start in range(0, len(values), 100))


VALUES = pytest.mark.parametrize(
    "values", [ORDINARY, SECRETS, LABELLED], ids=["ordinary", "by their issuers", "labelled"]
)


@VALUES
def test_a_variable(tmp_path: Path, values: tuple[str, ...]) -> None:
    """Of many variables one is enough for a verdict on the function, so a name that says nothing is alone as well."""
    same_of_variables(tmp_path, values, NAMES if values is not LABELLED else NAMES[:8])
    same_of_variables(tmp_path, values, ("X",))


@VALUES
def test_a_property_that_takes_a_secret(tmp_path: Path, values: tuple[str, ...]) -> None:
    """Here every value is a secret but a placeholder."""
    secret_in_template = next(control for control in CONTROLS if control.name == "secret-in-template")
    for some in batched(values):
        same(tmp_path, holders(some, hidden=False), holders(some, hidden=True), secret_in_template)


def holders(values: tuple[str, ...], *, hidden: bool) -> dict[str, Any]:
    """Of each type that takes a secret one resource for each value."""
    resources = {
        f"R{number}{type_.replace(':', '')}": {
            "Type": type_,
            "Properties": _at(path, _value(path.rpartition(".")[2], value, hidden)),
        }
        for number, value in enumerate(values)
        for type_, (path, *_) in HOLDING.items()
    }
    return {"Resources": resources}


def _at(path: str, value: str) -> Any:
    name, _, rest = path.partition(".")
    return {name: _at(rest, value) if rest else value}


@VALUES
def test_a_definition(tmp_path: Path, values: tuple[str, ...]) -> None:
    """Secrets inside of longer texts: in a field, under a name that says so, in a text in the text, and bare."""
    raw: dict[str, Any] = {}
    concealed: dict[str, Any] = {}
    for number, value in enumerate(values):
        texts = (
            json.dumps(
                {"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"value": value}, "End": True}}}
            ),
            json.dumps({"States": {"A": {"Parameters": {"password": value, "x": {"api_key": value, "n": 12345678}}}}}),
            json.dumps({"Input": json.dumps({"headers": {"Authorization": f"Bearer {value}"}, "token": value})}),
            f"export DB_PASSWORD={value}",
        )
        for kind, text in enumerate(texts):
            for template, definition in ((raw, text), (concealed, conceal_within(text, KEY))):
                template[f"M{number}k{kind}"] = {
                    "Type": "AWS::StepFunctions::StateMachine",
                    "Properties": {"DefinitionString": definition, "RoleArn": "arn:aws:iam::111122223333:role/machine"},
                }
    same(tmp_path, {"Resources": raw}, {"Resources": concealed})


def test_the_cases_of_the_controls(tmp_path: Path) -> None:
    """Whole applications, when everything in them has been through the sieve."""
    changed = 0
    for case in cases("failing", "passing", "unknown"):
        template = read(case.path)
        made = concealed(template)
        if made != template:
            changed += 1
            folder = tmp_path / str(changed)
            shutil.copytree(case.path.parent, folder, ignore=shutil.ignore_patterns("*.yaml"))
            same(folder, template, made)
    assert changed > 12


WORDS = (
    *("password", "token", "=", ":", "@", "://", "gh" + "p_", "AK" + "IA", " ", "-", "_", "/", ".", '"', "{", "}", "'"),
    *(
        "\\",
        "\n",
        "example",
        "todo",
        "secret",
        "Ab1",
        "x7Kq9Lm2",
        "postgres",
        "hauberk:concealed:",
        "1:value::",
        "arn:aws:",
    ),
    "A" * 20,
)
texts = st.lists(st.sampled_from(WORDS) | st.text(st.characters(codec="utf-8"), max_size=6), max_size=12)


@given(st.lists(texts.map("".join), min_size=1, max_size=12), st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_variable(tmp_path: Path, values: list[str], names: list[str]) -> None:
    plain = [value for value in values if "{{resolve:" not in value]
    same_of_variables(tmp_path, tuple(plain), tuple(names))
