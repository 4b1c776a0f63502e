"""Where the code of a function lies: the folder, the file of its handler, and what else Python looks into.

Sources: Lambda developer guide, "Define Lambda function handler in Python", "… in Node.js", "Working with layers";
AWS SAM developer guide, ``CodeUri`` and ``Metadata`` of functions built with esbuild; AWS CDK developer guide, assets
(2026-11).
"""

import posixpath
from typing import NamedTuple

from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.subject import listed, resource_of
from hauberk.model.values import Absent, Fields, Known, Reason, Value, fields_of
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.study.code.images import folder_of, image_of
from hauberk.study.study import Study

ELSEWHERE = "code-elsewhere"
LANGUAGES = {"python": "python", "nodejs": "javascript"}
SCRIPTS = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx")
_ASSET = "aws:asset:path"
_DOCKERFILE = "aws:asset:dockerfile-path"


class Place(NamedTuple):
    """Where code lies, as paths of the scanned folder."""

    language: str
    folder: str
    module: str
    """The handler's module, as a path in the folder without its ending."""
    name: str
    """The handler in its module."""
    layers: tuple[str, ...]
    """Folders of layers."""
    entry: str = ""
    """The file that a bundler starts from, if the template tells."""


def place_of(function: Function, study: Study, root: Root) -> Place | Reason:
    """Where a function's code lies; why that isn't known, or it isn't here."""
    if function.is_image:
        return _in_image(function, root)
    language = _language(function)
    if isinstance(language, Reason):
        return language
    handler = function.at("Handler")
    if not isinstance(handler, Known) or not isinstance(handler.value, str):
        return _why(handler, "its handler")
    named = _named(handler.value, language)
    if isinstance(named, Reason):
        return named
    folder = code_folder(function, root)
    if isinstance(folder, Reason):
        return folder
    inner, name = named
    if not root.is_folder(folder):  # as where a template is checked by itself: nothing else is loaded then
        return Reason("no-code", f"there is no folder {folder}")
    layers = tuple(filter(None, (_layer(value, study, root) for value in listed(function.at("Layers")))))
    return Place(language, folder, posixpath.normpath(inner), name, layers, _entry(function.resource))


def _named(handler: str, language: str) -> tuple[str, str] | Reason:
    """The module that a handler is in, as a path, and its name there."""
    module, dot, name = handler.rpartition(".")
    if not dot or not module or not name:
        return Reason("odd-handler", f"its handler is {handler!r}, which names no function of a module")
    return module.replace(".", "/") if language == "python" else module, name


def _in_image(function: Function, root: Root) -> Place | Reason:
    """The code of an image that is built from a Dockerfile of the application."""
    metadata = fields_of(function.resource.attributes.value("Metadata"))
    context, asset = metadata.value("DockerContext"), metadata.value(_ASSET)
    file = metadata.value("Dockerfile" if isinstance(asset, Absent) else _DOCKERFILE)
    told = context if isinstance(asset, Absent) else asset
    if not isinstance(told, Known) or not isinstance(told.value, str):
        return Reason(ELSEWHERE, "its code is in an image, and the template doesn't say what that is built from")
    folder = _joined(_beside(function, root), told.value, root)
    if isinstance(folder, Reason):
        return folder
    name = str(file.value) if isinstance(file, Known) else "Dockerfile"
    try:
        text = root.read(posixpath.join(folder, name)).text
    except ReadingError as error:
        return Reason(error.code, error.text)
    image = image_of(text)
    if isinstance(image, Reason):
        return image
    own = next(iter(listed(function.at("ImageConfig.Command"))), Known(image.command))
    if not isinstance(own, Known):
        return _why(own, "its handler")
    named = _named(str(own.value), image.language)
    if isinstance(named, Reason):
        return named
    endings = (".py", "/__init__.py") if image.language == "python" else SCRIPTS
    inner = posixpath.normpath(named[0])
    files = tuple(inner + ending for ending in endings)
    return Place(image.language, folder_of(image, folder, files, root.exists), inner, named[1], ())


def _language(function: Function) -> str | Reason:
    runtime = function.runtime
    if not isinstance(runtime, Known):
        return _why(runtime, "its runtime")
    found = next((language for name, language in LANGUAGES.items() if str(runtime.value).startswith(name)), None)
    return found or Reason("other-language", f"code for {runtime.value} isn't read yet")


def code_folder(function: Function, root: Root) -> str | Reason:
    """The folder that a function's code lies in; why that isn't known, or it isn't here."""
    beside = _beside(function, root)
    asset = function.resource.attributes.value("Metadata")
    told = fields_of(asset).value(_ASSET)
    code = told if isinstance(told, Known) else function.code
    if isinstance(code, Known) and isinstance(code.value, Fields):
        if not isinstance(code.value.value("ZipFile"), Absent):
            return Reason("code-in-template", "its code stands in the template, which isn't followed yet")
        return Reason(ELSEWHERE, "its code lies in a bucket")
    if isinstance(code, Absent):
        return Reason(ELSEWHERE, "the template doesn't say where its code is")
    if not isinstance(code, Known) or not isinstance(code.value, str):
        return _why(code, "where its code is")
    if "://" in code.value:
        return Reason(ELSEWHERE, "its code lies in a bucket")
    if code.value.endswith((".zip", ".jar")):
        return Reason(ELSEWHERE, f"its code is in {code.value}, an archive that isn't opened yet")
    return _joined(beside, code.value, root)


def _beside(function: Function, root: Root) -> str:
    """The template that a function stands in, as a path of the scanned folder."""
    head = function.resource.head
    return head.path.removeprefix(root.show("")) if head is not None else ""


def _joined(beside: str, path: str, root: Root) -> str | Reason:
    try:
        found = root.inside(root.join(beside, path))
    except ReadingError as error:
        return Reason(error.code, error.text)
    return "" if found == "." else found


def _layer(value: Value, study: Study, root: Root) -> str | None:
    """The folder of a layer of the application."""
    layer = study.application.resources.get(resource_of(value))
    if layer is None or layer.head is None:
        return None
    content = layer.properties.value("Content")
    if not isinstance(content, Known) or not isinstance(content.value, str) or "://" in content.value:
        return None
    found = _joined(layer.head.path.removeprefix(root.show("")), content.value, root)
    return found if isinstance(found, str) else None


def _entry(resource: Resource) -> str:
    """The first of esbuild's entry points, which the handler's file is made of."""
    build = fields_of(fields_of(resource.attributes.value("Metadata")).value("BuildProperties"))
    for value in listed(build.value("EntryPoints")):
        if isinstance(value, Known) and isinstance(value.value, str):
            return value.value
    return ""


def _why(value: Value, what: str) -> Reason:
    reason = getattr(value, "reason", None)
    text = reason.text if isinstance(reason, Reason) else "the template leaves it open"
    return Reason("code-unknown", f"{what} isn't known: {text}")
