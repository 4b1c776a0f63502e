"""The code of an application's functions: where it lies beside the template, and where the handler is in it.

Sources (2026-11): AWS SAM developer guide, "CodeUri", "Building Lambda functions with esbuild", "with custom runtimes"
(makefile), "Image"; Lambda developer guide, "Define Lambda function handler" for Python, Node.js and TypeScript; "Test
custom container images": the CMD of a Dockerfile names the handler.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from functools import cache

from hauberk.code.flow.knowledge import Lookup
from hauberk.code.front_ends import PYTHON, lowered
from hauberk.code.ir import File, Place, Trouble
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import Subject, listed
from hauberk.model.values import Absent, Known, Value, fields_of
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.json import read_json
from hauberk.reading.nodes import Scalar, Sequence
from hauberk.reading.source import Source
from hauberk.sources.cloudformation.assets import said_by_metadata
from hauberk.study.needs.functions import Code, NoCode
from hauberk.study.study import Study

SCRIPTS = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx")
_CMD = re.compile(r"^\s*CMD\s+(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_CONTINUED = re.compile(r"\\\s*\n")


PACKAGES = frozenset(
    (
        "aiobotocore",
        "attr",
        "aws_lambda_powertools",
        "aws_xray_sdk",
        "boto3",
        "botocore",
        "bs4",
        "certifi",
        "cffi",
        "chardet",
        "charset_normalizer",
        "click",
        "cryptography",
        "dateutil",
        "fastapi",
        "flask",
        "idna",
        "jinja2",
        "jmespath",
        "jsonschema",
        "lxml",
        "mangum",
        "markupsafe",
        "numpy",
        "pandas",
        "psycopg2",
        "pydantic",
        "pydantic_core",
        "pymysql",
        "pytz",
        "redis",
        "requests",
        "s3transfer",
        "simplejson",
        "sqlalchemy",
        "starlette",
        "typing_extensions",
        "urllib3",
        "werkzeug",
        "wrapt",
        "yaml",
    )
)
"""Packages of others that are found beside code, by the names of their folders."""
_INFO = re.compile(r"([^/]+?)-[^/-]+\.(?:dist|egg)-info/")
"""What an installer leaves beside a package, with its name and version (Python packaging user guide, 2026-11)."""


def _installed(path: str) -> str:
    """The package whose installer has left a file."""
    found = _INFO.search(f"{path}/")
    return found[1].lower().replace("-", "_") if found is not None else ""


class Codes:
    """The code of one application's functions, each file read once. ``root`` is that of the template."""

    def __init__(self, root: Root, study: Study) -> None:
        self._root = root
        self._study = study
        self._files: dict[str, File | None] = {}
        self._listed: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, tuple[str, Span]] = {}
        self._mounted: dict[str, str] = {}
        """Files of layers, by where a function finds them."""

    def code(self, function: Function) -> Code | NoCode:
        """A function's code, or why it can't be read."""
        runtime = _text(function.runtime)
        if function.is_image:
            return self._of_image(function)
        language = "python" if runtime.startswith("python") else "javascript" if runtime.startswith("nodejs") else ""
        if not language:
            unknown = not isinstance(function.runtime, Known)
            text = "its runtime isn't known" if unknown else f"code for {runtime} isn't read yet"
            return NoCode("language-not-read", text, function.runtime.span)
        handler = _text(function.at("Handler"))
        code = function.code
        inline = fields_of(code).value("ZipFile") if isinstance(code, Known) else Absent()
        if not isinstance(inline, Absent):
            return self._inline(inline, handler, language)
        folder = self._folder(function.resource, code)
        if isinstance(folder, NoCode):
            return folder
        if not handler:
            return NoCode("handler-not-known", "its handler isn't known", function.at("Handler").span or function.head)
        return self._in(folder, handler, language, function)

    # -- where it lies

    def _folder(self, resource: Resource, code: Value) -> "str | NoCode":
        asset = said_by_metadata(resource, "Code")
        text = asset or _text(code)
        if isinstance(code, Absent):
            text = "."
        if not text:
            return NoCode(
                "code-elsewhere", "its code isn't in a folder beside the template", code.span or resource.head
            )
        template = self._own(resource.head.path if resource.head else self._study.application.id)
        try:
            folder = self._root.inside(self._root.join(template, text))
        except ReadingError as error:
            return NoCode(error.code, f"its code: {error.text}", code.span or resource.head)
        return "" if folder == "." else folder

    def _own(self, shown: str) -> str:
        """A file of the root, by how it is shown."""
        before = self._root.show("")
        return shown[len(before) :] if before and shown.startswith(before) else shown

    def _in(self, folder: str, handler: str, language: str, function: Function) -> Code | NoCode:
        suffixes = PYTHON if language == "python" else SCRIPTS
        paths = self._below(folder)
        module, _, name = handler.rpartition(".")
        place = posixpath.normpath(posixpath.join(folder, module.replace(".", "/") if language == "python" else module))
        path = next((place + suffix for suffix in suffixes if place + suffix in paths), "")
        if not path:
            path = self._built(folder, module, paths, suffixes, function)
        if not path:
            text = f"there is no file {module} for the handler {handler} in {self._root.show(folder or '.')}"
            return NoCode("missing-handler", text, function.at("Handler").span or function.head)
        roots, more = self._layers(function)
        return self._program((*paths, *more), (folder or ".", *roots), path, name, language)

    def _built(
        self, folder: str, module: str, paths: tuple[str, ...], suffixes: tuple[str, ...], function: Function
    ) -> str:
        """The source of a handler that a build puts elsewhere: an entry point of esbuild, or the one file so named."""
        metadata = fields_of(function.resource.attributes.value("Metadata"))
        properties = fields_of(metadata.value("BuildProperties"))
        stem = posixpath.basename(module)
        entries = [_text(one) for one in listed(properties.value("EntryPoints"))]
        named = [one for one in entries if posixpath.splitext(posixpath.basename(one))[0] == stem] or entries[:1]
        for entry in named:
            place = posixpath.normpath(posixpath.join(folder, entry))
            found = next((place + suffix for suffix in ("", *suffixes) if place + suffix in paths), "")
            if found:
                return found
        alike = [
            path
            for path in paths
            if posixpath.splitext(posixpath.basename(path))[0] == stem and path.endswith(suffixes)
        ]
        return alike[0] if len(alike) == 1 else ""

    def _layers(self, function: Function) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The folders in which Python looks for what layers of the application bring, and their files."""
        roots: list[str] = []
        paths: list[str] = []
        for layer in listed(function.at("Layers")):
            resource = self._study.named(layer)
            if resource is None or resource.type != "AWS::Lambda::LayerVersion":
                continue
            content = Subject(resource, function.world).at("Content")
            folder = self._folder(resource, content)
            if isinstance(folder, NoCode):
                continue
            found = self._below(folder)
            paths += found
            for path in found:
                mounted = posixpath.join("/opt", path[len(folder) + 1 :] if folder else path)
                self._mounted[mounted] = path
                paths.append(mounted)
            inner = posixpath.join(folder, "python")
            roots += [inner if any(path.startswith(f"{inner}/") for path in found) else folder or "."]
        return tuple(roots), tuple(paths)

    # -- images and inline code

    def _of_image(self, function: Function) -> Code | NoCode:
        metadata = fields_of(function.resource.attributes.value("Metadata"))
        context, dockerfile = (
            _text(metadata.value("DockerContext")),
            _text(metadata.value("Dockerfile")) or "Dockerfile",
        )
        if not context:
            return NoCode("code-elsewhere", "what its image is built from isn't told", function.at("Code").span)
        folder = self._folder(function.resource, Known(context, function.at("Code").trail))
        if isinstance(folder, NoCode):
            return folder
        command = [_text(one) for one in listed(function.at("ImageConfig.Command"))]
        handler = command[0] if command else self._command(posixpath.join(folder, dockerfile))
        if not handler:
            return NoCode("handler-not-known", "neither the template nor the Dockerfile names a handler", function.head)
        module = handler.rpartition(".")[0]
        paths = self._below(folder)
        stem = posixpath.basename(module.replace(".", "/"))
        python = any(posixpath.splitext(posixpath.basename(path)) == (stem, ".py") for path in paths)
        return self._in(folder, handler, "python" if python else "javascript", function)

    def _command(self, dockerfile: str) -> str:
        try:
            text = _CONTINUED.sub(" ", self._root.read(dockerfile).text)
        except ReadingError:
            return ""
        found = _CMD.findall(text)
        if not found:
            return ""
        try:
            words = read_json(Source(dockerfile, found[-1].encode())).root
        except ReadingError:
            return str(found[-1].split()[0])  # the shell's form
        first = words.items[0] if isinstance(words, Sequence) and words.items else None
        return first.text if isinstance(first, Scalar) else ""

    def _inline(self, inline: Value, handler: str, language: str) -> Code | NoCode:
        """Code that the template itself holds, which is the file ``index``."""
        text = _text(inline)
        if not text or inline.span is None:
            return NoCode("code-not-known", "the code in the template isn't known as text", inline.span)
        path = f"{inline.span.path}#{inline.span.start}.{'py' if language == 'python' else 'js'}"
        self._texts[path] = (text, inline.span)
        return self._program((path,), (".",), path, handler.rpartition(".")[2] or "handler", language)

    def show(self, path: str) -> str:
        """A file of a function's code as reports name it."""
        return self._root.show(self._mounted.get(path, path))

    def whole(self, path: str) -> Span | None:
        """Where the code of a path stands that a template holds."""
        found = self._texts.get(path)
        return found[1] if found is not None else None

    # -- files

    def _program(self, paths: tuple[str, ...], roots: tuple[str, ...], path: str, name: str, language: str) -> Code:
        program = Program(self._own_files(paths), roots, self._read)
        return Code(program, _lookup(language), path, name)

    def _below(self, folder: str) -> tuple[str, ...]:
        found = self._listed.get(folder)
        if found is None:
            found = self._listed[folder] = tuple(self._walked(folder))
        return found

    def _walked(self, folder: str) -> Iterator[str]:
        real = os.path.join(self._root.folder, folder)
        if os.path.isfile(real):
            yield folder
            return
        for entry in Root(real).walk():
            if entry.error is not None or not entry.folder:  # why it can't be read is told where it is imported
                yield f"{folder}/{entry.path}" if folder else entry.path

    def _own_files(self, paths: tuple[str, ...]) -> Iterator[str]:
        """Files without packages of others, which a build or a person has put beside the code or into a layer."""
        installed = {name for path in paths if (name := _installed(path))}
        for path in paths:
            if path.endswith(PYTHON + SCRIPTS):
                folders = path.split("/")[:-1]
                if not any(folder in PACKAGES or folder in installed for folder in folders):
                    yield path

    def _read(self, path: str) -> File | None:
        if path not in self._files:
            self._files[path] = self._lowered(path)
        return self._files[path]

    def _lowered(self, path: str) -> File | None:
        held = self._texts.get(path)
        try:
            source = (
                Source(path, held[0].encode()) if held is not None else self._root.read(self._mounted.get(path, path))
            )
        except ReadingError as error:
            trouble = Trouble(error.code, error.text, Place(0, 0))
            return File(path, "python" if path.endswith(PYTHON) else "javascript", (), (trouble,))
        return lowered(source)


@cache
def _lookup(language: str) -> Lookup:
    return Lookup(knowledge(language))


def _text(value: Value) -> str:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""
