"""What other checkers call the same thing, from ``coverage.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache

from hauberk.facts.bundled import bundled

SHOWN = ("security_hub", "config", "cis", "checkov", "prowler")
"""The peers whose ids people carry into reports and tickets."""


@cache
def _by_control() -> Mapping[str, tuple[str, ...]]:
    coverage = tomllib.loads(bundled(__file__, "coverage.toml"))
    found: dict[str, list[str]] = {}
    for peer in SHOWN:
        of_peer: dict[str, list[str]] = {}
        for rule, answer in coverage[peer]["rules"].items():
            for control in answer if isinstance(answer, list) else ():
                of_peer.setdefault(control, []).append(rule)
        for control, rules in of_peer.items():
            found.setdefault(control, []).append(f"{coverage[peer]['name']}: {', '.join(rules)}")
    return {control: tuple(lines) for control, lines in found.items()}


@cache
def _by_rule(peer: str) -> Mapping[str, tuple[str, ...]]:
    rules = tomllib.loads(bundled(__file__, "coverage.toml"))[peer]["rules"]
    return {rule: tuple(answer) for rule, answer in rules.items() if isinstance(answer, list)}


def same_question(peer: str, rule: str) -> tuple[str, ...]:
    """The controls that ask what a rule of a peer asks, by the peer's key in ``coverage.toml`` (``security_hub``)."""
    return _by_rule(peer).get(rule, ())


def equivalents(control: str) -> tuple[str, ...]:
    """A line per peer that asks the same or part of it, as ``Checkov: CKV_AWS_1, CKV_AWS_2``."""
    return _by_control().get(control, ())
