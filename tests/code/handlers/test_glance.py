"""What a glance lets fall without looking further. That it lets no handler fall, the other tests of this folder ask."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.code.handlers.glance import may_hold_handler
from tests.code.handlers.finding import handlers


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


_NAMES = st.sampled_from(
    ["event", "_event", "evt", "e", "context", "_context", "lambda_context", "ctx", "_", "x", "req"]
)
_TYPES = st.sampled_from(["", ": dict", ": Dict[str, Any]", ": 'LambdaContext'", ": a.b.LambdaContext", ": Any = None"])
_SPACES = st.sampled_from(["", " ", "\n    ", "  # one\n    "])
_CALLED = st.sampled_from(["handler", "lambda_handler", "lambdaHandler", "run"])


@st.composite
def python(draw: st.DrawFn) -> str:
    parameters = [
        f"{draw(_SPACES)}{draw(_NAMES)}{number}{draw(_TYPES)}" for number in ("", "", "_2")[: draw(st.integers(1, 3))]
    ]
    return f"import x\nasync def {draw(_CALLED)}({','.join(parameters)}):\n    return 1\n"


@st.composite
def scripts(draw: st.DrawFn) -> str:
    parameters = ", ".join(draw(_NAMES) for _ in range(draw(st.integers(0, 3))))
    function = f"async ({parameters}) => {{ return {{ statusCode: 200 }}; }}"
    form = draw(
        st.sampled_from(
            [
                "exports.{0} = {1};",
                "module.exports = {{ {0}: {1} }};",
                "export const {0} = {1};",
                "const {0} = {1};\nexport {{ {0} }};",
                "export const {0} = wrap({1});",
                "import {{ Handler }} from 'aws-lambda';\nexport const {0}: Handler = {1};",
            ]
        )
    )
    return form.format(draw(_CALLED), function)


@given(python())
def test_no_handler_of_python_is_let_fall(text: str) -> None:
    handlers(text, "app.py")


@given(scripts())
def test_no_handler_of_scripts_is_let_fall(text: str) -> None:
    handlers(text, "app.ts")


@pytest.mark.parametrize(
    "word",
    [
        b"def f(",
        b"(event",
        b"= lambda x",
        b"def f(a,#b",
        b"def f(a,#b\n#c\n",
        b"exports.handler\n",
        b"import ",
        b"a, " * 3,
    ],
)
def test_a_glance_is_quick_whatever_the_bytes(word: bytes) -> None:
    data = (word * 500_000)[:2_000_000]
    for path in ("a.py", "a.js"):
        start = time.process_time()
        may_hold_handler(path, data)
        assert time.process_time() - start < 2
