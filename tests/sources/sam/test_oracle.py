"""Our own templates, read natively and as the reference translator has them, are the same application."""

from pathlib import Path

import pytest

from hauberk.model.values import Known, Value, walk
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from tests.oracle.sam import check

TEMPLATES = sorted((Path(__file__).parent / "templates").glob("*.yaml"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_native_reading_agrees(path: Path) -> None:
    outcome = check(path)
    assert not outcome.refused
    assert not outcome.crash
    assert [(d.path, d.ours, d.theirs) for d in outcome.differences] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_what_is_made_points_into_the_template(path: Path) -> None:
    """Every value of a derived resource has a trail inside the file; so has the resource itself."""
    application = read_application(Root(path.parent), path.name)
    size = path.stat().st_size
    lost: list[str] = []
    for resource in application.resources.values():
        assert resource.head is not None
        values = walk(Known(resource.properties, (resource.head,)))
        lost.extend(f"{resource.id}: {value!r}"[:200] for _, value in values if not _inside(value, size))
    assert lost == []


def _inside(value: Value, size: int) -> bool:
    return bool(value.trail) and all(0 <= span.start <= span.end <= size for span in value.trail)
