"""Applications in an embedded account, read through the collector and a snapshot's file: each control says of the
account what it says of the template.

The emulator has no call for ``codedeploy:BatchGetDeploymentGroups``, ``elasticache:DescribeServerlessCaches`` and
``redshift-serverless:ListWorkgroups``, and no resources of caches, warehouses, brokers and search domains that it tells
of as AWS does. What controls say of these is proven by recorded shapes in ``test_recorded_stores.py`` alone:
``broker-without-tls``, ``cache-without-tls``, ``code-signing-only-warns``, ``data-store-without-authentication``,
``database-proxy-without-tls``, ``database-without-tls``, ``deployment-without-rollback``,
``deployment-without-rollback-alarm``, ``function-outside-its-stores-vpc``, ``public-layer``,
``search-domain-without-tls``, ``secret-rotated-too-rarely`` and ``weak-tls-policy`` of domains.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import deploy
from hauberk.model.ledger import Entry
from hauberk.practices import all_controls
from hauberk.practices.needs import needs_of
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.reads import Read
from tests.sources.account.services.worlds import TODAY, asked, audited, findings, verdicts

HERE = Path(__file__).parent / "applications"
UNSUPPORTED = ("elasticache:DescribeServerlessCaches", "redshift-serverless:ListWorkgroups")
"""What the emulator answers with an error of its own, after seconds of attempts."""


class Says(NamedTuple):
    """How often a control finds something, and how often it finds everything as it should be."""

    violated: int
    satisfied: int


EXPECTED: Mapping[str, Mapping[str, Says]] = {
    "messages": {
        "alarm-without-action": Says(1, 1),
        "asynchronous-function-without-failure-target": Says(1, 0),
        "data-store-unencrypted": Says(2, 5),
        "data-store-without-customer-key": Says(2, 3),
        "data-store-without-tls": Says(5, 2),
        "dead-letters-without-alarm": Says(1, 1),
        "function-without-error-alarm": Says(0, 1),
        "key-without-rotation": Says(0, 1),
        "log-group-missing": Says(1, 0),
        "permission-without-source": Says(0, 1),
        "plain-http-subscription": Says(0, 2),
        "public-resource-policy": Says(1, 4),
        "queue-gives-up-too-early": Says(1, 1),
        "queue-mapping-without-concurrency-limit": Says(3, 0),
        "queue-visible-too-soon": Says(2, 1),
        "queue-without-redrive": Says(1, 2),
        "resource-policy-with-wildcard-action": Says(1, 2),
        "service-principal-without-source": Says(2, 1),
        "subscription-without-dead-letters": Says(1, 1),
    },
    "stores": {
        "allow-with-not-principal": Says(0, 6),
        "bucket-public-access-block-off": Says(1, 2),
        "bucket-with-public-acl": Says(1, 2),
        "bucket-without-access-logs": Says(1, 1),
        "bucket-without-versioning": Says(1, 2),
        "data-store-unencrypted": Says(2, 2),
        "data-store-without-customer-key": Says(5, 5),
        "data-store-without-tls": Says(2, 1),
        "key-without-rotation": Says(1, 1),
        "log-group-without-customer-key": Says(2, 0),
        "log-group-without-retention": Says(1, 1),
        "public-resource-policy": Says(4, 2),
        "repository-with-mutable-tags": Says(1, 1),
        "repository-without-scan": Says(1, 1),
        "resource-policy-with-wildcard-action": Says(0, 4),
        "secret-without-rotation": Says(2, 0),
        "table-without-point-in-time-recovery": Says(1, 1),
    },
    "events": {
        "alarm-without-action": Says(1, 0),
        "asynchronous-function-without-failure-target": Says(1, 0),
        "dead-letters-without-alarm": Says(0, 1),
        "function-without-error-alarm": Says(1, 0),
        "log-group-missing": Says(0, 1),
        "public-resource-policy": Says(1, 0),
        "rule-target-without-dead-letters": Says(1, 1),
        "secret-in-state-machine": Says(0, 2),
        "state-machine-without-logs": Says(1, 1),
        "state-machine-without-tracing": Says(1, 1),
    },
    "databases": {
        "data-store-unencrypted": Says(1, 1),
        "data-store-without-customer-key": Says(0, 1),
        "database-publicly-accessible": Says(1, 1),
        "database-without-backups": Says(1, 1),
        "database-without-deletion-protection": Says(1, 1),
        "database-without-iam-authentication": Says(1, 1),
        "database-without-log-exports": Says(1, 1),
        "engine-upgrades-off": Says(1, 1),
    },
}
"""What controls say of each application, whether it is read as a template or in an account."""
READS: tuple[Read, ...] = tuple(
    read
    for read in reads_for(fact for controls in EXPECTED.values() for name in controls for fact in needs_of(name))
    if read.api not in UNSUPPORTED
)
"""What is asked for these controls."""
CASES = [(application, control) for application, controls in EXPECTED.items() for control in controls]


@pytest.fixture(scope="module")
def audits(server: Account) -> Mapping[str, tuple[Entry, ...]]:
    """What all controls say of an account each, in which nothing is but one application."""
    found: dict[str, tuple[Entry, ...]] = {}
    for number, name in enumerate(EXPECTED, 400_000_000_001):
        account = server._replace(id=str(number))
        deploy(account, Root(HERE), f"{name}.yaml")
        found[name] = asked(audited(account, READS))
    return found


@cache
def _template(name: str) -> tuple[Entry, ...]:
    return tuple(check_application(Root(HERE), f"{name}.yaml", all_controls(), {}, TODAY).entries)


def _says(entries: tuple[Entry, ...], control: str) -> Says:
    found: Mapping[str, int] = verdicts(entries).get(control, Counter())
    return Says(found.get("violated", 0), found.get("satisfied", 0))


@pytest.mark.parametrize(("application", "control"), CASES)
def test_a_template_says(application: str, control: str) -> None:
    assert _says(_template(application), control) == EXPECTED[application][control]


@pytest.mark.parametrize(("application", "control"), CASES)
def test_the_account_says(application: str, control: str, audits: Mapping[str, tuple[Entry, ...]]) -> None:
    entries = audits[application]
    assert _says(entries, control) == EXPECTED[application][control], findings(entries, control)


@pytest.mark.parametrize("application", EXPECTED)
def test_no_control_finds_in_the_account_what_it_has_not_found_in_the_template(
    application: str, audits: Mapping[str, tuple[Entry, ...]]
) -> None:
    mine, theirs = _template(application), audits[application]
    more = [one for one in EXPECTED[application] if _says(theirs, one).violated > _says(mine, one).violated]
    assert more == []
