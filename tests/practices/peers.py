"""The rules of peers that can be installed, read out of their wheels. Nothing of a peer is run or imported.

``HAUBERK_PEERS`` names a folder with the wheels; `tools/test` fetches them there.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

CHECKOV_FOLDERS = ("checkov/cloudformation/checks/", "checkov/serverless/checks/")
PROWLER_FOLDER = "prowler/providers/aws/services/"
PROWLER_METADATA = ".metadata.json"


def wheel(peer: str, version: str) -> Path | None:
    """The wheel of a peer, or ``None`` where nobody fetched any. Raises :class:`FileNotFoundError` if it is missing."""
    folder = os.environ.get("HAUBERK_PEERS", "")
    if not folder:
        return None
    found = next(Path(folder).glob(f"{peer}-{version}-*.whl"), None)
    if found is None:
        raise FileNotFoundError(f"HAUBERK_PEERS has no wheel of {peer} {version}: fetch it as tools/test does")
    return found


def checkov_rules(path: Path) -> set[str]:
    """Checkov's checks of CloudFormation and Serverless templates for AWS."""
    return set(_checkov(path))


def _checkov(path: Path) -> Iterator[str]:
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(CHECKOV_FOLDERS) and name.endswith((".json", ".py", ".yaml", ".yml")):
                text = archive.read(name).decode("utf-8")
                yield from re.findall(r"""(?m)^[^#\n]*\b(?:check_)?id["']?\s*[:=]\s*f?["']?(CKV2?_AWS_\d+)\b""", text)


def prowler_checks(path: Path, services: frozenset[str]) -> set[str]:
    """Prowler's checks of some services of AWS."""
    with ZipFile(path) as archive:
        parts = [name.split("/") for name in archive.namelist() if name.startswith(PROWLER_FOLDER)]
    return {
        part[-1].removesuffix(PROWLER_METADATA)
        for part in parts
        if part[-1].endswith(PROWLER_METADATA) and part[4] in services
    }
