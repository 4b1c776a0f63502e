"""The table of what matters names what there is."""

import pytest

from hauberk.model.verdict import Severity
from hauberk.questions.drift.properties import Kind, kinds
from tests.schemas import TYPES, has


@pytest.mark.parametrize(("type_", "kind"), kinds().items(), ids=list(kinds()))
def test_types_and_properties_are_cloudformations(type_: str, kind: Kind) -> None:
    assert type_ in TYPES or type_.startswith("Account::")
    paths = [matter.at for matter in kind.matters]
    assert len(paths) == len(set(paths))
    for path in paths if type_ in TYPES else ():
        assert path.startswith("Account.") or has(type_, path), path
    assert kind.appears in Severity


def test_what_matters_is_told_in_words() -> None:
    for type_, kind in kinds().items():
        for matter in kind.matters:
            assert matter.is_about, type_
            assert matter.is_about[0].islower() or matter.is_about[0].isdigit()
