"""YAML: any bytes end in a tree whose nodes are in their places, or in a reason; its comments are outside scalars."""

from hauberk.reading.comments import comments
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from hauberk.reading.yaml import read_yaml
from tests.fuzz import check_reason
from tests.reading.trees import misplaced, scalars


def one_input(data: bytes) -> None:
    """Reads ``data``; raises for what no file may do."""
    try:
        source = Source("t.yaml", data)
        document = read_yaml(source)
    except ReadingError as error:
        check_reason(error, len(data))
        return
    assert misplaced(document) == []
    values = sorted((scalar.start, scalar.end) for scalar in scalars(document.root))
    for comment in comments(source):
        place = comment.span
        assert data[place.start : place.start + 1] == b"#"
        assert comment.line == source.line_column(place.start)[0] <= comment.about
        holders = [data[start:end] for start, end in values if start <= place.start < end]
        assert all(holder[:1] in b"!&|>" for holder in holders), (comment, holders)
