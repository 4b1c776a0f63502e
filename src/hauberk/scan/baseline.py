"""Findings that are known already: a file of fingerprints, which survive moved lines."""

import json
import os
from collections.abc import Container, Iterable
from typing import Any

from hauberk.model.ledger import Entry, Ledger, Suppression
from hauberk.model.secrets import mask
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.nodes import Mapping, Scalar, Sequence

SCHEMA = "2"


class BaselineError(Exception):
    """A baseline that can't be used; the text says why."""


def write_baseline(ledger: Ledger) -> str:
    """The file for a ledger's findings: sorted, so that it changes only where findings do."""
    findings: list[dict[str, Any]] = [
        {
            "fingerprint": entry.fingerprint,
            "control": entry.control,
            "application": mask(entry.identity.file),
            "subject": mask(entry.subject),
        }
        for entry in sorted(ledger.findings(), key=lambda entry: (entry.identity.file, entry.control, entry.subject))
    ]
    return json.dumps({"schema": SCHEMA, "findings": findings}, indent=1, ensure_ascii=False) + "\n"


def read_baseline(file: str) -> dict[str, str]:
    """The controls of a baseline's findings, by their fingerprints. Raises :class:`BaselineError`."""
    folder, name = os.path.split(file)
    try:
        root = read_document(Root(folder or ".").read(name)).root
    except ReadingError as error:
        raise BaselineError(f"{file}: {error.text}") from None
    findings = root.get("findings") if isinstance(root, Mapping) else None
    schema = root.get("schema") if isinstance(root, Mapping) else None
    if not isinstance(findings, Sequence) or not isinstance(schema, Scalar) or schema.text != SCHEMA:
        raise BaselineError(f"{file} isn't a baseline of this version; write one with `hauberk baseline`")
    told = [(item.get("fingerprint"), item.get("control")) for item in findings.items if isinstance(item, Mapping)]
    return {
        fingerprint.text: control.text if isinstance(control, Scalar) else ""
        for fingerprint, control in told
        if isinstance(fingerprint, Scalar)
    }


def apply_known(entries: Iterable[Entry], known: Container[str], how: str, reason: str) -> tuple[Entry, ...]:
    """The entries with those switched off whose fingerprint is known."""
    return tuple(
        entry._replace(suppressed=Suppression(how, reason)) if entry.counts and entry.fingerprint in known else entry
        for entry in entries
    )
