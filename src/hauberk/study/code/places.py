"""Where the code of a function lies: the folder, the archive or the template that it is in, the handler there, and the
layers that come with it.

Sources: Lambda developer guide, "Define Lambda function handler in Python", "… in Node.js", "Working with layers";
AWS SAM developer guide, ``CodeUri`` and ``Metadata`` of functions built with esbuild, with a makefile, or as images;
AWS CDK developer guide, assets (2026-11).
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from hauberk.code.front_ends import PYTHON
from hauberk.model.assets import asset_of
from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import Subject, listed
from hauberk.model.values import Absent, Fields, Known, Reason, Value, fields_of
from hauberk.reading.archives import is_archive
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.study.code.images import Image, folder_of, image_of
from hauberk.study.code.literal import STEM
from hauberk.study.code.modules import FILES
from hauberk.study.code.packed import archive_of, inside_of
from hauberk.study.study import Study

ELSEWHERE = "code-elsewhere"
LANGUAGES = {"python": "python", "nodejs": "javascript"}


class Place(NamedTuple):
    """Where code lies, as paths of the scanned folder."""

    language: str
    folder: str
    """A folder, an archive (``code.zip!``), or the one that a template's own code is put in (``template.yaml!/F``)."""
    module: str
    """The handler's module, as a path in the folder without its ending."""
    name: str
    """The handler in its module."""
    layers: tuple[str, ...] = ()
    """Folders or archives of layers, in the order in which they are put over each other."""
    entries: tuple[str, ...] = ()
    """The files that a bundler starts from, if the template tells."""
    built: bool = False
    """Whether a build may put the handler's file elsewhere than its source is."""
    file: str = ""
    """The handler's file, where that is what is known."""
    roots: tuple[str, ...] = ()
    """Folders in which Python looks for modules, where it isn't known which of them is the deployed one."""
    text: Known | None = None
    """The code itself, where the template holds it."""
    left: tuple[Reason, ...] = ()
    """Why layers of the application aren't at hand."""


class NoCode(NamedTuple):
    """Why a function's code isn't at hand, and what of the template says so."""

    reason: Reason
    span: Span | None


def place_of(function: Function, study: Study, root: Root) -> Place | NoCode:
    """Where a function's code lies; why that isn't known, or it isn't here."""
    if function.is_bare:
        return _without_template(function)
    found = _in_image(function, root) if function.is_image else _unpacked(function, root)
    if isinstance(found, NoCode):
        return found if found.span is not None else found._replace(span=function.head)
    layers = tuple(_layers(function, study, root))
    return found._replace(
        layers=tuple(layer for layer in layers if isinstance(layer, str)),
        left=tuple(layer for layer in layers if isinstance(layer, Reason)),
    )


# -- what no template tells of


def _without_template(function: Function) -> Place:
    """The place of a handler that was found in code. Which folder is deployed isn't known: a module that it imports is
    looked for in its own folder first, then in those around it, up to the application's."""
    folder, file, name = (str(value.value) for value in map(function.at, BARE) if isinstance(value, Known))
    roots = [posixpath.dirname(file)]
    while roots[-1] != folder:
        roots.append(posixpath.dirname(roots[-1]))
    language = "python" if file.endswith(PYTHON) else "javascript"
    module = posixpath.relpath(posixpath.splitext(file)[0], folder or ".")
    return Place(language, folder, module, name, file=file, roots=tuple(roots))


BARE = ("Folder", "File", "Name")
"""What a handler that was found in code has in the place of a resource's properties: the folder of its application,
its file, and its name there."""


# -- what isn't an image


def _unpacked(function: Function, root: Root) -> Place | NoCode:
    runtime = function.runtime
    if not isinstance(runtime, Known):
        return _why(runtime, "its runtime")
    language = next((language for name, language in LANGUAGES.items() if str(runtime.value).startswith(name)), "")
    if not language:
        return NoCode(Reason("other-language", f"code for {runtime.value} isn't read yet"), runtime.span)
    named = _handler(function.at("Handler"), language)
    if isinstance(named, NoCode):
        return named
    module, name = named
    code = function.code
    literal = fields_of(code).value("ZipFile")
    if not isinstance(literal, Absent):
        return _in_template(function, literal, language, named, root)
    if isinstance(code, Absent) and not asset_of(function.resource, "Code"):
        folder = _folder(Known("."), function.resource, root, "where its code is")  # as the command lines take it
        if not (isinstance(folder, str) and any(root.exists(_joined(folder, module, e)) for e in FILES[language])):
            return NoCode(Reason(ELSEWHERE, "the template doesn't say where its code is"), code.span)
    else:
        folder = code_folder(function, root)
    if isinstance(folder, Reason):
        return NoCode(folder, code.span)
    build = _metadata(function.resource)
    place = Place(
        language,
        folder,
        module,
        name,
        entries=tuple(_entries(build)),
        built=language == "javascript" or build.value("BuildMethod") == Known("makefile"),
    )
    archive = archive_of(folder)
    if archive and not root.exists(archive):
        return NoCode(Reason("no-code", f"there is no file {archive}"), code.span)
    if not archive and not root.is_folder(folder):  # as where a template is checked by itself
        return NoCode(Reason("no-code", f"there is no folder {folder}"), code.span)
    return place


def _in_template(
    function: Function, literal: Value, language: str, named: tuple[str, str], root: Root
) -> Place | NoCode:
    module, name = named
    if not isinstance(literal, Known) or not isinstance(literal.value, str) or literal.span is None:
        return _why(literal, "its code in the template")
    if module != STEM:
        text = f"code that stands in a template is the module {STEM}, and its handler is in {module}"
        return NoCode(Reason("missing-handler", text), function.at("Handler").span)
    folder = posixpath.join(inside_of(_beside(function.resource, root)), function.resource.id)
    return Place(language, folder, module, name, text=literal)


def _handler(value: Value, language: str) -> tuple[str, str] | NoCode:
    """The module that a handler is in, as a path, and its name there."""
    if not isinstance(value, Known) or not isinstance(value.value, str):
        return _why(value, "its handler")
    module, dot, name = value.value.rpartition(".")
    if not dot or not module or not name:
        text = f"its handler is {value.value!r}, which names no function of a module"
        return NoCode(Reason("odd-handler", text), value.span)
    return posixpath.normpath(module.replace(".", "/") if language == "python" else module), name


def code_folder(function: Function, root: Root) -> str | Reason:
    """The folder, or the archive as a folder, that a function's code lies in; why that isn't known, or it isn't
    here."""
    asset = asset_of(function.resource, "Code")
    code = Known(asset, function.code.trail) if asset else function.code
    if isinstance(code, Known) and isinstance(code.value, Fields):
        if not isinstance(code.value.value("ZipFile"), Absent):
            return Reason("code-in-template", "its code stands in the template")
        return Reason(ELSEWHERE, "its code lies in a bucket")
    if isinstance(code, Absent):
        return Reason(ELSEWHERE, "the template doesn't say where its code is")
    return _folder(code, function.resource, root, "where its code is")


def _folder(told: Value, resource: Resource, root: Root, what: str) -> str | Reason:
    """The folder that a template tells, or the archive as one; that of a file, if it is neither."""
    if not isinstance(told, Known) or not isinstance(told.value, str):
        return _why(told, what).reason
    if "://" in told.value:
        return Reason(ELSEWHERE, "its code lies in a bucket")
    try:
        found = root.inside(root.join(_beside(resource, root), told.value))
    except ReadingError as error:
        return Reason(error.code, f"its code: {error.text}")
    if is_archive(found) and not root.is_folder(found):
        return inside_of(found)
    if root.exists(found):
        found = posixpath.dirname(found)
    return "" if found == "." else found


def _beside(resource: Resource, root: Root) -> str:
    """The template that a resource stands in, as a path of the scanned folder."""
    return resource.head.path.removeprefix(root.show("")) if resource.head is not None else ""


def _metadata(resource: Resource) -> Fields:
    return fields_of(resource.attributes.value("Metadata"))


def _entries(metadata: Fields) -> Iterator[str]:
    """What esbuild's entry points are, which the handler's file is made of."""
    for value in listed(fields_of(metadata.value("BuildProperties")).value("EntryPoints")):
        if isinstance(value, Known) and isinstance(value.value, str):
            yield value.value


def _layers(function: Function, study: Study, root: Root) -> Iterator[str | Reason]:
    """The folders of the application's own layers; why one isn't at hand."""
    for value in listed(function.at("Layers")):
        layer = study.named(value)
        if layer is None or layer.type != "AWS::Lambda::LayerVersion":
            continue
        asset = asset_of(layer, "Content")
        content = Known(asset) if asset else Subject(layer, function.world).at("Content")
        if isinstance(content, Known) and isinstance(content.value, Fields):
            continue  # in a bucket, as a layer of somebody else's is
        if isinstance(content, Absent) and "Account" in layer.attributes.names():
            yield Reason(ELSEWHERE, f"its layer {layer.name}: the code of layers isn't brought from an account")
            continue
        found = _folder(content, layer, root, "where it is")
        if isinstance(found, str) and not (root.exists(archive_of(found)) or root.is_folder(found)):
            found = Reason("no-code", f"there is no {archive_of(found) or found}")
        yield found if isinstance(found, str) else Reason(found.code, f"its layer {layer.name}: {found.text}")


# -- images


def _in_image(function: Function, root: Root) -> Place | NoCode:
    """The code of an image that is built from a Dockerfile of the application."""
    metadata = _metadata(function.resource)
    asset = asset_of(function.resource, "Code.ImageUri")
    told = Known(asset) if asset else metadata.value("DockerContext")
    file = metadata.value("aws:asset:dockerfile-path" if asset else "Dockerfile")
    code = function.at("Code").span
    if isinstance(told, Absent):
        live = "Account" in function.resource.attributes.names()
        why = "which isn't looked into" if live else "and the template doesn't say what that is built from"
        return NoCode(Reason(ELSEWHERE, f"its code is in an image, {why}"), code)
    context = _folder(told, function.resource, root, "what its image is built from")
    if isinstance(context, Reason):
        return NoCode(context, code)
    name = str(file.value) if isinstance(file, Known) else "Dockerfile"
    commands = listed(function.at("ImageConfig.Command"))
    try:
        image = image_of(root.read(posixpath.join(context, name)).text)
    except ReadingError as error:
        if not commands:
            return NoCode(Reason(error.code, f"{name}: {error.text}"), code)
        image = Image("", "", ())
    command = next(iter(commands), Known(image.command))
    if command == Known(""):
        text = "neither the template nor the Dockerfile names a handler"
        return NoCode(Reason("code-unknown", text), function.head)
    return _copied(image, context, command, root)


def _copied(image: Image, context: str, command: Value, root: Root) -> Place | NoCode:
    """The place of an image's handler: in the language of what it is made from, or of the file that is there."""
    for language in (image.language,) if image.language else tuple(LANGUAGES.values()):
        named = _handler(command, language)
        if isinstance(named, NoCode):
            return named
        module, name = named
        files = tuple(module + ending for ending in FILES[language])
        folder = folder_of(image, context, files, root.exists)
        if image.language or any(root.exists(posixpath.join(folder, file)) for file in files):
            return Place(language, folder, module, name, built=True)
    return NoCode(Reason("other-language", "the language of its image isn't one that is read yet"), None)


def _joined(folder: str, module: str, end: str) -> str:
    return posixpath.normpath(posixpath.join(folder, module + end))


def _why(value: Value, what: str) -> NoCode:
    reason = getattr(value, "reason", None)
    text = reason.text if isinstance(reason, Reason) else "nothing tells it"
    return NoCode(Reason("code-unknown", f"{what} isn't known: {text}"), value.span)
