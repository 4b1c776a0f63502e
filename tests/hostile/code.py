"""Code that nobody would write by hand, a function for each kind, and one beside them that is as good as ever.

``python -m tests.hostile.code check|policy FOLDER`` runs the command in a process that may take three gigabytes.
"""

import os
import resource
import sys
from pathlib import Path
from typing import NamedTuple

MANY = 20_000
MOST_MEMORY = 3 << 30

GOOD = """\
import boto3

def handler(event, context):
    eval(event["body"])
    boto3.client("s3").get_object(Bucket="b", Key="k")
"""
FUNCTION = """\
  {name}:
    Type: AWS::Serverless::Function
    Properties:
      {{ Runtime: {runtime}, CodeUri: {folder}, Handler: app.{handler}, FunctionUrlConfig: {{ AuthType: NONE }} }}
"""


class Case(NamedTuple):
    """A file of code. ``reasons`` are what has to be told of it, any of them; ``found`` that its end is seen, or
    ``None`` where that hangs on how a parser mends it."""

    code: str | bytes
    reasons: tuple[str, ...] = ()
    found: bool | None = True


def python(body: str, before: str = "") -> str:
    """A handler with a body, which ends in a weakness and a call of AWS."""
    end = '    eval(event["body"])\n    boto3.client("sqs").purge_queue(QueueUrl="q")\n'
    return f"import boto3\nimport re\n{before}\ndef handler(event, context):\n{body}{end}"


def script(body: str, before: str = "") -> str:
    """The same in JavaScript."""
    end = "  eval(event.body);\n  await new AWS.SQS().purgeQueue({ QueueUrl: 'q' }).promise();\n"
    return f"const AWS = require('aws-sdk');\n{before}\nexports.handler = async (event) => {{\n{body}\n{end}}};\n"


def _tries(depth: int) -> str:
    begun = "".join(" " * (4 + n) + "try:\n" for n in range(depth))
    ended = "".join(" " * (4 + n) + "finally:\n" + " " * (5 + n) + "pass\n" for n in reversed(range(depth)))
    return f"{begun}{' ' * (4 + depth)}pass\n{ended}"


BUDGET = ("budget",)
LARGE = ("too-large",)
NOT_UTF_8 = ("not-utf-8",)
DEEP = ("too-deep", "too-complex")
MISTAKE = ("invalid-syntax", "too-complex")

PYTHON = {
    "Sum": Case(python("    x = " + " + ".join(["event['a']"] * MANY) + "\n")),
    "Chain": Case(python("    x = event" + ".get('a')" * MANY + "\n"), DEEP),
    "Lines": Case(python("    x = 1\n" * 1_000_000), LARGE, found=False),
    "LongFunction": Case(python("    x = 1\n" * 150_000), BUDGET, found=False),
    "Comments": Case("#\n" * 900_000 + python("")),
    "Functions": Case(python("", "".join(f"def f{n}():\n    return {n}\n" for n in range(10_000)))),
    "Ifs": Case(
        python("".join("    " + " " * n + "if event:\n" for n in range(1_500)) + " " * 1_504 + "pass\n"),
        (*DEEP, *MISTAKE),
        found=None,
    ),
    "Elifs": Case(python("    if event: pass\n" + "".join(f"    elif event == {n}: pass\n" for n in range(3_000)))),
    "Brackets": Case(python("    x = " + "[" * 5_000 + "]" * 5_000 + "\n"), DEEP),
    "Lambdas": Case(python("    x = " + "lambda a: " * 3_000 + "1\n")),
    "Decorators": Case(python("", "def d(f):\n    return f\n" + "@d\n" * 5_000 + "def g(): pass\n")),
    "Tries": Case(python(_tries(80))),
    "Match": Case(
        python("    match event:\n" + "".join(f"        case {{'a': [{n}, *r]}} if r: pass\n" for n in range(2_000)))
    ),
    "AsyncGenerators": Case(
        python("", "async def g(e):\n    async for x in g(e):\n        yield x\n        yield await g(x)\ng(1)\n")
    ),
    "HugeText": Case(python("    x = '" + "a" * 2_000_000 + "'\n")),
    "HugeNumber": Case(python("    x = " + "9" * 100_000 + "\n")),
    "HugeResults": Case(python("    9**9**9**9\n    'a' * 10**12\n    1 << 10**10\n    [0] * 10**12\n")),
    "HugeDict": Case(python("", "D = {" + ",".join(f"'k{n}': {n}" for n in range(20_000)) + "}\n")),
    "Doubling": Case(python("    x = event\n" + "    x = {'a': x, 'b': x, 'c': [x, x]}\n" * 200)),
    "Bases": Case(
        python("    A999().x\n", "class A0: pass\n" + "".join(f"class A{n}(A{n - 1}): pass\n" for n in range(1, 1000)))
    ),
    "Mutual": Case(python("    a(event)\n", "def a(n):\n    return b(b(n))\ndef b(n):\n    return a(a(n))\n")),
    "Itself": Case(python("    handler(handler, handler(event, context))\n")),
    "Imports": Case(python("", "import app\nfrom app import handler as h\n")),
    "Patterns": Case(
        python(
            "    re.match(r'(a+)+$', event['x'])\n    re.match(r'((((a*)*)*)*)*b', event['x'])\n"
            f"    re.match('{'(a?)' * 2_000}', event['x'])\n    re.match('a{{1,9999}}{{1,9999}}', event['x'])\n"
            f"    re.match('{'(' * 2_000}a{')' * 2_000}', event['x'])\n"
        )
    ),
    "Nul": Case(python("    x = 1\0\n"), ("nul-byte",), found=False),
    "Bom": Case("\ufeff" + python("")),
    "Crlf": Case(python("").replace("\n", "\r\n")),
    "Cr": Case(python("").replace("\n", "\r")),
    "Utf16": Case(python("").encode("utf-16"), NOT_UTF_8, found=False),
    "Latin": Case("# coding: latin-1\n# é\n".encode("latin-1") + python("").encode(), NOT_UTF_8, found=False),
    "Bytes": Case(b"x = '\xff\xfe'\n" + python("").encode(), NOT_UTF_8, found=False),
    "Empty": Case("", ("missing-handler",), found=False),
    "Unfinished": Case("def handler(event, context:\n    eval(event['body'])\n", MISTAKE, found=False),
    "Noise": Case(")(]['!?" * 20_000, (*MISTAKE, "missing-handler"), found=False),
}
SCRIPTS = {
    "Sum": Case(script("  const x = " + " + ".join(["event.a"] * MANY) + ";")),
    "Chain": Case(script("  event" + ".then(y => y)" * MANY + ";"), DEEP),
    "Lines": Case(script("  x = 1;\n" * 1_000_000), LARGE, found=False),
    "LongFunction": Case(script("  x = 1;\n" * 150_000), BUDGET, found=False),
    "Minified": Case(
        script("", "".join(f"function f{n}(a,b){{return a?b:f{n}(b,a)}}" for n in range(45_000))).replace("\n", "")
    ),
    "Ifs": Case(script("if (event) {" * 5_000 + "}" * 5_000), DEEP),
    "Elses": Case(script("if (event) {}" + "".join(f" else if (event == {n}) {{}}" for n in range(3_000)))),
    "Templates": Case(script("x = " + "`${" * 5_000 + "1" + "}`" * 5_000 + ";"), DEEP),
    "Arrows": Case(script("x = " + "a => " * 5_000 + "1;")),
    "Markup": Case(script("x = " + "<a>" * 3_000 + "</a>" * 3_000 + ";"), DEEP),
    "Cases": Case(script("switch (event.a) {" + "".join(f"case {n}: f({n});" for n in range(3_000)) + "}")),
    "Surrogates": Case(
        script("  const x = '\\ud800' + \"\\udfff\" + '\\u{10ffff}' + '\\u{110000}'; f[x] = x; g(`\\ud800${x}`);")
    ),
    "RawSurrogate": Case(
        script("  const x = 'A';").encode().replace(b"'A'", b"'\xed\xa0\x80'"), NOT_UTF_8, found=False
    ),
    "AsyncGenerators": Case(
        script("", "async function* g(e) { for await (const x of g(e)) { yield* g(x); yield await g(x); } }\ng(1);")
    ),
    "HugeText": Case(script("  const x = '" + "a" * 4_000_000 + "';")),
    "HugeNumber": Case(script("  const x = " + "9" * 100_000 + "n;")),
    "HugeResults": Case(script("  'a'.repeat(1e12); 9n ** 9n ** 9n ** 9n; new Array(1e9).fill(0); 1 << 1e9;")),
    "HugeObject": Case(script("", "const D = {" + ",".join(f"k{n}: {n}" for n in range(20_000)) + "};")),
    "Doubling": Case(script("  let x = event;\n" + "  x = { a: x, b: x, c: [x, x] };\n" * 200)),
    "Spread": Case(script("  let x = [event];\n" + "  x = [...x, ...x];\n" * 200)),
    "Bases": Case(
        script(
            "new A999().x();", "class A0 {}\n" + "".join(f"class A{n} extends A{n - 1} {{}}\n" for n in range(1, 1000))
        )
    ),
    "Itself": Case(script("  require('./app').handler(event);")),
    "Patterns": Case(
        script(
            "  /(a+)+$/.test(event.x); /^((((a*)*)*)*)*b$/.test(event.x); /a{1,9999}{1,9999}/.test(event.x);\n"
            f"  /{'(a?)' * 2_000}/.test(event.x); new RegExp('(a|a)*'.repeat(50) + '$').test(event.x);\n"
            f"  new RegExp('{'(' * 2_000}a{')' * 2_000}').test(event.x);"
        )
    ),
    "Nul": Case(script("  const x = '\0';"), ("nul-byte",), found=False),
    "Bom": Case("\ufeff" + script("")),
    "Crlf": Case(script("").replace("\n", "\r\n")),
    "Utf16": Case(script("").encode("utf-16"), NOT_UTF_8, found=False),
    "Bytes": Case(b"// \xff\xfe\n" + script("").encode(), NOT_UTF_8, found=False),
    "Empty": Case("", ("missing-handler",), found=False),
    "Unfinished": Case(
        "exports.handler = async (event => { eval(event.body) };\n", (*MISTAKE, "missing-handler"), found=False
    ),
    "Noise": Case(")(]['!?`${" * 20_000, (*MISTAKE, "missing-handler"), found=False),
}
CASES = {f"Py{name}": case for name, case in PYTHON.items()} | {f"Js{name}": case for name, case in SCRIPTS.items()}


def written(folder: Path) -> None:
    """An application of all of them."""
    template = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
    for name, case in {**CASES, "Good": Case(GOOD)}.items():
        suffix, runtime = ("js", "nodejs22.x") if name.startswith("Js") else ("py", "python3.13")
        template += FUNCTION.format(name=name, runtime=runtime, folder=name.lower(), handler="handler")
        place = folder / name.lower() / f"app.{suffix}"
        place.parent.mkdir()
        place.write_bytes(case.code if isinstance(case.code, bytes) else case.code.encode("utf-8", "surrogatepass"))
    (folder / "template.yaml").write_text(template)


def main() -> int:
    """Runs a command on a folder, and gives its exit code."""
    from hauberk.cli import main as command

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    asked, folder = sys.argv[1:]
    os.chdir(folder)
    return command([asked, ".", "--exit-zero", "--format", "json"])


if __name__ == "__main__":
    sys.exit(main())
