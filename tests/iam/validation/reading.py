"""Cases as documents and as policies."""

import json

from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Policy
from hauberk.iam.validation import Problem, holders, validate
from hauberk.reading.json import read_json
from hauberk.reading.source import Source
from tests.iam.validation.cases import Case


def document(case: Case) -> bytes:
    """The case as JSON."""
    whole = {"Version": case.version, "Statement": case.statements}
    return json.dumps({name: value for name, value in whole.items() if value != ""}, ensure_ascii=False).encode()


def policy(case: Case) -> Policy:
    """The case as a policy."""
    parsed = parse(read_json(Source("policy.json", document(case))), kind=case.kind)
    assert parsed.policy is not None, parsed.faults
    return parsed.policy


def problems(case: Case, *, told: bool = True, steps: int = 200_000) -> tuple[Problem, ...]:
    """What is wrong with a case; ``told`` says whether the document is told."""
    tree = read_json(Source("policy.json", document(case)))
    holder = holders()[case.holder] if case.holder else None
    return validate(policy(case), case.kind, holder, tree if told else None, steps=steps)
