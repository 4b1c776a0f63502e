"""Writes the questions of ``benchmarks/iam.py``: pairs of policies, and the same as solvers take them.

    python questions.py PAIRS SEED

A line for each pair. Half are policies that AWS manages, each against one that speaks of the same service; half a
managed policy against an edited one, as a review has them: a statement is left out, an action narrowed, a resource
spelt out, a condition or a Deny added. Statements with policy variables, qualifiers or operators on numbers, dates and
addresses are left out: the encodings lack them. Some of AWS's own principal keys are left out as well, since we know
more of them than a solver is told.

What solvers get is more than half of the work: actions are grouped by the statements that hold them, and patterns are
taken apart into texts and wildcards, a wildcard with whether it may take a colon. Beside the groups they get the
patterns of actions, for the encoding that takes an action as a text.
"""

import copy
import json
import random
import sys
from collections.abc import Iterator
from typing import Any

from hauberk.iam import managed
from hauberk.iam.algebra.actions import bits
from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.machine import Letters
from hauberk.iam.algebra.principals import KEYS
from hauberk.iam.algebra.rows import Reading, row_of
from hauberk.iam.algebra.search import universe_of
from hauberk.iam.catalogue import actions
from hauberk.iam.containment import excess
from hauberk.iam.language.operators import Family, Qualifier
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Kind, Policy, Test
from hauberk.iam.language.text import Glob
from hauberk.model.values import Known

Plain = dict[str, Any]

_FAMILIES = {
    Family.STRING: ("text", Reading.PLAIN),
    Family.LIKE: ("text", Reading.PLAIN),
    Family.STRING_IGNORE_CASE: ("text", Reading.FOLDED),
    Family.ARN: ("text", Reading.ARN),
    Family.BOOL: ("truth", Reading.FOLDED),
    Family.NULL: ("null", Reading.PLAIN),
}


def read(statements: list[Plain]) -> Policy:
    """A policy of some statements."""
    text = json.dumps({"Version": "2012-10-17", "Statement": statements})
    policy = parse(Known(text), name="p", kind=Kind.IDENTITY).policy
    assert policy is not None
    return policy


def encodable(policy: Policy) -> bool:
    """Whether the solvers' encodings have all that a policy says."""
    globs = [glob for one in policy.statements for glob in one.resources]
    tests = [test for one in policy.statements for test in one.tests]
    globs += [glob for test in tests for glob in test.values]
    return not any(glob.variables for glob in globs) and all(
        test.operator.operator.family in _FAMILIES
        and test.operator.qualifier is Qualifier.NONE
        and test.key not in KEYS
        for test in tests
    )


def listed(value: Any) -> list[Any]:
    """A value that may be one thing or a list."""
    return list(value) if isinstance(value, list | tuple) else [value]


def documents() -> dict[str, list[Plain]]:
    """The statements that can be encoded of every managed policy, by its name."""
    found: dict[str, list[Plain]] = {}
    for path in sorted(managed.paths()):
        name = path.rpartition("/")[2]
        document = managed.document(name)
        assert document is not None
        kept = [dict(one) for one in listed(document["Statement"]) if encodable(read([dict(one)]))]
        if kept and any(one["Effect"] == "Allow" for one in kept):
            found[name] = kept
    return found


def services(statements: list[Plain]) -> set[str]:
    """The services that the statements name."""
    return {text.partition(":")[0] for one in statements for text in listed(one.get("Action", [])) if ":" in text}


def edited(statements: list[Plain], chance: random.Random) -> list[Plain]:
    """The same statements with one edit that narrows them."""
    made = copy.deepcopy(statements)
    allowing = [one for one in made if one["Effect"] == "Allow" and "Action" in one]
    one = chance.choice(allowing or made)
    texts = listed(one.get("Action", []))
    match chance.choice(("fewer actions", "narrower action", "resource", "condition", "deny", "statement")):
        case "fewer actions" if len(texts) > 1:
            texts.pop(chance.randrange(len(texts)))
            one["Action"] = texts
        case "narrower action" if any("*" in text and ":" in text for text in texts):
            at = chance.choice([at for at, text in enumerate(texts) if "*" in text and ":" in text])
            meant = list(actions(texts[at])) or [texts[at]]
            texts[at : at + 1] = chance.sample(meant, min(3, len(meant)))
            one["Action"] = texts
        case "resource" if listed(one.get("Resource", [])) == ["*"] and texts and ":" in texts[0]:
            one["Resource"] = f"arn:aws:{texts[0].partition(':')[0]}:*:111122223333:*"
        case "condition":
            asked = one.setdefault("Condition", {}).setdefault("StringEquals", {})
            asked["aws:RequestedRegion"] = ["eu-west-1", "eu-central-1"]
        case "statement" if len(made) > 1:
            made.remove(one)
        case _:
            denied = chance.choice(texts) if texts else "iam:*"
            made.append({"Effect": "Deny", "Action": denied, "Resource": "*", "Condition": _insecure()})
    return made


def _insecure() -> Plain:
    return {"Bool": {"aws:SecureTransport": "false"}}


def pairs(count: int, seed: int) -> Iterator[tuple[str, list[Plain], list[Plain]]]:
    """Pairs with what they are."""
    chance = random.Random(seed)
    found = documents()
    names = list(found)
    near: dict[str, set[str]] = {}
    for name, statements in found.items():
        for service in services(statements):
            near.setdefault(service, set()).add(name)
    made = 0
    while made < count:
        name = chance.choice(names)
        if made % 2:
            others = sorted({other for service in services(found[name]) for other in near[service]} - {name})
            if not others:
                continue
            other = chance.choice(others)
            yield f"{name} in {other}", found[name], found[other]
        else:
            less = edited(found[name], chance)
            if chance.random() < 0.7:
                yield f"{name}, edited, in itself", less, found[name]
            else:
                yield f"{name} in itself, edited", found[name], less
        made += 1


def spelt(pattern: Glob, reading: Reading) -> list[list[str]] | None:
    """A pattern as texts and wildcards; ``None`` if it matches nothing."""
    row = row_of(pattern, reading)
    if row is None:
        return None
    made: list[list[str]] = []
    for takes, star in row:
        if isinstance(takes, Letters):
            made.append([("some" if star else "one") + ("" if takes is Letters.ALL else " but colon")])
        elif len(takes) > 1:
            made.append(["either", *sorted(map(str, takes))])
        elif made and made[-1][0] == "text":
            made[-1][1] += "".join(map(str, takes))
        else:
            made.append(["text", "".join(map(str, takes))])
    return made


def asked(test: Test) -> Plain:
    """A test, for the solvers."""
    operator = test.operator.operator
    kind, reading = _FAMILIES[operator.family]
    patterns = [row for value in test.values if (row := spelt(value, reading)) is not None]
    return {
        "key": test.key,
        "kind": kind,
        "negated": operator.negated,
        "if exists": test.operator.if_exists,
        "patterns": patterns,
        "null": any(value.literal == "true" for value in test.values),
    }


def statement(box: Box) -> Plain:
    """A statement, for the solvers."""
    return {
        "actions": [spelt(glob, Reading.PLAIN) for glob in box.actions.globs],
        "all but these": box.actions.excepted,
        "resources": [spelt(glob, Reading.RESOURCE) for glob in box.resources.globs],
        "everything": box.resources.everything,
        "excepted": box.resources.excepted,
        "tests": [asked(test) for test in box.tests],
    }


def encoded(one: Policy, other: Policy) -> Plain:
    """The statements, and each group of actions that some statements of each kind hold."""
    first, second = boxes(one), boxes(other)
    kinds = (first.allow, first.deny, second.allow, second.deny)
    every = [box for boxes_ in kinds for box in boxes_]
    universe = universe_of(every)
    groups: dict[tuple[tuple[int, ...], ...], int] = {}
    for prefix in universe.services():
        masks = [[box.actions.mask(prefix, universe) for box in boxes_] for boxes_ in kinds]
        whole = 0
        for mask in masks[0]:
            whole |= mask
        for bit in bits(whole):
            held = tuple(tuple(at for at, mask in enumerate(masks_) if mask >> bit & 1) for masks_ in masks)
            groups[held] = groups.get(held, 0) + 1
    return {"statements": [[statement(box) for box in boxes_] for boxes_ in kinds], "groups": list(groups)}


def main() -> None:
    """Writes."""
    for name, one, other in pairs(int(sys.argv[1]), int(sys.argv[2])):
        first, second = read(one), read(other)
        shown = excess([first], [])
        request = None if shown is None else {**shown.witness._asdict(), "context": dict(shown.witness.context)}
        question = {"name": name, "one": one, "other": other, "encoded": encoded(first, second), "request": request}
        print(json.dumps(question), flush=True)


if __name__ == "__main__":
    main()
