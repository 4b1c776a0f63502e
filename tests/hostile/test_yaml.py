"""YAML that is built to crash, to hang, to outgrow its budget or to be misread."""

from itertools import pairwise
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from tests.hostile.inputs import GOOD, HEAD, codes, read, refusal, refused, verdicts

DEEP = 100_000
NAMES = "abcdefghij"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in pairwise(NAMES)
)
MERGE_BOMB = (
    "a: &a {"
    + ", ".join(f"k{number}: 1" for number in range(100))
    + "}\n"
    + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" if name == "b" else f"{name}: &{name} {{<<: *b}}\n"
        for before, name in pairwise(NAMES)
    )
)

REFUSED = {
    "nested-brackets": refused(HEAD + "      X: " + "[" * DEEP + "]" * DEEP, "too-deep", "nested too deep"),
    "nested-braces": refused(HEAD + "      X: " + "{a: " * DEEP + "}" * DEEP, "too-deep", "deeper than 200 levels"),
    "nested-dashes": refused(HEAD + "      X:\n        " + "- " * DEEP + "x", "too-deep", "deeper than 200 levels"),
    "nested-keys": refused(HEAD + "      " + "? " * DEEP + "x", "too-deep", "deeper than 200 levels"),
    "never-closed": refused(HEAD + "      X: " + "[" * DEEP, "too-deep", "nested too deep"),
    "alias-bomb": refused(BOMB + HEAD + "      X: *j\n", "too-many-nodes", "aliases expanded"),
    "alias-of-itself": refused(HEAD + "      X: &x [*x]\n", "recursive-alias", "alias *x contains itself"),
    "merge-of-itself": refused(HEAD + "      X: &x {<<: *x}\n", "recursive-alias", "alias *x contains itself"),
    "alias-of-nothing": refused(HEAD + "      X: *nothing\n", "undefined-alias", "alias *nothing has no anchor"),
    "several-documents": refused(GOOD + "---\n" + GOOD, "several-documents", "more than one YAML document"),
    "unclosed": refused("Resources: { A: { Type: AWS::S3::Bucket", "yaml-syntax", "flow mapping"),
    "tab-for-indentation": refused(
        "Resources:\n\tA: { Type: AWS::S3::Bucket }", "yaml-syntax", "cannot start any token"
    ),
    "nul-byte": refused(GOOD.encode() + b"# \0\n", "nul-byte", "NUL byte"),
    "control-character": refused(GOOD.encode() + b"# \x01\n", "yaml-syntax", "control characters are not allowed"),
    "utf-16-little-endian": refused(b"\xff\xfe" + GOOD.encode("utf-16-le"), "not-utf-8", "UTF-16"),
    "utf-16-big-endian": refused(b"\xfe\xff" + GOOD.encode("utf-16-be"), "not-utf-8", "UTF-16"),
    "utf-16-without-mark": refused(GOOD.encode("utf-16-le"), "nul-byte", "NUL byte"),
    "utf-32": refused(GOOD.encode("utf-32"), "not-utf-8", "UTF-16"),
    "latin-1": refused(GOOD.encode() + "# Größe\n".encode("latin-1"), "not-utf-8", "byte 0xf6"),
    "surrogate-in-utf-8": refused(GOOD.encode() + b"# \xed\xa0\x80\n", "not-utf-8", "byte 0xed"),
    "overlong-utf-8": refused(GOOD.encode() + b"# \xc0\xaf\n", "not-utf-8", "byte 0xc0"),
    "cut-utf-8": refused(GOOD.encode() + b"# \xf0\x9f\x98", "not-utf-8", "byte 0xf0"),
    "huge-scalar": refused(HEAD + f"      X: {'x' * 5_000_000}\n", "huge-scalar", "longer than 4,194,304 characters"),
    "huge-block-scalar": refused(HEAD + "      X: |\n" + "        x\n" * 2_500_000, "too-large", "16,777,216"),
    "seventeen-megabytes": refused(GOOD + "#" * 17_000_000, "too-large", "more than the 16,777,216"),
    "half-a-million-nodes": refused(HEAD + "      X: [" + "x," * 510_000 + "]\n", "too-many-nodes", "500,000 nodes"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_says_why_and_loses_nothing_else(tmp_path: Path, name: str) -> None:
    content, code, says = REFUSED[name]
    gap = refusal(tmp_path, "hostile.yaml", content)
    assert gap.code == code
    assert says in gap.text


ODD = {
    "byte-order-mark": "\ufeff" + GOOD,
    "carriage-returns": GOOD.replace("\n", "\r\n"),
    "old-carriage-returns": GOOD.replace("\n", "\r"),
    "line-breaks-of-unicode": GOOD + "# \u2028 \u2029 \x85\n",
    "outside-of-the-basic-plane": "# 😀\n" + GOOD,
    "a-directive": "%YAML 1.1\n---\n" + GOOD + "...\n",
    "merge-key": "Base: &b { AuthType: NONE }\n" + GOOD.replace("{ AuthType: NONE }", "{ <<: *b }"),
    "merge-of-several": "Bases: [&a { AuthType: NONE }, &b { AuthType: AWS_IAM }]\n"
    + GOOD.replace("{ AuthType: NONE }", "{ <<: [*a, *b] }"),
    "merge-that-is-overridden": "Base: &b { AuthType: AWS_IAM }\n" + GOOD.replace("{ A", "{ <<: *b, A"),
    "many-merges": MERGE_BOMB + GOOD,
    "an-anchor-used-again": "A: &a AWS_IAM\nB: &a NONE\n" + GOOD.replace("NONE", "*a"),
    "a-block-that-ends-late": GOOD.replace("{ AuthType: NONE }", "\n      AuthType: >-\n        NONE\n\n\n"),
    "python-tag": GOOD + "  B: { Type: AWS::SQS::Queue, Properties: !!python/object/apply:os.system [id] }\n",
    "tag-of-its-own": GOOD + "  B: { Type: AWS::SQS::Queue, Properties: { QueueName: !Unheard { Of: 1 } } }\n",
    "tag-on-everything": "!Template\n" + GOOD.replace("AWS::Lambda", "!!str AWS::Lambda"),
    "binary-tag": GOOD + "  B: { Type: AWS::SQS::Queue, Properties: { QueueName: !!binary QQ== } }\n",
    "huge-integer": GOOD + f"  B: {{ Type: AWS::SQS::Queue, Properties: {{ DelaySeconds: {'9' * 100_000} }} }}\n",
    "huge-float": GOOD + "  B: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 1.0e+999999 } }\n",
    "no-number": GOOD + "  B: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: .NaN, X: -.inf } }\n",
    "base-sixty": GOOD + "  B: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 22:22:22, X: 2026-11-24 } }\n",
    "tabs-between-tokens": GOOD.replace("{ AuthType: NONE }", "{\tAuthType:\tNONE\t}\t# tab"),
    "keys-that-are-no-text": GOOD + "  1: { Type: AWS::SQS::Queue }\n  true: { Type: AWS::SQS::Queue }\n  ~: 1\n",
    "a-long-key": GOOD + f"  ? {'x' * 5_000}\n  : {{ Type: AWS::SQS::Queue }}\n",
    "letters-as-escapes": GOOD.replace("Resources", '"\\x52esources"').replace(
        "AWS::Lambda::Url", '"AWS:\\u003aLambda::Url"'
    ),
    "a-word-in-two-lines": GOOD.replace("Resources", '? "Resou\\\n  rces"\n')
    .replace("AWS::L", '"AWS::L')
    .replace("Url\n    P", 'Url"\n    P'),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_read_as_aws_reads_it(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, "hostile.yaml", ODD[name].encode())
    assert verdicts(found, "hostile.yaml") == [State.VIOLATED]
    assert found.gaps == () or name == "keys-that-are-no-text"


def test_thirteen_megabytes(tmp_path: Path) -> None:
    long = "".join(f"      K{number}: {'v' * 80}\n" for number in range(140_000))
    found = read(tmp_path, "hostile.yaml", (HEAD + long + GOOD.partition("\n")[2]).encode())
    assert verdicts(found, "hostile.yaml") == [State.VIOLATED]
    assert found.gaps == ()


@pytest.mark.parametrize(
    ("written", "state"),
    [(word, State.VIOLATED) for word in ("no", "No", "NO", "off", "Off", "OFF", "false", "FALSE")]
    + [(word, State.SATISFIED) for word in ("yes", "Yes", "YES", "on", "On", "ON", "true", "TRUE")],
)
def test_booleans_of_yaml_1_1(tmp_path: Path, written: str, state: State) -> None:
    found = read(tmp_path, "hostile.yaml", (HEAD + f"      SqsManagedSseEnabled: {written}\n").encode())
    assert verdicts(found, "hostile.yaml", "data-store-unencrypted") == [state]


def test_the_last_of_duplicate_keys_counts_and_each_is_told(tmp_path: Path) -> None:
    twice = GOOD.replace("AuthType: NONE", "AuthType: AWS_IAM, AuthType: NONE")
    found = read(tmp_path, "hostile.yaml", twice.encode())
    assert verdicts(found, "hostile.yaml") == [State.VIOLATED]
    ((path, code, text, line, column),) = found.gaps
    assert (path, code, line, column) == ("hostile.yaml", "duplicate-key", 4, 38)
    assert text == "an earlier value of 'AuthType' wasn't looked at: the key comes twice, and the last one counts"


def test_a_key_that_is_a_list_is_left_out_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, "hostile.yaml", (GOOD + "  ? [a, b]\n  : { Type: AWS::SQS::Queue }\n").encode())
    assert verdicts(found, "hostile.yaml") == [State.VIOLATED]
    assert [(gap.code, gap.line) for gap in found.gaps] == [("key-not-text", 5)]


def test_a_merge_of_what_is_no_mapping_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "hostile.yaml", GOOD.replace("{ A", "{ <<: [x], A").encode())
    assert verdicts(found, "hostile.yaml") == [State.VIOLATED]
    assert codes(found) >= {"bad-merge"}
