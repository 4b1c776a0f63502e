"""Applications in one account, of which one read after the other is denied: no verdict becomes another one.

Each call of a read by itself is denied where ``HAUBERK_EVERY_CASE`` is set, which takes some minutes.
"""

import os

from hauberk.lab.account.deploying import deploy
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.sources.account.planning import ALL_READS
from tests.account.meaning.desk import Desk
from tests.account.meaning.test_applications import APPLICATIONS
from tests.sources.account.denying import wrong

FACTS = frozenset(fact for read in ALL_READS if not read.wished for fact in read.facts)
_UNREADABLE = "graphql"
"""The emulator has no data sources of AppSync, so that of no function all callers are known beside such an API."""
READ_AT_LEAST = 70
"""Reads that have something to tell of these applications."""


def test_what_is_denied_makes_a_verdict_unknown_or_leaves_it_as_it_is(desk: Desk) -> None:
    with desk.account() as account:
        for path in (path for name, path in APPLICATIONS.items() if name != _UNREADABLE):
            deploy(account, Root(path.parent), path.name)
        snapshot = desk.snapshot(account, FACTS)
    told = {made.api for made, answer in snapshot.answers.items() if getattr(answer, "content", None)}
    assert len(told) > READ_AT_LEAST
    singly = bool(os.environ.get("HAUBERK_EVERY_CASE"))
    assert list(wrong(snapshot, all_controls(), singly=singly)) == []
