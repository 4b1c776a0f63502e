"""Which characters of a template are hidden, and which stay although they stand where secrets do."""

from pathlib import Path

import pytest

from hauberk.model.application import Application
from hauberk.model.secrets import NOTHING_HIDDEN
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from tests.scan.places import put

HEAD = """\
Parameters:
  Stage: { Type: String, Default: dev }
  SecretName: { Type: String, Default: shop/prod }
Resources:
"""


def read(folder: Path, files: dict[str, str]) -> tuple[Application, Root]:
    """An application of some files, and what was opened for it."""
    root = Root(put(folder, files))
    return read_application(root, "template.yaml"), root


def hidden(folder: Path, text: str, **others: str) -> list[str]:
    """The texts that are hidden of a template and of ``others`` (by the names of their files without ending)."""
    application, root = read(folder, {"template.yaml": text, **{f"{name}.yaml": it for name, it in others.items()}})
    spans = application.hidden.spans
    return [root.opened[span.path].data[span.start : span.end].decode() for span in spans]


def variable(value: str, name: str = "DB_PASSWORD") -> str:
    """A template whose one function has one environment variable."""
    return (
        f"{HEAD}  Orders:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n"
        f"        Variables:\n          {name}: {value}\n"
    )


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("hunter2", ["hunter2"]),
        ('"hunter2"', ["hunter2"]),
        ("'it''s'", ["it''s"]),
        ("&a hunter2", ["hunter2"]),
        ("!!str 'hunter2'", ["hunter2"]),
        ("739104", ["739104"]),
        (">-\n            hunter2\n            three", ["\n            hunter2\n            three"]),
        ("!If [A, hunter2, hunter3]", ["hunter2", "hunter3"]),
        ('!Join ["-", [hunter2, !Ref Stage]]', ["hunter2"]),
        ('!Sub "${AWS::StackName}-hunter2"', ["-hunter2"]),
        ('!Sub ["${A}", { A: hunter2 }]', ["hunter2"]),
        ("!Base64 hunter2", ["hunter2"]),
        ('"x{{resolve:ssm:a}}y"', ["x", "y"]),
        ('"{{resolve:${x"', ["{{resolve:${x"]),
    ],
)
def test_a_secret_is_hidden_whole(tmp_path: Path, written: str, found: list[str]) -> None:
    text = variable(written).replace("Stage: {", "X: {").replace("!Ref Stage", "!Ref AWS::Region")
    assert hidden(tmp_path, text) == found


@pytest.mark.parametrize(
    "written",
    [
        "!Ref SecretName",
        "!GetAtt Store.Arn",
        "!ImportValue shared-password",
        '"{{resolve:secretsmanager:shop:SecretString:password}}"',
        '!Sub "{{resolve:secretsmanager:${SecretName}:SecretString:password}}"',
        '!Sub "${SecretName}"',
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop",
        "true",
        "",
        "~",
        "optional",
        "<your password>",
        "change-me",
        "!Ref AWS::NoValue",
    ],
)
def test_what_only_leads_to_a_secret_stays(tmp_path: Path, written: str) -> None:
    assert hidden(tmp_path, variable(written)) == []


@pytest.mark.parametrize("name", ["SECRET_NAME", "TOKEN_URL", "TABLE", "PASSWORD_LENGTH"])
def test_what_no_secret_is_given_to_stays(tmp_path: Path, name: str) -> None:
    assert hidden(tmp_path, variable("hunter2", name)) == []


def test_a_template_that_speaks_of_no_secret_is_not_searched(tmp_path: Path) -> None:
    application, _ = read(
        tmp_path, {"template.yaml": variable("https://example.com", "ADDRESS").replace("Secret", "X")}
    )
    assert application.hidden == NOTHING_HIDDEN


def test_a_resource_that_is_named_for_a_secret_is_no_secret(tmp_path: Path) -> None:
    text = "Resources:\n  Password: { Type: AWS::SecretsManager::Secret, Properties: { Description: the shop's } }\n"
    assert hidden(tmp_path, text) == []


def test_the_parameter_and_the_map_behind_a_secret_hide_theirs(tmp_path: Path) -> None:
    text = (
        "Parameters:\n  Given: { Type: String, Default: hunter2, AllowedValues: [hunter2, hunter3] }\n"
        "  Stage: { Type: String, Default: dev }\n"
        "Mappings: { Stages: { dev: { Db: hunter4, Size: small }, prod: { Db: hunter5, Size: large } } }\n"
        "Conditions: { Usual: !Equals [!Ref Given, hunter6], Dev: !Equals [!Ref Stage, dev] }\n"
        "Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n"
        "        Variables: { A_TOKEN: !Ref Given, B_TOKEN: !FindInMap [Stages, !Ref Stage, Db] }\n"
    )
    assert hidden(tmp_path, text) == ["hunter2", "hunter2", "hunter3", "hunter4", "hunter5", "hunter6"]
    application, _ = read(tmp_path, {})
    assert application.hidden.parameters == {"Given"}
    assert application.hidden.texts == {f"hunter{number}" for number in range(2, 7)}


def test_a_map_whose_entry_is_computed_hides_all_of_it(tmp_path: Path) -> None:
    mappings = "Mappings: { Stages: { dev: { a: hunter4, b: hunter5 } }, Other: { dev: { a: b } } }\n"
    assert hidden(tmp_path, mappings + variable("!FindInMap [Stages, dev, !Ref Stage]")) == ["hunter4", "hunter5"]


def test_a_key_behind_escapes_is_a_key(tmp_path: Path) -> None:
    assert hidden(tmp_path, variable("hunter2", '"DB_\\u0050ASSWORD"').replace("Secret", "X")) == ["hunter2"]


def test_a_format_behind_escapes_is_hidden(tmp_path: Path) -> None:
    key = "AKIA" + "QWERTYUIOPASDFGH"
    assert hidden(tmp_path, variable(f'"\\x41{key[1:]}"', "ENTRY")) == [f"\\x41{key[1:]}"]
    assert hidden(tmp_path, variable(f'!Join ["", [{key[:7]}, {key[7:]}]]', "ENTRY")) == [key[:7], key[7:]]


def test_nested_stacks_and_included_files_hide_theirs(tmp_path: Path) -> None:
    main = (
        "Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n"
        "    Properties: { TemplateURL: child.yaml, Parameters: { Quiet: hunter2 } }\n"
        "  Fn::Transform: { Name: AWS::Include, Parameters: { Location: part.yaml } }\n"
    )
    child = (
        "Parameters: { Quiet: { Type: String, NoEcho: true, Default: hunter3 } }\n"
        "Resources: { Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Ref Quiet } } }\n"
    )
    part = "Database: { Type: AWS::RDS::DBInstance, Properties: { MasterUserPassword: hunter4 } }\n"
    assert sorted(hidden(tmp_path, main, child=child, part=part)) == ["hunter2", "hunter3", "hunter4"]
    application, _ = read(tmp_path, {})
    assert application.hidden.parameters == {"Child/Quiet"}


def test_the_same_secret_under_many_aliases_is_looked_at_once(tmp_path: Path) -> None:
    bomb = "\n".join(f"  L{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 6)}]" for n in range(1, 6))
    text = f"Metadata:\n  L0: &l0 {{ Password: hunter2 }}\n{bomb}\n{variable('hunter3')}"
    assert hidden(tmp_path, text) == ["hunter2", "hunter3"]
