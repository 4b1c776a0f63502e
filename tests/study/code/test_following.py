"""The code of a function is found by what its template says, and followed; what isn't, is told with the reason."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from hauberk.model.compute import Function
from hauberk.model.values import Reason
from hauberk.model.world import World
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.code.following import Followed
from hauberk.study.study import Study

HANDLER = """\
import os

def handler(event, context):
    os.system(event["body"])
"""
SCRIPT = """\
const { execSync } = require("child_process");
exports.handler = async (event) => execSync(event.body);
"""


def template(properties: str, more: str = "") -> str:
    return f"""\
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {{ {properties} }}
{more}"""


def followed(folder: Path, text: str, files: Mapping[str, str | bytes]) -> Followed | Reason:
    for name, content in {"template.yaml": text, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    root = Root(folder)
    study = Study(read_application(root, "template.yaml", {}), date(2026, 11, 30), root)
    (seed,) = Function.seeds(study.application)
    function = seed.see(World(seed.guard))
    assert isinstance(function, Function)
    return study.code(function)


def sites(found: Followed | Reason) -> list[tuple[str, str]]:
    assert isinstance(found, Followed)
    return [(one.kind, one.site.path) for one in found.found]


PLACES = {
    "a folder": ("CodeUri: src/, Handler: app.handler, Runtime: python3.13", "src/app.py", HANDLER),
    "the template's own folder": ("CodeUri: ., Handler: app.handler, Runtime: python3.13", "app.py", HANDLER),
    "a module in a package": ("CodeUri: src, Handler: a.b.app.handler, Runtime: python3.13", "src/a/b/app.py", HANDLER),
    "a module by its path": ("CodeUri: src, Handler: a/app.handler, Runtime: python3.13", "src/a/app.py", HANDLER),
    "a package": ("CodeUri: src, Handler: app.handler, Runtime: python3.13", "src/app/__init__.py", HANDLER),
    "a script": ("CodeUri: src, Handler: index.handler, Runtime: nodejs22.x", "src/index.js", SCRIPT),
    "a script in a folder": ("CodeUri: ., Handler: src/index.handler, Runtime: nodejs22.x", "src/index.cjs", SCRIPT),
    "what a script is compiled from": ("CodeUri: src, Handler: app.handler, Runtime: nodejs22.x", "src/app.ts", SCRIPT),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_handler_is_found_where_the_template_says(name: str, tmp_path: Path) -> None:
    properties, path, code = PLACES[name]
    assert sites(followed(tmp_path, template(properties), {path: code})) == [("command-injection", path)]


def test_what_a_bundler_starts_from_stands_for_the_handler_s_file(tmp_path: Path) -> None:
    more = "    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/main.ts] } }\n"
    text = template("CodeUri: ., Handler: bundle.handler, Runtime: nodejs22.x", more)
    assert sites(followed(tmp_path, text, {"src/main.ts": SCRIPT})) == [("command-injection", "src/main.ts")]


BUILT = {
    "a script that is compiled": ("nodejs22.x", "dist/orders/index.handler", "", "src/orders/index.ts"),
    "the only one so called": ("nodejs22.x", "build/take.handler", "", "src/lambda/take.ts"),
    "what a makefile copies": ("python3.13", "take.handler", "Metadata: { BuildMethod: makefile }", "lib/take.py"),
}


@pytest.mark.parametrize("name", BUILT)
def test_the_source_of_what_a_build_puts_elsewhere_is_found(name: str, tmp_path: Path) -> None:
    runtime, handler, metadata, path = BUILT[name]
    code = SCRIPT if runtime.startswith("node") else HANDLER
    text = template(f"CodeUri: ., Handler: {handler}, Runtime: {runtime}", f"    {metadata}\n")
    files = {path: code, "index.ts": "", "src/users/index.ts": "", "src/users/list.ts": ""}
    assert sites(followed(tmp_path, text, files)) == [("command-injection", path)]


def test_of_several_that_a_build_may_mean_none_is_taken(tmp_path: Path) -> None:
    text = template("CodeUri: ., Handler: dist/index.handler, Runtime: nodejs22.x")
    found = followed(tmp_path, text, {"src/a/index.ts": SCRIPT, "src/b/index.ts": SCRIPT})
    assert isinstance(found, Reason)
    assert found.code == "missing-handler"


def test_without_a_folder_code_lies_beside_the_template(tmp_path: Path) -> None:
    text = template("Handler: app.handler, Runtime: python3.13")
    assert sites(followed(tmp_path, text, {"app.py": HANDLER})) == [("command-injection", "app.py")]


def test_what_the_cdk_staged_is_the_code(tmp_path: Path) -> None:
    text = """\
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties: { Code: { S3Bucket: b, S3Key: k }, Handler: index.handler, Runtime: nodejs22.x }
    Metadata: { aws:asset:path: asset.0123, aws:asset:property: Code }
"""
    assert sites(followed(tmp_path, text, {"asset.0123/index.js": SCRIPT})) == [
        ("command-injection", "asset.0123/index.js")
    ]


IMAGES = {
    "by the instruction": ("", 'FROM public.ecr.aws/lambda/python:3.13\nCOPY src/ ./\nCMD ["app.handler"]\n'),
    "by the shell's form": ("", "FROM python:3.13\nWORKDIR /srv\nCOPY src .\nCMD app.handler\n"),
    "by the template": (
        "ImageConfig: { Command: [app.handler] }",
        'FROM python:3.13\nCOPY src ./\nCMD ["other.handler"]\n',
    ),
    "by the file alone": ("", 'FROM base\nCOPY src/ ./\nCMD ["app.handler"]\n'),
}


@pytest.mark.parametrize("name", IMAGES)
def test_the_handler_of_an_image_is_found(name: str, tmp_path: Path) -> None:
    properties, dockerfile = IMAGES[name]
    more = "    Metadata: { DockerContext: image, Dockerfile: Dockerfile }\n"
    text = template(f"PackageType: Image, {properties}", more)
    files = {"image/Dockerfile": dockerfile, "image/src/app.py": HANDLER}
    assert sites(followed(tmp_path, text, files)) == [("command-injection", "image/src/app.py")]


def test_an_image_of_another_language_is_told(tmp_path: Path) -> None:
    text = template("PackageType: Image", "    Metadata: { DockerContext: image }\n")
    dockerfile = 'FROM public.ecr.aws/lambda/java:21\nCMD ["shop.App::run"]\n'
    found = followed(tmp_path, text, {"image/Dockerfile": dockerfile})
    assert isinstance(found, Reason)
    assert found.code in ("other-language", "odd-handler")


LAYER = "  {name}: {{ Type: AWS::Serverless::LayerVersion, Properties: {{ ContentUri: {at} }} }}\n"


def test_layers_are_found_where_lambda_puts_them_the_last_on_top(tmp_path: Path) -> None:
    more = LAYER.format(name="A", at="a/") + LAYER.format(name="B", at="b/")
    text = template("CodeUri: src, Handler: app.handler, Runtime: nodejs22.x, Layers: [!Ref A, !Ref B]", more)
    files = {
        "src/app.js": "const { run } = require('/opt/nodejs/tools');\nexports.handler = async (event) => run(event.x);",
        "a/nodejs/tools.js": "exports.run = (text) => text;\n",
        "b/nodejs/tools.js": "const { sh } = require('./sh');\nexports.run = (text) => sh(text);\n",
        "b/nodejs/sh.js": "exports.sh = (text) => require('child_process').execSync(text);\n",
    }
    assert sites(followed(tmp_path, text, files)) == [("command-injection", "b/nodejs/sh.js")]


@pytest.mark.parametrize(
    ("at", "code"), [("../shared", "outside-root"), ("gone", "no-code"), ("broken.zip", "no-archive")]
)
def test_a_layer_that_isn_t_at_hand_is_told_and_the_code_followed(at: str, code: str, tmp_path: Path) -> None:
    text = template(
        "CodeUri: src, Handler: app.handler, Runtime: python3.13, Layers: [!Ref L]", LAYER.format(name="L", at=at)
    )
    found = followed(tmp_path, text, {"src/app.py": HANDLER, "broken.zip": b"PK\x03\x04 nothing"})
    assert sites(found) == [("command-injection", "src/app.py")]
    assert isinstance(found, Followed)
    assert found.doubt is not None
    assert found.doubt.code == code


def test_a_layer_of_the_application_is_looked_into(tmp_path: Path) -> None:
    more = "  L: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: shared/ } }\n"
    text = template("CodeUri: src, Handler: app.handler, Runtime: python3.13, Layers: [!Ref L]", more)
    files = {
        "src/app.py": "from tools import run\n\ndef handler(event, context):\n    run(event['body'])\n",
        "shared/python/tools.py": "import os\n\ndef run(text):\n    os.system(text)\n",
    }
    assert sites(followed(tmp_path, text, files)) == [("command-injection", "shared/python/tools.py")]


REASONS = {
    "code-elsewhere": [
        "CodeUri: s3://bucket/code.zip, Handler: app.handler, Runtime: python3.13",
        "CodeUri: { Bucket: b, Key: k }, Handler: app.handler, Runtime: python3.13",
        "PackageType: Image, ImageUri: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop@sha256:0",
        "Handler: elsewhere.handler, Runtime: python3.13",
    ],
    "other-language": ["CodeUri: src, Handler: shop.App::run, Runtime: java25"],
    "code-unknown": ["InlineCode: !Sub 'x ${AWS::StackId}', Handler: index.handler, Runtime: python3.13"],
    "outside-root": [
        "CodeUri: ../other, Handler: app.handler, Runtime: python3.13",
        "CodeUri: ../../code.zip, Handler: app.handler, Runtime: python3.13",
        "CodeUri: /etc, Handler: app.handler, Runtime: python3.13",
    ],
    "odd-handler": ["CodeUri: src, Handler: app, Runtime: python3.13"],
    "no-code": [
        "CodeUri: nowhere, Handler: app.handler, Runtime: python3.13",
        "CodeUri: build/code.zip, Handler: app.handler, Runtime: python3.13",
    ],
    "missing-handler": [
        "CodeUri: src, Handler: other.handler, Runtime: python3.13",
        "CodeUri: src, Handler: lib.app.handler, Runtime: python3.13",
        "InlineCode: 'x', Handler: app.handler, Runtime: python3.13",
    ],
}


@pytest.mark.parametrize(("code", "properties"), [(code, one) for code, some in REASONS.items() for one in some])
def test_what_isn_t_followed_is_told_with_the_reason(code: str, properties: str, tmp_path: Path) -> None:
    found = followed(tmp_path, template(properties), {"src/app.py": HANDLER})
    assert isinstance(found, Reason)
    assert found.code == code
    assert found.text


def test_a_folder_that_a_link_leads_out_to_isn_t_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "app.py").write_text(HANDLER, encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "src").symlink_to(outside)
    found = followed(inside, template("CodeUri: src, Handler: app.handler, Runtime: python3.13"), {})
    assert isinstance(found, Reason)
    assert found.code == "outside-root"


DOUBTS = {
    "def handler(event, context:\n    return 1\n": "missing-handler",
    "from .gone import run\n\ndef handler(event, context):\n    run(event)\n": "missing-module",
    "import importlib\n\ndef handler(event, context):\n    importlib.import_module(event['x'])\n": "dynamic-import",
    "def handler(event, context):\n    eval(event['x'])\n": "evaluated-code",
    "import boto3\n\ndef handler(event, context):\n    getattr(boto3.client('s3'), event['x'])()\n": "computed-name",
}


@pytest.mark.parametrize("code", DOUBTS)
def test_what_can_t_be_followed_further_is_no_secret(code: str, tmp_path: Path) -> None:
    text = template("CodeUri: src, Handler: app.handler, Runtime: python3.13")
    found = followed(tmp_path, text, {"src/app.py": code})
    assert isinstance(found, Followed)
    assert DOUBTS[code] in {one.code for one in found.record.lost}
    assert found.doubt is not None


@pytest.mark.parametrize(
    "code",
    [
        "def handler(event, context):\n    return handler(event, context)\n",
        "class A(A): pass\n\ndef handler(event, context):\n    return A().x.y.z\n",
        "def handler(event, context):\n    while True:\n        event = [event, {'a': event}]\n",
        "import app\n\ndef handler(event, context):\n    return app.handler(event, context)\n",
        "def handler(event, context):\n    x = " + " + ".join(["event['a']"] * 20_000) + "\n    return x\n",
        "def handler(event, context):\n" + "".join(f"    a{n} = event['{n}']\n" for n in range(20_000)),
        "f = lambda g: g(g)\n\ndef handler(event, context):\n    return f(f)\n",
        "def a(n, e):\n    b(n, [e])\n    b(n, {'x': e})\n\ndef b(n, e):\n    a(n, [e])\n    a(n, (e, e))\n\n"
        "def handler(event, context):\n    a(0, event)\n",
    ],
)
def test_no_code_is_followed_for_ever(code: str, tmp_path: Path) -> None:
    text = template("CodeUri: src, Handler: app.handler, Runtime: python3.13")
    assert isinstance(followed(tmp_path, text, {"src/app.py": code}), Followed)


def test_schedules_bring_nothing_hostile(tmp_path: Path) -> None:
    events = "Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }"
    text = template(f"CodeUri: src, Handler: app.handler, Runtime: python3.13, {events}")
    assert sites(followed(tmp_path, text, {"src/app.py": HANDLER})) == []


HOST = """\
import urllib.request

def handler(event, context):
    urllib.request.urlopen("https://" + event["headers"]["Host"] + "/other")
"""
BALANCER = """\
  Target:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt F.Arn }] }
"""


@pytest.mark.parametrize(
    ("properties", "more", "found"),
    [
        (", Events: { Get: { Type: HttpApi } }", "", []),
        (", FunctionUrlConfig: { AuthType: NONE }", "", []),
        ("", BALANCER, [("ssrf", "app.py")]),
        (", Events: { Get: { Type: HttpApi } }", BALANCER, [("ssrf", "app.py")]),
        ("", "", [("ssrf", "app.py")]),
    ],
)
def test_a_host_is_the_caller_s_to_say_only_where_any_is_passed_on(
    properties: str, more: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    text = template(f"CodeUri: ., Handler: app.handler, Runtime: python3.13{properties}", more)
    assert sites(followed(tmp_path, text, {"app.py": HOST})) == found
