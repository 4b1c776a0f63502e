"""JSON that is built to crash, to hang, to outgrow its budget or to be misread."""

import json
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from tests.hostile.inputs import read, refusal, refused, verdicts

DEEP = 100_000
GOOD = '{"Resources": {"Url": {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE"}}}}'
HEAD = '{"Resources": {"A": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": '
TAIL = "}}}}"


def beside(value: str) -> str:
    """The template with another resource, a queue that has something odd for its name."""
    return GOOD[:-2] + ', "B": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": ' + value + "}}}}"


REFUSED = {
    "nested-lists": refused(HEAD + "[" * DEEP + "]" * DEEP + TAIL, "too-deep", "deeper than 200 levels"),
    "nested-objects": refused(HEAD + '{"a":' * DEEP + "1" + "}" * DEEP + TAIL, "too-deep", "deeper than 200 levels"),
    "never-closed": refused(HEAD + "[" * DEEP, "too-deep", "deeper than 200 levels"),
    "cut-off": refused('{"Resources": {"A": {"Type": "AWS::S3::Bucket"', "json-syntax", "the file ends where"),
    "cut-off-in-a-text": refused('{"Resources": {"A": {"Type": "AWS::S3::Bucket', "json-syntax", "a string has no end"),
    "cut-off-in-an-escape": refused(
        '{"Resources": {"A": {"Type": "AWS::S3::Bucket\\', "json-syntax", "has to be escaped"
    ),
    "two-documents": refused(GOOD + GOOD, "json-syntax", "the end of the file"),
    "line-break-in-a-text": refused(beside('"a\u0007b"'), "json-syntax", "has to be escaped in a string"),
    "no-escape": refused(beside('"\\q"'), "json-syntax", "is no escape sequence"),
    "nul-byte": refused(beside('"\0"'), "nul-byte", "NUL byte"),
    "bad-utf-8": refused(GOOD.encode()[:-1] + b', "\xff": 1}', "not-utf-8", "byte 0xff"),
    "utf-16": refused(GOOD.encode("utf-16"), "not-utf-8", "UTF-16"),
    "utf-16-without-mark": refused(GOOD.encode("utf-16-be"), "nul-byte", "NUL byte"),
    "huge-text": refused(beside('"' + "x" * 5_000_000 + '"'), "huge-scalar", "longer than 4,194,304 characters"),
    "huge-key": refused(beside('{"' + "x" * 5_000_000 + '": 1}'), "huge-scalar", "longer than 4,194,304 characters"),
    "huge-number": refused(beside("9" * 5_000_000), "huge-scalar", "longer than 4,194,304 characters"),
    "half-a-million-nodes": refused(beside("[" + "0," * 510_000 + "0]"), "too-many-nodes", "500,000 nodes"),
    "seventeen-megabytes": refused(GOOD + " " * 17_000_000, "too-large", "more than the 16,777,216"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_says_why_and_loses_nothing_else(tmp_path: Path, name: str) -> None:
    content, code, says = REFUSED[name]
    gap = refusal(tmp_path, "hostile.json", content)
    assert gap.code == code
    assert says in gap.text


ODD = {
    "byte-order-mark": "\ufeff" + GOOD,
    "carriage-returns": json.dumps(json.loads(GOOD), indent=1).replace("\n", "\r\n"),
    "tabs": json.dumps(json.loads(GOOD), indent="\t"),
    "giant-integer": beside("9" * 100_000),
    "giant-exponent": beside("1e999999"),
    "negative-zero": beside("-0"),
    "not-a-number": beside("NaN"),
    "infinity": beside("-Infinity"),
    "lone-surrogate": beside(r'"\ud83d"'),
    "lone-surrogate-in-a-key": GOOD[:-2] + r', "\udc00": {"Type": "AWS::SQS::Queue"}}}',
    "surrogates-in-the-wrong-order": beside(r'"\ude00\ud83d"'),
    "surrogate-pair": beside(r'"\ud83d\ude00"'),
    "escaped-nul": beside(r'"\u0000"'),
    "letters-as-escapes": GOOD.replace("R", r"\u0052").replace("::", r"\u003a\u003A"),
    "delete-character": beside('"\x7f"'),
    "a-long-key": GOOD[:-2] + ', "' + "x" * 5_000 + '": {"Type": "AWS::SQS::Queue"}}}',
    "comments-as-in-yaml": "# a comment\n" + GOOD,
    "comma-too-many": GOOD[:-1] + ",}",
    "merge-that-is-a-name": beside('{"<<": {"a": 1}}'),
    "alias-that-is-a-text": beside('"*nothing"'),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_read_all_the_same(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, "hostile.json", ODD[name].encode())
    assert verdicts(found, "hostile.json") == [State.VIOLATED]
    assert found.gaps == ()


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [("NONE", "AWS_IAM", State.SATISFIED), ("AWS_IAM", "NONE", State.VIOLATED)],
)
def test_the_last_of_duplicate_keys_counts_and_each_is_told(
    tmp_path: Path, first: str, last: str, state: State
) -> None:
    twice = GOOD.replace('"AuthType": "NONE"', f'"AuthType": "{first}", "AuthType": "{last}"')
    found = read(tmp_path, "hostile.json", twice.encode())
    assert verdicts(found, "hostile.json") == [state]
    assert [(gap.path, gap.code) for gap in found.gaps] == [("hostile.json", "duplicate-key")]


def test_a_duplicate_resource_is_told(tmp_path: Path) -> None:
    hidden = GOOD[:-2] + ', "Url": {"Type": "AWS::SQS::Queue"}}}'
    found = read(tmp_path, "hostile.json", hidden.encode())
    assert verdicts(found, "hostile.json") == []
    assert [(gap.code, gap.text) for gap in found.gaps] == [
        ("duplicate-key", "an earlier value of 'Url' wasn't looked at: the key comes twice, and the last one counts")
    ]


def test_a_file_in_one_line_has_its_columns(tmp_path: Path) -> None:
    urls = {f"Url{number}": json.loads(GOOD)["Resources"]["Url"] for number in range(500)}
    text = json.dumps({"Description": "é" * 5_000, "Resources": urls}, ensure_ascii=False)
    found = read(tmp_path, "hostile.json", text.encode())
    places = [entry.locations[0] for entry in found.findings() if entry.control == "function-url-without-auth"]
    ours = [place for place in places if place.path == "hostile.json"]
    assert len(ours) == 500
    assert all(text[place.column - 1 : place.end_column - 1] == '"NONE"' for place in ours)
