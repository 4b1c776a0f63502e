"""Inputs that have to end in a clear reason, with nothing else lost (docs: SECURITY.md)."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from hauberk.scan.pipeline import Plan, check

GOOD = "Resources:\n  Url:\n    Type: AWS::Lambda::Url\n    Properties: { AuthType: NONE }\n"
HEAD = "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n"


def levels(number: int) -> str:
    return "[" * number + "]" * number


UNREAD = {
    "deep-yaml": (HEAD + "      X: " + levels(100_000), "too-deep"),
    "deep-json": ('{"Resources": {"A": {"Type": "AWS::S3::Bucket", "X": ' + levels(100_000) + "}}}", "too-deep"),
    "alias-bomb": (
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + HEAD
        + "      X: *i\n",
        "too-many-nodes",
    ),
    "unclosed": ("Resources: { A: { Type: AWS::S3::Bucket", "yaml-syntax"),
    "tab": ("Resources:\n\tA: { Type: AWS::S3::Bucket }", "yaml-syntax"),
    "unclosed-json": ('{"Resources": {"A": {"Type": "AWS::S3::Bucket"', "json-syntax"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_says_why_and_loses_nothing_else(tmp_path: Path, name: str) -> None:
    content, reason = UNREAD[name]
    suffix = "json" if content.startswith("{") else "yaml"
    (tmp_path / f"hostile.{suffix}").write_text(content, encoding="utf-8")
    (tmp_path / "template.yaml").write_text(GOOD, encoding="utf-8")
    ledger = check(Plan(paths=(str(tmp_path),)))
    assert [gap.code for gap in ledger.gaps] == [reason]
    assert ledger.gaps[0].text
    assert "function-url-without-auth" in {entry.control for entry in ledger.findings()}


NAMES = [b"n%d" % number for number in range(9_999)]

READ = {
    "byte-order-mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "crlf": GOOD.replace("\n", "\r\n").encode(),
    "emoji": ("# 😀\n" + GOOD).encode(),
    "merge-key": b"Base: &b { AuthType: NONE }\n" + GOOD.replace("{ AuthType: NONE }", "{ <<: *b }").encode(),
    "cyclic-dependency": GOOD.encode() + b"  B: { Type: AWS::SQS::Queue, DependsOn: C }\n"
    b"  C: { Type: AWS::SQS::Queue, DependsOn: B }\n",
    "cyclic-condition": b"Conditions: { A: !Not [!Condition B], B: !Not [!Condition A] }\n" + GOOD.encode(),
    "cyclic-reference": GOOD.encode() + b"  B: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref B } }\n",
    "two-hundred-conditions": b"Conditions:\n"
    + b"".join(b"  C%d: !Equals [!Ref AWS::Region, r%d]\n" % (n, n) for n in range(200))
    + GOOD.encode(),
    "wrong-types": GOOD.encode() + b"  B: { Type: AWS::SQS::Queue, Properties: [1] }\n  C: 3\n  D: { Type: [] }\n",
    "keys-that-are-no-text": GOOD.encode() + b"  1: { Type: AWS::SQS::Queue }\n  true: { Type: AWS::SQS::Queue }\n",
    "python-tag": GOOD.encode() + b"  B: { Type: AWS::SQS::Queue, X: !!python/object/apply:os.system [id] }\n",
    "loop-without-end": b"Transform: AWS::LanguageExtensions\n"
    + GOOD.encode()
    + b"  Fn::ForEach::L: [N, [%s], {'B${N}': {Type: 'AWS::SQS::Queue'}}]\n" % b",".join(NAMES),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_odd_is_read_all_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / "template.yaml").write_bytes(READ[name])
    ledger = check(Plan(paths=(str(tmp_path),)))
    asked = [entry for entry in ledger.entries if entry.control == "function-url-without-auth"]
    assert [entry.state for entry in asked] == [State.VIOLATED]
    assert "internal-error" not in {entry.reason.code for entry in ledger.entries if entry.reason}


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")


def link_loop(folder: Path) -> None:
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (folder / "around").symlink_to(folder)


def link_out(folder: Path) -> None:
    (folder / "out.yaml").symlink_to("/etc/passwd")


def odd_names(folder: Path) -> None:
    (folder / "a\nb\x1b[31m.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "TEMPLATE.yaml").write_text(GOOD, encoding="utf-8")


@pytest.mark.parametrize("planted", [fifo, link_loop, link_out, odd_names])
def test_file_system(tmp_path: Path, planted: Callable[[Path], None]) -> None:
    (tmp_path / "template.yaml").write_text(GOOD, encoding="utf-8")
    planted(tmp_path)
    ledger = check(Plan(paths=(str(tmp_path),)))
    assert "function-url-without-auth" in {entry.control for entry in ledger.findings()}
    assert "root:" not in repr(ledger)
