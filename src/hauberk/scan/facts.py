"""The facts that come with Hauberk and age: their names and dates, for every report."""

import re
from collections.abc import Iterator

import hauberk
from hauberk.facts.bundled import bundled
from hauberk.model.ledger import Fact
from hauberk.model.regex import regex

_FILES = (
    ("Lambda runtimes", "facts/runtimes.json"),
    ("ended services", "facts/services.json"),
    ("SAM connectors", "sources/sam/connectors.json"),
    ("SAM policy templates", "sources/sam/policy_templates.json"),
    ("managed policies", "sources/sam/managed_policies.json"),
)
_IAM_FILES = (
    ("IAM condition keys", "iam/catalogue/keys.json"),
    ("IAM dependent actions", "iam/catalogue/dependents.json"),
    ("SDK clients", "iam/catalogue/clients.json"),
    ("SDK operations", "iam/catalogue/operations.json"),
    ("sizes of policies", "iam/validation/holders.json"),
    ("needs of functions", "iam/lambda_needs.toml"),
    ("unsigned requests", "iam/unsigned.json"),
    ("ways to gain permissions", "iam/escalation/methods.toml"),
)
_CODE_FILES = (
    ("SDK helpers", "code/sdk/helpers.toml"),
    ("SDK resources", "code/sdk/boto.json"),
    ("calls of facts", "code/facts/calls.toml"),
    ("calls that ask for more", "study/needs/phrases.toml"),
    ("dangerous calls", "code/weaknesses/sinks.toml"),
    ("frameworks of handlers", "code/handlers/frameworks.toml"),
    ("libraries for JavaScript", "code/knowledge/javascript.toml"),
    ("libraries for Python", "code/knowledge/python.toml"),
    ("resources of calls", "study/needs/places.toml"),
)
_HEAD = 400
_DATE = regex(r'(?:"date":|^date =) *"(\d{4}-\d{2}-\d{2})"', re.MULTILINE)
"""As JSON has it, and TOML."""


def facts(iam: bool = False, code: bool = False) -> Iterator[Fact]:
    """Each set of facts with its date, which stands at the beginning of its file; those of IAM, and those that code is
    followed by, where they were used."""
    for name, file in (*_FILES, *(_IAM_FILES if iam else ()), *(_CODE_FILES if code else ())):
        found = _DATE.search(bundled(hauberk.__file__, file, _HEAD))
        assert found is not None, f"{file} has no date"
        yield Fact(name, found[1])
    if iam:
        from hauberk.iam import managed
        from hauberk.iam.catalogue.services import dated

        yield Fact("documents of managed policies", managed.dated())
        yield Fact("IAM actions", dated().isoformat())
