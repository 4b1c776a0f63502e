"""Intrinsic functions: templates with the outline of one and anything in its places, drawn from the fuzzer's bytes."""

from hypothesis import HealthCheck, given, settings

from tests.fuzz import template
from tests.sources.cloudformation.templates import ODD, Data, written


@settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(ODD)
def survives(odd: Data) -> None:
    """Checks the template in both ways of writing it."""
    template.one_input(written(odd, short=False).encode())
    template.one_input(written(odd, short=True).encode())


one_input = survives.hypothesis.fuzz_one_input  # type: ignore[attr-defined]
"""Takes bytes as the choices of which a template is made; raises for what no template may do."""
