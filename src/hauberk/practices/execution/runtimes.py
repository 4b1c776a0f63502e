"""Runtimes past their end."""

from hauberk.facts.runtimes import runtimes
from hauberk.model.compute import Function
from hauberk.model.values import Absent, Reason
from hauberk.model.verdict import HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import plain
from hauberk.practices.control import control
from hauberk.study.study import Study


def runtime_of(function: Function) -> str | Verdict:
    """The name of a function's runtime, or what is to be said where there is none or it isn't known."""
    if isinstance(function.runtime, Absent):
        return not_applicable("it is an image, which brings its own runtime")
    known, name = plain(function.runtime)
    return str(name) if known else unknown(function.runtime)


@control("deprecated-runtime", practice=13, severity=HIGH, subject=Function)
def deprecated_runtime(function: Function, study: Study) -> Verdict:
    """A function's runtime gets no patches any more.

    After a runtime's deprecation AWS patches neither its system nor its language; later functions with it can't be
    created, and then not even updated.

    Attack: a flaw in the language, long known and long patched elsewhere, stays open in this function.

    Safe when: never for long; each month adds to what is known.

    Fix: move to a current runtime, and try the function there first.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-2
    """
    name = runtime_of(function)
    if isinstance(name, Verdict):
        return name
    runtime = runtimes().get(name)
    if runtime is None:
        return unknown(
            Reason("unknown-runtime", f"{name} isn't a runtime that Hauberk knows"), function.runtime.says("")
        )
    today = study.today.isoformat()
    if runtime.deprecated and runtime.deprecated <= today:
        blocked = runtime.blocked and runtime.blocked <= today
        more = ", and functions with it can't be updated any more" if blocked else ""
        return violated(function.runtime.says(f"{name} has had no patches since {runtime.deprecated}{more}"))
    return satisfied()


CONTROLS = (deprecated_runtime,)
