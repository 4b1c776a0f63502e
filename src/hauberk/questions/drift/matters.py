"""The table of what matters to security when two sides differ, by CloudFormation type."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from hauberk.facts.tables import tables
from hauberk.model.verdict import Severity
from hauberk.questions.drift.values import told


class Matter(NamedTuple):
    """A property that matters: its path, what it is (or are) about, how bad a difference is, and what AWS uses without
    it. What becomes ``good`` or was ``bad``, of which the empty text is what isn't set, is no damage."""

    at: str
    is_about: str
    severity: Severity
    default: Any = None
    unordered: bool = False
    is_plural: bool = False
    good: str | None = None
    bad: str | None = None
    is_shown: bool = True
    """Whether the values may be told: those of variables may be secrets."""
    is_first: bool = False
    """Whether it is told of a new resource; so is what is critical."""

    def is_bad(self, plain: Any) -> bool:
        """Whether a value is the bad one."""
        return self.bad is not None and _word(plain) == self.bad.lower()

    def is_better(self, before: Any, after: Any) -> bool:
        """Whether a change is for the better."""
        return (self.good is not None and _word(after) == self.good.lower()) or (
            self.is_bad(before) and not self.is_bad(after)
        )

    def told(self, plain: Any, names: "dict[str, str] | None" = None) -> str:
        """A value in a sentence."""
        return told(plain, names) or ("none" if self.is_plural else "not set")


def _word(plain: Any) -> str:
    return "" if plain is None else plain.lower() if isinstance(plain, str) else repr(plain)


class Kind(NamedTuple):
    """What matters of a type: what to call its resources, how bad it is that one appears or is gone, and the flag
    without which one counts for nothing, if there is such."""

    word: str
    appears: Severity
    goes: Severity
    matters: tuple[Matter, ...]
    needs: str = ""


@cache
def kinds() -> Mapping[str, Kind]:
    """The types that matter."""
    return {type_: _kind(said) for type_, said in tables(__file__, "matters.toml").items()}


def _kind(said: Mapping[str, Any]) -> Kind:
    matters = (
        Matter(
            one["at"],
            one.get("is") or one["are"],
            Severity(one["severity"]),
            one.get("default"),
            one.get("unordered", False),
            "are" in one,
            one.get("good"),
            one.get("bad"),
            is_first=one.get("first", False),
        )
        for one in said.get("properties", ())
    )
    return Kind(
        said.get("word", ""),
        Severity(said.get("appears", "low")),
        Severity(said.get("goes", "low")),
        tuple(matters),
        said.get("if", ""),
    )
