"""What a glance lets fall without looking further. That it lets no handler fall, the other tests of this folder ask."""

import time

import pytest

from hauberk.code.handlers.glance import may_hold_handler


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("app.py", "def add(a, b): return a + b\n"),
        ("app.py", "context = 1\ndef run(event): ...\n"),
        ("stack.py", "Function(self, 'F', handler='app.lambda_function')\n"),
        ("index.js", "const handler = (event, context) => {};\n"),
        ("index.ts", "export const add = (a: number, b: number) => a + b;\n"),
        ("view.tsx", "export const View = () => <a onClick={(event) => go(event)} />;\n"),
    ],
)
def test_most_files_are_let_fall(path: str, text: str) -> None:
    assert not may_hold_handler(path, text.encode())


@pytest.mark.parametrize("word", [b"def f(", b"(event", b"= lambda x", b"exports.handler\n", b"import ", b"a, " * 3])
def test_a_glance_is_quick_whatever_the_bytes(word: bytes) -> None:
    data = (word * 2_000_000)[:8_000_000]
    for path in ("a.py", "a.js"):
        start = time.process_time()
        may_hold_handler(path, data)
        assert time.process_time() - start < 5
