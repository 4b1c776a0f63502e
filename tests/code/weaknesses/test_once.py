"""Of a call that is given what another one made of the same hostile data, the inner one alone is told."""

import pytest

from hauberk.code.weaknesses.hostile import findings
from hauberk.code.weaknesses.sinks import sinks
from tests.code.weaknesses.marked import met, program

ONE = {
    "a statement of SQLAlchemy": (
        "app.py",
        """
        from sqlalchemy import create_engine, text
        create_engine("sqlite://").connect().execute(text(f"SELECT {q}"))
        """,
        'text(f"SELECT {q}")',
    ),
    "code that is compiled": ("app.py", "eval(compile(q, 'x', 'exec'))", "compile(q, 'x', 'exec')"),
    "a URL that is signed": (
        "app.mjs",
        """
        import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
        import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
        await getSignedUrl(new S3Client({}), new GetObjectCommand({ Bucket: q, Key: 'a' }));
        """,
        "new GetObjectCommand({ Bucket: q, Key: 'a' })",
    ),
}
SEVERAL = {
    "other data beside it": ("app.py", "eval(compile(q, 'x', 'exec'), body)\neval(body['more'])", 2),
    "a call in a function that is handed over": (
        "app.mjs",
        """
        import { exec } from 'node:child_process';
        exec(`a ${q}`, () => exec(`b ${q}`));
        """,
        2,
    ),
    "another kind of harm": ("app.py", "import os, requests\nos.system(requests.get(q).text + q)", 2),
}


@pytest.mark.parametrize("what", ONE)
def test_what_is_handed_on_is_told_once(what: str) -> None:
    path, lines, inner = ONE[what]
    text = program(lines, path)
    (one,) = findings(met(path, text), sinks())
    assert text.encode()[one.site.at.start : one.site.at.end].decode().removeprefix("await ") == inner


@pytest.mark.parametrize("what", SEVERAL)
def test_what_is_another_fault_is_told_beside_it(what: str) -> None:
    path, lines, number = SEVERAL[what]
    assert len(findings(met(path, program(lines, path)), sinks())) == number
