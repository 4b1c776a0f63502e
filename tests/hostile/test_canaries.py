"""A secret in a template comes out in no report: every way of writing one, in every place for one, in every format.

Secrets here are made of characters and pieces that stand nowhere else, so that six of them in a row can't be there by
chance.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hauberk.model.span import Span
from hauberk.model.values import Annotation
from hauberk.reading.jail import Root
from hauberk.reports.formats import FORMATS
from hauberk.scan.placing import Placing
from hauberk.sources.cloudformation.reader import read_application
from tests.cli.running import DEPLOYED, run
from tests.scan.places import put

PIECE = 6
"""Characters of a secret that give it away."""

BODY = "Zq7vXw9kJx3q"
SECRETS = {
    "plain": BODY,
    "dollar": f"${BODY}",
    "bang": f"!{BODY}",
    "parenthesis": f"({BODY})",
    "bracket": f"[{BODY}]",
    "brace": f"{{{BODY}}}",
    "angle": f"<{BODY}",
    "spaces": "Zq7vXw 9kJx3q Wv8zQj",
    "comma": "Zq7vXw9k,Jx3qWv8zQj",
    "quote": "Zq7vXw9k'Jx3qWv8zQj",
    "double-quote": 'Zq7vXw9k"Jx3qWv8zQj',
    "semicolon": "Zq7vXw9k;Jx3qWv8zQj",
    "equals": "Zq7vXw9k=Jx3qWv8zQj",
    "hash": "Zq7vXw9k#Jx3qWv8zQj",
    "colon": "Zq7vXw9k:Jx3qWv8zQj",
    "backslash": "Zq7vXw9k\\Jx3qWv8zQj",
    "dotted": "ZqvXwkJ.xqWvzQj",
    "hole": "Zq7vXw9k${Jx3qWv8zQj",
    "path": "/Zq7vXw9k/Jx3qWv8zQj",
    "digits": "739104628555190",
    "wide": "Zq7vXw9kéJx3qWv8🐻zQjk",
}


def quoted(secret: str) -> str:
    """A text in double quotes."""
    return json.dumps(secret, ensure_ascii=False)


def single(secret: str) -> str:
    """A text in single quotes."""
    return "'" + secret.replace("'", "''") + "'"


def escaped(secret: str) -> str:
    """A text in double quotes with each character as an escape."""
    return '"' + "".join(f"\\U{ord(char):08x}" for char in secret) + '"'


def halves(secret: str) -> tuple[str, str]:
    """A secret in two pieces, each long enough to tell."""
    return secret[: len(secret) // 2], secret[len(secret) // 2 :]


def block(mark: str) -> Callable[[str, str], str]:
    """A block scalar."""
    return lambda secret, margin: f"{mark}\n{margin}  {secret}"


FORMS: dict[str, Callable[[str, str], str]] = {
    "double-quoted": lambda secret, _: quoted(secret),
    "single-quoted": lambda secret, _: single(secret),
    "escaped": lambda secret, _: escaped(secret),
    "next-line": lambda secret, margin: f"\n{margin}  {quoted(secret)}",
    "two-lines": lambda secret, margin: (
        '"' + f"\\\n{margin}  ".join(quoted(half)[1:-1] for half in halves(secret)) + '"'
    ),
    "literal": block("|"),
    "folded": block(">-"),
    "indented": lambda secret, margin: f"|4-\n{margin}    {secret}",
    "anchor": lambda secret, _: f"&canary {quoted(secret)}",
    "tag": lambda secret, _: f"!!str {quoted(secret)}",
    "if": lambda secret, _: f"!If [Big, {quoted(secret)}, {quoted(secret[::-1])}]",
    "if-in-lines": lambda secret, margin: (
        f"!If\n{margin}  - Big\n{margin}  - {quoted(secret)}\n{margin}  - !Ref AWS::NoValue"
    ),
    "if-in-full": lambda secret, _: f'{{"Fn::If": [Big, {quoted(secret)}, {single(secret)}]}}',
    "join": lambda secret, _: '!Join ["", [{}, {}]]'.format(*map(quoted, halves(secret))),
    "join-in-lines": lambda secret, margin: (
        f"\n{margin}  Fn::Join:\n{margin}    - ''\n{margin}    - - {quoted(secret)}\n{margin}      - !Ref AWS::Region"
    ),
    "base64": lambda secret, _: f"!Base64 {quoted(secret)}",
    "base64-in-full": lambda secret, _: f'{{"Fn::Base64": {quoted(secret)}}}',
    "base64-of-sub": lambda secret, _: f'{{"Fn::Base64": !Sub {quoted(secret)}}}',
    "sub": lambda secret, _: f"!Sub {quoted(secret + '${AWS::Region}')}",
    "sub-in-full": lambda secret, _: f'{{"Fn::Sub": {quoted("${AWS::Region}" + secret)}}}',
    "sub-of-values": lambda secret, _: f'!Sub ["${{A}}-x", {{ A: {quoted(secret)} }}]',
    "select": lambda secret, _: f"!Select [0, [{quoted(secret)}, {quoted(secret[::-1])}]]",
    "split": lambda secret, _: f'!Select [0, !Split [",", {quoted(secret)}]]',
    "map": lambda _, __: "!FindInMap [Values, prod, Entry]",
    "parameter": lambda _, __: "!Ref Carried",
    "parameter-in-text": lambda _, __: '!Sub "x-${Carried}"',
}
ONLY_LITERAL = (
    "double-quoted",
    "single-quoted",
    "escaped",
    "next-line",
    "two-lines",
    "literal",
    "folded",
    "anchor",
    "tag",
)
"""Forms in sections where CloudFormation has no functions."""
CARRIED = ("parameter", "parameter-in-text")
LOOKED_UP = ("map",)
"""Forms whose secret stands elsewhere."""


def template(secret: str, form: str) -> str:
    """A template that holds the secret in all places for one."""
    make = FORMS[form]
    literal = make if form in ONLY_LITERAL else FORMS["double-quoted"]

    carried, entry = (quoted(secret if form in forms else "other-than-that") for forms in (CARRIED, LOOKED_UP))

    def at(indent: int) -> str:
        return make(secret, " " * indent)

    def literally(indent: int) -> str:
        return literal(secret, " " * indent)

    return f"""\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Silent:
    Type: String
    NoEcho: true
    Default: {literally(4)}
  DatabasePassword:
    Type: String
    Default: {literally(4)}
  ApiToken:
    Type: String
    Default: other-than-that
    AllowedValues:
      - other-than-that
      - {literally(6)}
  Carried: {{ Type: String, Default: {carried} }}
  Size: {{ Type: String, Default: s }}
Mappings:
  Values:
    prod:
      Entry: {entry}
Conditions:
  Big: !Equals [!Ref Size, b]
  Usual: !Equals [!Ref DatabasePassword, {quoted(secret)}]
  Hushed: !Equals [{quoted(secret)}, !Ref Silent]
  Told: !Equals [!Ref ApiToken, {quoted(secret)}]
  Borne: !Equals [!Ref Carried, {carried}]
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.8
      Handler: a.b
      Role: !GetAtt Role.Arn
      Code: {{ S3Bucket: b, S3Key: k }}
      Environment:
        Variables:
          DB_PASSWORD: {at(10)}
          DB_PW: {at(10)}
          HMAC_KEY: {at(10)}
          CARRIED: !Ref Carried
  Open:
    Type: AWS::Lambda::Url
    Condition: Usual
    Properties: {{ TargetFunctionArn: !Ref Orders, AuthType: NONE }}
  Wide:
    Type: AWS::Lambda::Url
    Condition: Hushed
    Properties: {{ TargetFunctionArn: !Ref Orders, AuthType: NONE }}
  Broad:
    Type: AWS::Lambda::Url
    Condition: Told
    Properties: {{ TargetFunctionArn: !Ref Orders, AuthType: NONE }}
  Ajar:
    Type: AWS::Lambda::Url
    Condition: Borne
    Properties: {{ TargetFunctionArn: !Ref Orders, AuthType: NONE }}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{ Statement: [{{ Effect: Allow, Principal: "*", Action: "sts:AssumeRole" }}] }}
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUserPassword: {at(6)}
  Kept:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: {at(6)}
  Stored:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /shop/password
      Type: String
      Value: {at(6)}
  Login:
    Type: AWS::IAM::User
    Properties:
      UserName: ada
      LoginProfile:
        Password: {at(8)}
  Users:
    Type: AWS::ElastiCache::User
    Properties:
      Engine: redis
      UserId: ada
      Passwords:
        - {at(8)}
  Key:
    Type: AWS::ApiGateway::ApiKey
    Properties:
      Enabled: true
      Value: {at(6)}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc
      StageName: prod
      Variables:
        client_secret: {at(8)}
  Broker:
    Type: AWS::AmazonMQ::Broker
    Properties:
      PubliclyAccessible: true
      Users:
        - Username: ada
          Password: {at(10)}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Environment:
            - Name: API_TOKEN
              Value: {at(14)}
Outputs:
  AdminPassword:
    Value: {at(4)}
"""


def pieces(secret: str) -> Iterator[str]:
    """What gives a secret away, also written backwards as some forms have it."""
    both = (secret, secret[::-1])
    return (text[at : at + PIECE] for text in both for at in range(len(text) - PIECE + 1))


def leaks(output: str, secret: str) -> list[str]:
    """The pieces of a secret, or of what was made of it, that an output shows in any syntax."""
    shown = (output, re.sub(r"\\+(.)", r"\1", output))
    return sorted({piece for piece in pieces(secret) if any(piece in text for text in shown)})


def outputs(folder: Path, *more: str) -> Iterator[tuple[str, str]]:
    """Everything that Hauberk writes about a folder: each format, quiet and verbose, and the baseline."""
    files = {format_: folder / f"report.{format_}" for format_ in FORMATS}
    several = [word for format_, file in files.items() for word in ("--output", f"{format_}={file}")]
    loud = run(folder, "check", *DEPLOYED, "--verbose", *several, *more, "--", "template.yaml")
    assert loud.code == 1, loud.err
    yield "verbose", loud.out + loud.err
    for format_, file in files.items():
        yield format_, file.read_text(encoding="utf-8")
        file.unlink()
    quiet = run(folder, "check", "--quiet", *more, "--", "template.yaml")
    assert quiet.code == 1
    yield "quiet", quiet.out + quiet.err
    run(folder, "baseline", "--output", "known.json", "template.yaml")
    yield "baseline", (folder / "known.json").read_text(encoding="utf-8")
    known = run(folder, "check", "--verbose", "--baseline", "known.json", "template.yaml")
    yield "known", known.out + known.err


def fits(secret: str, form: str) -> bool:
    """Whether a secret can be written in a form: ``${`` begins a hole in a text, and an escape can't be cut in two."""
    return not ("${" in secret and "sub" in form) and not ("\\" in secret and form == "two-lines")


def shown_lines(folder: Path, name: str = "template.yaml") -> str:
    """Every line of a template as a finding would show it that points there."""
    root = Root(folder)
    application = read_application(root, name)
    placing = Placing(root.opened, lambda: application.hidden)
    source = root.opened[name]
    starts = (source.line_start(number) for number in range(1, source.text.count("\n") + 1))
    places = (placing.locate(Annotation(Span(name, start, start), ""), "primary") for start in starts)
    return "\n".join(place.text for place in places if place is not None)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_a_secret_comes_out(tmp_path: Path, form: str) -> None:
    put(tmp_path, {"template.yaml": template(BODY, form)})
    for name, output in outputs(tmp_path):
        assert "secret" in output or name == "known"
        assert not leaks(output, BODY), name


@pytest.mark.parametrize("kind", SECRETS)
def test_no_character_lets_a_secret_out(tmp_path: Path, kind: str) -> None:
    put(tmp_path, {"template.yaml": template(SECRETS[kind], "double-quoted")})
    for name, output in outputs(tmp_path):
        assert not leaks(output, SECRETS[kind]), name


@pytest.mark.parametrize("form", FORMS)
def test_no_line_that_a_finding_may_point_at_shows_a_secret(tmp_path: Path, form: str) -> None:
    for secret in SECRETS.values():
        if fits(secret, form):
            put(tmp_path, {"template.yaml": template(secret, form)})
            shown = shown_lines(tmp_path)
            assert "MasterUserPassword:" in shown
            assert not leaks(shown, secret)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("kind", SECRETS)
def test_no_secret_comes_out_of_json(tmp_path: Path, kind: str, indent: int | None) -> None:
    secret = SECRETS[kind]
    first, second = halves(secret)
    variables = {
        "DB_PASSWORD": secret,
        "API_TOKEN": {"Fn::Join": ["", [first, second]]},
        "CLIENT_SECRET": {"Fn::If": ["Big", secret, {"Fn::Base64": secret}]},
    }
    resources = {
        "Database": {"Type": "AWS::RDS::DBInstance", "Properties": {"MasterUserPassword": secret}},
        "Stored": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/a/password", "Value": secret}},
        "Orders": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Runtime": "python3.8", "Environment": {"Variables": variables}},
        },
    }
    parameters = {"Silent": {"Type": "String", "NoEcho": True, "Default": secret}}
    conditions = {"Big": {"Fn::Equals": [{"Ref": "Silent"}, secret]}}
    whole = {"Parameters": parameters, "Conditions": conditions, "Resources": resources}
    for escapes in (True, False):
        text = json.dumps(whole, indent=indent, ensure_ascii=escapes)
        put(tmp_path, {"template.yaml": text + "\n"})
        assert not leaks(shown_lines(tmp_path), secret)
    for name, output in outputs(tmp_path) if indent is None else ():
        assert not leaks(output, secret), name


@pytest.mark.parametrize("name", ["Silent", "DatabasePassword", "ApiToken", "Carried"])
def test_no_secret_that_is_given_with_the_command_comes_out(tmp_path: Path, name: str) -> None:
    put(tmp_path, {"template.yaml": template("other-than-that", "parameter")})
    for word, output in outputs(tmp_path, "--parameters", f"{name}={BODY}"):
        assert not leaks(output, BODY), word


def test_no_secret_in_a_name_comes_out(tmp_path: Path) -> None:
    """An id of a resource is letters and digits, so that nothing but its own form tells a secret in it."""
    key, password = "AKIA" + "QZXJVKWQZXJVKW23", "Zq7vXw9kJx3q"
    for name in (f"Name{key}", f"{key}Name"):
        text = template("other-than-that", "double-quoted")
        text = text.replace("Orders", name).replace("DB_PASSWORD", f'"user:{password}@db.example.com"')
        put(tmp_path / password[:3], {"template.yaml": text})
        for word, output in outputs(tmp_path / password[:3]):
            assert not leaks(output, key), word
            assert not leaks(output, password), word


RARE = "qzxjvkwQZXJVKW0123456789"
SIGNS = "!#$%&()*+,-./:;<=>?@[]^_`{|}~'\"\\ éß🐻"
ANY_SECRET = st.tuples(
    st.text(SIGNS.strip(), max_size=2),
    st.lists(st.tuples(st.text(RARE, min_size=6, max_size=10), st.sampled_from(SIGNS)), min_size=1, max_size=3),
    st.text(RARE, min_size=6, max_size=8),
).map(lambda parts: parts[0] + "".join(map("".join, parts[1])) + parts[2])
"""Runs of letters that no word has beside each other, with signs between them that mean something in some syntax."""


@settings(deadline=None, max_examples=25)
@given(ANY_SECRET, st.sampled_from(sorted(FORMS)))
def test_no_secret_comes_out_in_any_form(secret: str, form: str) -> None:
    assume(fits(secret, form))
    assume(not leaks(" ".join(DEPLOYED), secret))  # the account that we are told of is in our answers
    with TemporaryDirectory() as folder:
        put(Path(folder), {"template.yaml": template(secret, form)})
        assert not leaks(shown_lines(Path(folder)), secret)
        for name, output in outputs(Path(folder)):
            assert not leaks(output, secret), name


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("app.py", 'run("@")\npassword = "@"  # old: "@"\n'),
        (".env", "DB_PASSWORD=@\nTOKEN=@\n"),
        ("config.json", '{"password": "@",\n "again": "@"}\n'),
        ("notebook.ipynb", '{"cells": [{"source": ["password = \\"@\\"\\n"]}]}\n'),
        ("settings.xml", "<a>@</a>\n<password>@</password>\n"),
        ("task.yaml", "- name: API_TOKEN\n  value: @\n"),
        ("deploy.sh", "mysql --password @ --host db\n"),
        (".netrc", "machine git login ci password @\n"),
        ("app.py", 'run("@")\nx = Client("ghp_@@@")\n'),
    ],
)
def test_no_secret_in_a_file_comes_out(tmp_path: Path, path: str, written: str) -> None:
    secret = f"{BODY}Wv8zQj"
    code = template("other-than-that", "double-quoted").replace("{ S3Bucket: b, S3Key: k }", "src")
    put(tmp_path, {"template.yaml": code, f"src/{path}": written.replace("@", secret)})
    told = False
    for name, output in outputs(tmp_path):
        told |= f"src/{path}" in output
        assert not leaks(output, secret), name
    assert told, "nothing was found that could have come out"
