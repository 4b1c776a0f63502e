"""What functions run in the account: nothing. Code that a template holds itself is packed as it stands there; for any
other, a package of one empty file stands, until it is uploaded. Nobody invokes either.
"""

import io
import zipfile
from typing import Any

from hauberk.study.code.literal import STEM

PACKAGE = bytes.fromhex(
    "504b0304140000000000000021000000000000000000000000000600000061"
    "70702e7079504b010214031400000000000000210000000000000000000000"
    "00000600000000000000000000008001000000006170702e7079504b050600"
    "00000001000100340000002400000000000000"
)  # fmt: skip
"""A zip archive with an empty ``app.py``."""


_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can tell: the same code is the same archive."""


def sent(code: Any, runtime: str = "") -> dict[str, Any]:
    """The code that is sent for a function's ``Code``: an image by its name, what the template itself holds, else
    :data:`PACKAGE`."""
    if isinstance(code, dict) and code.get("ImageUri"):
        return {"ImageUri": code["ImageUri"]}
    if isinstance(code, dict) and isinstance(code.get("ZipFile"), str):
        return {
            "ZipFile": packed({f"{STEM}.{'js' if runtime.startswith('nodejs') else 'py'}": code["ZipFile"].encode()})
        }
    return {"ZipFile": PACKAGE}


def packed(files: dict[str, bytes]) -> bytes:
    """An archive of files by their names."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packing:
        for name, data in files.items():
            packing.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return into.getvalue()
