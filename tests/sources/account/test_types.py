"""What controls look at is read, or the documents say that it isn't, and nothing is said of it."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from hauberk.practices import all_controls
from hauberk.practices.needs import needed_by
from hauberk.sources.account.planning import ALL_READS
from tests.sources.account.services.recorded import of_account, recorded

PAGE = Path(__file__).parents[3] / "docs/stores.md"
READ = frozenset(fact.partition(".")[0] for read in ALL_READS for fact in read.facts)
OURS = "Account::Region"
"""What every application of an account has, whatever was read."""
NEEDS = {control.name: needed_by(control.name) for control in all_controls()}


def types(facts: Iterable[str]) -> frozenset[str]:
    return frozenset(fact.partition(".")[0] for fact in facts)


def told() -> list[frozenset[str]]:
    """The types of each bullet: told under another type, in templates alone, and not read."""
    section = PAGE.read_text(encoding="utf-8").partition("## What isn't read")[2]
    return [frozenset(re.findall(r"`(\w+::[\w:]+)`", bullet)) for bullet in section.split("\n- ")[1:]]


def test_the_documents_tell_of_all_that_is_not_read() -> None:
    asked = types(fact for needs in NEEDS.values() for fact in (*needs.lists, *needs.asks))
    otherwise, templates, unread = told()
    assert len(otherwise) + len(templates) + len(unread) == len(otherwise | templates | unread)
    assert otherwise | templates | unread == asked - READ - {OURS}


def test_no_verdict_on_what_is_read_hangs_on_what_is_not() -> None:
    """Else it would have to be unknown in every account."""
    unread = told()[2]
    hanging = {
        (name, about, type_)
        for name, needs in NEEDS.items()
        for about in needs.hangs
        if about in READ
        for type_ in needs.hangs[about]
        if type_ in unread
    }
    assert hanging == set()


@pytest.mark.parametrize("name", sorted(name for name, needs in NEEDS.items() if types(needs.lists) & told()[2]))
def test_a_control_says_nothing_good_of_what_is_not_read(name: str) -> None:
    """In an account in which nothing was found that is read, there is nothing that it is satisfied with."""
    assert not {"satisfied", "violated"} & set(of_account(recorded(), name).get(name, ()))
