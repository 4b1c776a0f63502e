"""Each fact by small sources: the lines that end in a mark are told, and no other is. What is JavaScript is TypeScript
as well, and told there alike."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from hauberk.code.facts import facts
from hauberk.reports import door
from tests.code.facts.told import all_of, met, told

HERE = Path(__file__).parent
MARK = re.compile(r"[ \t]*(?:#|//) told$", re.MULTILINE)


class Row(NamedTuple):
    kind: str
    language: str
    source: str


ROWS = [
    Row(path.stem, language, source)
    for path in sorted(HERE.glob("*.toml"))
    for language, sources in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for source in sources
]
TYPESCRIPT = [row._replace(language="typescript") for row in ROWS if row.language == "javascript"]


@pytest.mark.parametrize(
    "row", [*ROWS, *TYPESCRIPT], ids=lambda row: f"{row.kind}-{row.language}-{row.source.strip().splitlines()[-1][:40]}"
)
def test_marked_lines_are_told_and_no_others(row: Row) -> None:
    source = MARK.sub("", row.source)
    lines = zip(row.source.split("\n"), source.split("\n"), strict=True)
    assert told(source, row.language, row.kind) == sorted({after.strip() for before, after in lines if before != after})


@pytest.mark.parametrize("kind", sorted({row.kind for row in ROWS}))
def test_what_is_said_is_not_taken_for_a_secret(kind: str) -> None:
    found = [one for row in ROWS if row.kind == kind for one in facts(met(MARK.sub("", row.source), row.language)[1])]
    said = {one.says for one in found if one.kind == kind}
    assert said
    assert {door.line(one) for one in said} == said


def test_every_fact_has_rows_in_both_languages() -> None:
    kinds = {row.kind for row in ROWS}
    assert len(kinds) == 16
    assert {(row.kind, row.language) for row in ROWS} == {
        (kind, name) for kind in kinds for name in ("python", "javascript")
    }
    assert {row.kind for row in ROWS if MARK.search(row.source)} == kinds


def test_a_line_of_a_helper_tells_which_call_led_there() -> None:
    source = """
    def note(what, value):
        print(what, value)
    def handler(event, context):
        note('user', event['user'])
        note('login', event['password'])
        print(event['password'])
    """
    text, record = met(source, "python")
    secret, other = (fact for fact in all_of(record) if fact.kind == "secret-in-log")
    assert secret.by is not None
    assert text.encode()[secret.by.at.start : secret.by.at.end] == b"note('login', event['password'])"
    assert other.by is None
    assert secret.says == other.says == "a secret is written to the log (password)"


def test_an_answer_that_a_call_makes_is_told_once() -> None:
    source = """
    from flask import Flask, jsonify
    import serverless_wsgi
    app = Flask(__name__)
    @app.errorhandler(Exception)
    def failed(error):
        return jsonify(error=str(error)), 500
    def handler(event, context):
        return serverless_wsgi.handle_request(app, event, context)
    """
    text, record = met(source, "python")
    (one,) = (fact for fact in all_of(record) if fact.kind == "exception-in-response")
    assert text.encode()[one.site.at.start : one.site.at.end] == b"jsonify(error=str(error))"
