"""Files that the AWS CDK uploads beside a template: nested stacks' templates, and the code of functions and layers.

A nested stack's ``TemplateURL``, and a function's code, point into a bucket that is only known at deployment. What goes
there is told twice: in the resource's metadata (:mod:`hauberk.model.assets`), unless that is switched off, and in the
asset manifest (``AssetManifest`` of @aws-cdk/cloud-assembly-schema, 2026-11).
"""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.model.values import Known, Pattern, Value
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.nodes import Mapping, Node, Scalar

_TEMPLATE, _MANIFEST = ".template.json", ".assets.json"


class Upload(NamedTuple):
    """A file that is uploaded as it is, or a folder as an archive: its path in the root, and the object keys that it
    gets."""

    path: str
    keys: tuple[str, ...]
    packed: bool = False


def uploads_of(root: Root, base: str, manifest: str, budget: Budget = DEFAULT_BUDGET) -> tuple[Upload, ...]:
    """What an asset manifest, named in the file ``base``, has uploaded; nothing if it isn't one."""
    try:
        path = root.join(base, manifest)
        files = _under(read_document(root.read(path, budget), budget).root, "files")
    except ReadingError:
        return ()
    return tuple(_uploads(root, path, files))


def _uploads(root: Root, manifest: str, files: Node | None) -> Iterator[Upload]:
    for _, asset in files.entries.values() if isinstance(files, Mapping) else ():
        source, destinations = _under(asset, "source"), _under(asset, "destinations")
        name = _text(_under(source, "path"))
        packaging = _text(_under(source, "packaging"))
        if not name or packaging not in ("", "file", "zip"):
            continue
        places = destinations.entries.values() if isinstance(destinations, Mapping) else ()
        keys = tuple(key for _, place in places if (key := _text(_under(place, "objectKey"))))
        try:
            yield Upload(root.join(manifest, name), keys, packaging == "zip")
        except ReadingError:
            continue


def manifest_beside(template: str) -> str:
    """The asset manifest that the CDK writes beside a stack's template; empty if the template isn't named so."""
    stem = template.rpartition("/")[2].removesuffix(_TEMPLATE)
    return f"{stem}{_MANIFEST}" if template.endswith(_TEMPLATE) else ""


def uploaded_to(where: Value, uploads: tuple[Upload, ...]) -> str:
    """The file, as a path of the root, whose object key ends a URL; empty if there is none."""
    end = where.value if isinstance(where, Known) else where.parts[-1] if isinstance(where, Pattern) else ""
    if not isinstance(end, str):
        return ""
    files = (upload for upload in uploads if not upload.packed)
    return next((upload.path for upload in files if any(end.endswith(f"/{key}") for key in upload.keys)), "")


def _under(node: Node | None, name: str) -> Node | None:
    return node.get(name) if isinstance(node, Mapping) else None


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
