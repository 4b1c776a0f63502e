"""What a template, a file name or a configuration says never acts on the machine that shows a report.

From the template to the bytes on standard output, through the command; ``tests/reports/test_every_field.py`` plants the
same in every field of a ledger.
"""

import json
import re
from pathlib import Path

import pytest

from hauberk.reports.formats import FORMATS
from tests.cli.running import DEPLOYED, run
from tests.scan.places import put

SECRET = "AKIAQWERTYUIOPASDFGH"
PASSWORD = "Gr33nParcel!2021-canary"

TRICKS = {
    "ansi": "\x1b[2J\x1b[31mred",
    "ansi-in-one-byte": "\x9b31mred",
    "link-of-a-terminal": "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",
    "title-of-a-terminal": "\x1b]0;title\x07",
    "clipboard-of-a-terminal": "\x1b]52;c;ZXZpbA==\x07",
    "carriage-return": "bad\rgood",
    "backspace": "bad\x08\x08\x08ok",
    "right-to-left": "\u202egnp.exe\u2066\u2069",
    "invisible": "a\u200bb\u00adc\ufeffd\U000e0041",
    "line-breaks-of-unicode": "a\u2028b\u2029c\x85d",
    "script": "</script><script>alert(1)</script>",
    "element": "<img src=x onerror=alert(1)>",
    "attribute": "\"' onmouseover='alert(1)' x=\"",
    "end-of-cdata": "]]><evil/>",
    "entity": "&lt;script&gt;&#x202e;",
    "github": "\n::error file=x::planted",
    "github-output": "\n::set-output name=x::planted",
    "github-stop": "\n  ::stop-commands::planted",
    "github-mask": "\n::add-mask::planted",
    "github-old": "##[add-mask]planted",
    "github-expression": "${{ secrets.PLANTED }}",
    "azure": "##vso[task.setvariable variable=x]planted",
    "teamcity": "##teamcity[buildStatus status='SUCCESS']",
    "gitlab-section": "\x1b[0Ksection_start:1560896352:planted[collapsed=true]\r\x1b[0Kplanted",
    "spreadsheet": '=HYPERLINK("http://evil.example";"x")',
    "spreadsheet-command": "@SUM(1+1)*cmd|'/c calc'!A0",
    "markdown-link": "[planted](javascript:alert(1))",
    "markdown-picture": "![planted](http://evil.example/x.png)",
    "markdown-address": "<http://evil.example>",
    "markdown-heading": "\n# planted\n\n| planted |\n|---|\n```\nplanted",
    "markdown-code": "`planted` ``planted``",
    "mention": "@everyone #1 !1",
    "sarif-link": "[planted](1) [planted](http://evil.example)",
    "format": "%s%n{0}{planted}%0A::error::x",
    "secret": f"{SECRET} password={PASSWORD} https://user:{PASSWORD}@example.com",
}
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)
COMMAND = re.compile(r"^\s*::(?!> |error |warning |notice )|##\w*\[", re.MULTILINE)
"""A line that a runner obeys, but for the annotations that the format for GitHub is made of, and our own arrow."""


def quoted(text: str) -> str:
    """A text as YAML's double quotes hold it, with every other character as an escape."""
    return '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def template(trick: str) -> str:
    """A template that says it wherever a template says anything, and that a finding, a gap and an unknown repeat."""
    said = quoted(trick)
    name = quoted(f"Name {trick.partition(PASSWORD)[0]}")
    return f"""\
Description: {said}
Parameters:
  {name}: {{ Type: String, Default: {said}, AllowedValues: [{said}, a], Description: {said} }}
Mappings: {{ {name}: {{ {name}: {{ {name}: {said} }} }} }}
Conditions: {{ {name}: !Equals [!Ref {name}, {said}] }}
Transform: [AWS::Serverless-2016-10-31, {said}]
Resources:
  {name}:
    Type: AWS::Lambda::Function
    Metadata: {{ "aws:cdk:path": {said}, Hauberk: {{ Ignore: [{{ Control: full-admin-access, Reason: {said} }}] }} }}
    Properties:
      FunctionName: {said}
      Description: {said}
      Role: {said}
      Runtime: {quoted(f"python2.7 {trick}")}
      Environment: {{ Variables: {{ {name}: {said}, DB_PASSWORD: "{PASSWORD}" }} }}
  {quoted(f"Url {trick}")}:
    Type: AWS::Lambda::Url
    Condition: {name}
    Properties: {{ AuthType: !If [{name}, NONE, {said}], TargetFunctionArn: !Ref {name} }}
  Open: {{ Type: AWS::Lambda::Url, Properties: {{ AuthType: NONE }} }} # {quoted(trick)}
  Queue: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !GetAtt [{name}, {name}], {name}: !Ref {said} }} }}
  Child: {{ Type: AWS::CloudFormation::Stack, Properties: {{ TemplateURL: {said} }} }}
  {quoted(f"Not {trick}")}: {said}
Outputs: {{ {name}: {{ Value: {said}, Export: {{ Name: {said} }} }} }}
"""


def folder(tmp_path: Path, trick: str) -> Path:
    """The template twice, once broken, in a folder with a name as hostile, beside a configuration that repeats it."""
    place = tmp_path / f"app {trick[:40]}".replace("/", "|").replace("\0", "")
    broken = '{"Resources": {"A": {"Type": "AWS::", ' + json.dumps(trick)
    reason = json.dumps(re.sub("[^ -~]", "", trick) or "x")
    ignores = f'ignores = [{{ control = "function-url-without-auth", subject = "Open", reason = {reason} }}]\n'
    put(place, {"template.yaml": template(trick), "broken.json": broken, "hauberk.toml": ignores})
    return tmp_path


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_acts_in_any_format(tmp_path: Path, trick: str) -> None:
    place = folder(tmp_path, TRICKS[trick])
    target = next(place.iterdir()).name
    for format_ in FORMATS:
        ran = run(place, "check", *DEPLOYED, "--format", format_, "--verbose", "--", target)
        assert ran.code == 1, ran.err
        assert ran.out.count("planted") or "planted" not in TRICKS[trick]
        assert not ACTING.search(ran.out)
        assert not COMMAND.search(ran.out if format_ == "github" else ran.out.replace("::error ", "::x"))
        assert SECRET not in ran.out
        assert PASSWORD not in ran.out


@pytest.mark.parametrize("trick", ["github", "github-old", "ansi", "right-to-left"])
def test_nothing_acts_in_a_complaint(tmp_path: Path, trick: str) -> None:
    """What standard error says is read by the same terminal and the same runner."""
    hostile = TRICKS[trick].replace("/", "|")
    put(tmp_path / hostile, {"hauberk.toml": f"{json.dumps(re.sub('[^ -~]', '', hostile))} = 1", "template.yaml": ""})
    for arguments in (
        ("check", "--", hostile),
        ("check", "--", f"missing {hostile}"),
        ("check", f"--select={hostile}"),
        ("check", f"--output=missing/{hostile}/x.json"),
        ("check", f"--format={hostile}"),
        ("check", f"--{hostile}"),
        ("explain", hostile),
        ("check", f"--diff-base={hostile}"),
        ("check", "--parameters", hostile.replace("=", "")),
    ):
        ran = run(tmp_path, *arguments)
        assert ran.code == 2, arguments
        assert ran.err
        assert not ACTING.search(ran.err), arguments
        assert not COMMAND.search(ran.err.replace("::error ", "::x")), arguments


def test_no_secret_in_a_complaint(tmp_path: Path) -> None:
    for arguments in (("check", f"missing {SECRET}"), ("explain", SECRET), ("check", f"--format={SECRET}")):
        ran = run(tmp_path, *arguments)
        assert ran.code == 2
        assert SECRET not in ran.err


def test_no_format_is_opened_by_a_spreadsheet() -> None:
    """A formula harms where a cell is evaluated; a format with cells for that has to quote them."""
    assert not {"csv", "tsv", "xlsx"} & set(FORMATS)
