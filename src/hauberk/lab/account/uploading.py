"""Puts the code that lies beside a template into the functions of the account, so that an audit finds it there.

Nothing of it is run: it is packed as it lies there, small folders only.
"""

import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.loss import NOT_EMULATED, Loss
from hauberk.lab.account.provisioning.provision import Held
from hauberk.model.application import Application
from hauberk.model.compute import Function
from hauberk.model.values import Reason
from hauberk.model.world import World
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.study.code.packed import archive_of
from hauberk.study.code.places import code_folder

MAX_BYTES = 5_000_000
"""Bytes of one function's code: what is larger brings other people's packages along, which nobody looks for here."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can tell: the same code is the same archive."""


def upload(application: Application, held: Mapping[str, Held], account: Account, root: Root) -> tuple[Loss, ...]:
    """Replaces the stand-in of each function by its code; what can't be is a loss, with the reason."""
    client = account.client("lambda")
    losses: list[Loss] = []
    for resource in application.of(*Function.TYPES):
        function = Function(resource, World())
        if resource.id not in held:
            continue
        if function.is_image:
            text = "its code is an image, which isn't built"
            losses.append(Loss(resource.id, resource.type, "Code", NOT_EMULATED, text))
            continue
        folder = code_folder(function, root)
        try:
            packed = folder if isinstance(folder, Reason) else packed_of(root, folder)
        except ReadingError as error:
            packed = Reason(error.code, error.text)
        if isinstance(packed, Reason) and packed.code == "code-in-template":
            continue  # it went along with the function
        if isinstance(packed, Reason):
            losses.append(Loss(resource.id, resource.type, "Code", NOT_EMULATED, packed.text))
        else:
            client.update_function_code(FunctionName=held[resource.id].physical, ZipFile=packed)
            _publish_again(client, held[resource.id].physical)
    return tuple(losses)


def _publish_again(client: Any, name: str) -> None:
    """Lets the aliases of published versions lead to one with the code, rather than to one with its stand-in."""
    aliases = [one for one in client.list_aliases(FunctionName=name)["Aliases"] if one["FunctionVersion"].isdecimal()]
    if aliases:
        number = client.publish_version(FunctionName=name)["Version"]
        for one in aliases:
            client.update_alias(FunctionName=name, Name=one["Name"], FunctionVersion=number)


def packed_of(root: Root, folder: str) -> bytes:
    """A folder of the root as an archive; an archive as it is.

    Raises :class:`ReadingError`: ``too-large``, and those of reading.
    """
    archive = archive_of(folder)
    if archive:
        return root.read_bytes(archive)
    into = io.BytesIO()
    size = 0
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packing:
        for path in _files(root, folder):
            data = root.read_bytes(path)
            size += len(data)
            if size > MAX_BYTES:
                raise ReadingError("too-large", f"the code in {folder} is more than {MAX_BYTES:,} bytes")
            name = os.path.relpath(path, folder or ".").replace(os.sep, "/")
            packing.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def _files(root: Root, folder: str) -> Iterator[str]:
    start = f"{folder}/" if folder else ""
    return (one.path for one in root.walk() if one.error is None and not one.folder and one.path.startswith(start))
