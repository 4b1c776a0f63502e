"""Questions about hostile policies: a clear error or an honest answer, nothing that acts on a terminal, no secret."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from hauberk.reports.iam.document import dumped
from tests.cli.iam.asking import ALICE, checked
from tests.cli.running import Ran, run
from tests.hostile.test_nothing_runs import guarded
from tests.iam.escalation.accounts import document, user
from tests.iam.language.documents import allow, deny
from tests.reports.test_every_field import ACTING, EVIL, SECRETS
from tests.scan.places import put

ASKING = (f"--principal={ALICE}", "--action=s3:GetObject", "--resource=arn:aws:s3:::a/b")
COMMANDS: dict[str, tuple[str, ...]] = {
    "ask": ("ask", *ASKING, "--identity=p.json"),
    "public": ("public", "p.json", "--account=111122223333"),
    "diff": ("diff", "p.json", "other.json"),
    "denied": ("denied", "p.json", "--actions=s3:GetObject"),
    "minimise": ("minimise", "p.json"),
    "validate": ("validate", "p.json"),
    "escalate": ("escalate", "p.json"),
}


def asked(folder: Path, name: str, written: Any, *options: str) -> Ran:
    """A command about a document that is written as text or as JSON."""
    text = written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
    (folder / "p.json").write_text(text, encoding="utf-8", errors="surrogatepass")
    put(folder, {"other.json": '{"Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}'})
    ran = run(folder, "iam", *COMMANDS[name], *options)
    assert "Traceback" not in ran.err, ran.err
    assert ran.code in (0, 1, 2, 3, 4), ran
    return ran


BROKEN: dict[str, Any] = {
    "nothing": "",
    "no JSON": "{",
    "another kind of file": "\x7fELF\0\1",
    "a number": "7",
    "null": "null",
    "a list": "[]",
    "no statements": "{}",
    "deep": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
    "duplicates": '{"Statement": [], "Statement": []}',
    "NaN": '{"Statement": NaN}',
    "half a pair": '{"Statement": {"Effect": "\\ud800", "Action": "*", "Resource": "*"}}',
    "statements of every wrong type": {"Statement": [1, "x", None, [], True]},
    "elements of every wrong type": {
        "Statement": [{"Effect": [], "Action": {"a": 1}, "Resource": None, "Condition": []}]
    },
    "an unknown partition": document(allow("s3:GetObject", "arn:aws-moon:s3:::a/*")),
    "an unknown service": document(allow("nope:Frobnicate", "arn:aws:nope:::x")),
    "a pattern made to explode": document(allow("s3:*a*b*c*d*e*f*g*h*", "arn:aws:s3:::" + "*a" * 400 + "*")),
    "patterns made to explode together": document(
        allow("s3:GetObject", ["arn:aws:s3:::" + "*".join(random.Random(n).choices("abc", k=60)) for n in range(40)]),
        deny("s3:GetObject", ["arn:aws:s3:::*" + "?*".join(random.Random(n).choices("abc", k=60)) for n in range(40)]),
    ),
    "a text that is too long": document(allow("s3:GetObject", "a" * 9_000)),
    "variables in variables": document(allow("s3:GetObject", "arn:aws:s3:::" + "${aws:username" * 50 + "}" * 50)),
}
SLOW = {
    "10,000 statements": lambda: document(*(allow("s3:GetObject", f"arn:aws:s3:::b{n}/*") for n in range(10_000))),
    "6 MB": lambda: document(
        *(allow("s3:GetObject", [f"arn:aws:s3:::{n}-{m}/" + "x" * 600 for m in range(10)]) for n in range(900))
    ),
    "a list of a hundred thousand": lambda: document(allow([f"s3:GetObject{n}" for n in range(100_001)])),
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("broken", BROKEN)
def test_bad_input_is_an_error_with_a_place_or_an_honest_answer(tmp_path: Path, name: str, broken: str) -> None:
    ran = (
        asked(tmp_path, name, BROKEN[broken], "--budget=5000")
        if name != "ask"
        else asked(tmp_path, name, BROKEN[broken])
    )
    if ran.code == 2:
        assert ran.out == ""
        assert ran.err.startswith("hauberk: p.json")
    else:
        assert ran.err == ""


@pytest.mark.parametrize("name", ["ask", "public", "denied", "diff"])
@pytest.mark.parametrize("slow", SLOW)
def test_what_is_too_large_is_said_to_be(tmp_path: Path, name: str, slow: str) -> None:
    options = () if name == "ask" else ("--budget=2000",)
    ran = asked(tmp_path, name, SLOW[slow](), *options)
    assert ran.code in (0, 1, 2, 4)
    if slow != "6 MB":
        assert ran.code == 2
        assert ran.err.startswith("hauberk: p.json:1:")
        assert "more than " in ran.err or "needs a Principal" in ran.err  # whichever comes first


FIELDS = {
    "Sid": allow("s3:GetObject", "*", Sid=EVIL),
    "Resource": allow("s3:GetObject", f"arn:aws:s3:::{EVIL}*"),
    "Action": allow(f"s3:{EVIL}", "*"),
    "Condition": allow("s3:GetObject", "*", Condition={"StringLike": {"aws:Referer": f"{EVIL}*"}}),
    "a condition's key": allow("s3:GetObject", "*", Condition={"StringLike": {f"aws:RequestTag/{EVIL}": "x"}}),
    "an element": {**allow("s3:GetObject", "*"), EVIL: "x"},
    "a principal": allow("s3:GetObject", "*", Principal={"AWS": ["*", EVIL]}),
}


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("name", ["ask", "public", "diff", "denied", "minimise", "validate"])
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_acts_on_a_terminal_and_no_secret_comes_out(
    tmp_path: Path, field: str, name: str, format_: str
) -> None:
    options = () if name == "ask" else ("--budget=5000",)
    ran = asked(tmp_path, name, document(FIELDS[field]), f"--format={format_}", *options)
    for text in (ran.out, ran.err):
        assert not ACTING.search(text)
        assert "##vso[" not in text
        assert "##[" not in text
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())
        for secret in SECRETS[:4]:
            assert secret not in text
    if format_ == "json" and ran.out:
        assert ran.out.isascii()
        checked(name, ran.out)


def test_a_persons_name_in_an_account_is_as_hostile(tmp_path: Path) -> None:
    evil = user("x", Arn="arn:aws:iam::111122223333:user/\x1b[2Jx")
    ran = asked(tmp_path, "escalate", {"UserDetailList": [evil, user("y")]})
    assert not ACTING.search(ran.out + ran.err)


def test_a_runner_obeys_nothing_in_json() -> None:
    assert json.loads(dumped(["##vso[task]", "##[add-mask]", "###"])) == ["##vso[task]", "##[add-mask]", "###"]
    assert "##vso[" not in dumped("##vso[task]")


HIDDEN = """
Parameters: { Id: { Type: String, NoEcho: true, Default: hunter2hunter2 } }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          Effect: Allow
          Principal: { AWS: "444455556666" }
          Action: sts:AssumeRole
          Condition: { StringEquals: { "sts:ExternalId": !Ref Id } }
"""


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("options", [(), ("--parameters=Id=hunter2hunter2",)])
@pytest.mark.parametrize("name", ["public", "denied", "diff", "validate", "minimise"])
def test_what_a_template_hides_is_hidden(tmp_path: Path, name: str, options: tuple[str, ...], format_: str) -> None:
    put(tmp_path, {"t.yaml": HIDDEN, "o.yaml": "Resources: { Queue: { Type: AWS::SQS::Queue } }"})
    arguments = {
        "public": ("public", "t.yaml"),
        "denied": ("denied", "t.yaml", "--actions=sts:AssumeRole"),
        "diff": ("diff", "o.yaml", "t.yaml"),
        "validate": ("validate", "t.yaml"),
        "minimise": ("minimise", "t.yaml#Role"),
    }[name]
    ran = run(tmp_path, "iam", *arguments, f"--format={format_}", *options)
    assert ran.code in (0, 1)
    assert "hunter2" not in ran.out


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "escalate"])
def test_a_question_runs_nothing_and_opens_nothing_else(tmp_path: Path, name: str) -> None:
    written = {"p.json": json.dumps(document(allow("s3:*"))), "other.json": json.dumps(document(allow("sqs:*")))}
    put(tmp_path, written)
    if name == "public":
        put(tmp_path, {"p.json": json.dumps(document(allow("s3:*", Principal="*")))})
    ran = guarded(tmp_path, "iam", *COMMANDS[name])
    assert ran.code in (0, 1), ran.err


def test_an_account_runs_nothing_and_opens_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, {"p.json": json.dumps({"UserDetailList": [user("x", allow("s3:*"))]})})
    assert guarded(tmp_path, "iam", "escalate", "p.json").code in (0, 1, 4)


def test_a_policy_that_is_a_link_out_of_the_folder_is_read_since_it_was_named(tmp_path: Path) -> None:
    put(tmp_path, {"elsewhere/p.json": json.dumps(document(allow("s3:*"))), "here/x": ""})
    (tmp_path / "here" / "p.json").symlink_to(tmp_path / "elsewhere" / "p.json")
    ran = run(tmp_path / "here", "iam", "validate", "p.json")
    assert ran.code == 0
