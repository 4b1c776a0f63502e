"""Which reader a document is for."""

from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document
from hauberk.reading.source import Source


def read_document(source: Source, budget: Budget = DEFAULT_BUDGET) -> Document:
    """The tree of a YAML or JSON document, told apart by its first character.

    Text that begins like JSON and isn't (YAML's flow style, comments) is read as YAML; if it is neither, the error is
    the one of the format that the file's name claims.
    """
    if source.text.lstrip()[:1] not in ("{", "["):
        return _yaml(source, budget)
    from hauberk.reading.json import read_json

    try:
        return read_json(source, budget)
    except ReadingError as error:
        if error.code != "json-syntax":
            raise
        try:
            return _yaml(source, budget)
        except ReadingError as other:
            raise (error if source.path.lower().endswith(".json") else other) from None


def _yaml(source: Source, budget: Budget) -> Document:
    from hauberk.reading.yaml import read_yaml  # libyaml is loaded for YAML alone

    return read_yaml(source, budget)
