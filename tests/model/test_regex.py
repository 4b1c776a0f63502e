"""Regular expressions that wait: they do as compiled ones do, and each one of Hauberk's own compiles."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hauberk
from hauberk.model.regex import METHODS, Late, regex

PATTERNS = (r"(\w+)=(\d*)", r"a|b", r"", r"\s*$")


@given(st.sampled_from(PATTERNS), st.text("ab=1 \n"))
def test_it_finds_what_a_compiled_one_finds(pattern: str, text: str) -> None:
    late, compiled = regex(pattern, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)
    assert late.findall(text) == compiled.findall(text)
    assert late.split(text) == compiled.split(text)
    assert late.sub("-", text) == compiled.sub("-", text)
    for own, other in zip(late.finditer(text), compiled.finditer(text), strict=True):
        assert own.span() == other.span()
    for method in ("match", "fullmatch", "search"):
        own, other = getattr(late, method)(text, 1), getattr(compiled, method)(text, 1)
        assert (own and own.groups()) == (other and other.groups())


def test_it_compiles_when_it_is_first_asked() -> None:
    broken = regex("(")
    assert broken.pattern == "("
    for method in METHODS:
        with pytest.raises(re.error):
            getattr(broken, method)("text")


def test_what_no_pattern_has_is_not_there() -> None:
    assert not hasattr(regex("a"), "compile")


def _own() -> Iterator[tuple[str, Late]]:
    for module in pkgutil.walk_packages(hauberk.__path__, "hauberk."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, Late):
                yield f"{module.name}.{name}", value


def test_every_one_of_hauberk_compiles() -> None:
    found = dict(_own())
    assert len(found) > 100
    for late in found.values():
        re.compile(late.pattern, late.flags)
