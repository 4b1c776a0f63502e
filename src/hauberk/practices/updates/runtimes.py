"""Runtimes whose end is near, and updates that are held back."""

from datetime import date, timedelta

from hauberk.facts.runtimes import runtimes
from hauberk.model.compute import Function, Layer
from hauberk.model.policies import pattern_text
from hauberk.model.subject import listed
from hauberk.model.values import Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_among
from hauberk.practices.control import control
from hauberk.practices.execution.runtimes import runtime_of
from hauberk.study.study import Study

NEAR = timedelta(days=180)


@control("runtime-near-end", practice=19, severity=LOW, subject=Function)
def runtime_near_end(function: Function, study: Study) -> Verdict:
    """A function's runtime ends within half a year.

    After its deprecation a runtime gets no patches. Half a year is what moving a function with its dependencies takes,
    with testing and a release.

    Attack: the day comes, the migration doesn't, and the next flaw stays open.

    Safe when: the function is retired before that day.

    Fix: plan the move to a current runtime now.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    """
    name = runtime_of(function)
    if isinstance(name, Verdict):
        return name
    runtime = runtimes().get(name)
    if runtime is None:
        return not_applicable("deprecated-runtime asks about it")
    if not runtime.deprecated:
        return satisfied()
    end = date.fromisoformat(runtime.deprecated)
    if end <= study.today:
        return not_applicable("deprecated-runtime says it")
    if end - study.today <= NEAR:
        return violated(function.runtime.says(f"{name} gets no patches after {runtime.deprecated}"))
    return satisfied()


@control("runtime-updates-frozen", practice=19, severity=MEDIUM, subject=Function)
def runtime_updates_frozen(function: Function, study: Study) -> Verdict:
    """A function's runtime isn't patched by itself.

    With Manual a function stays on one version of its runtime until someone changes the template; with FunctionUpdate
    until the next deployment. Patches of the system and the language wait meanwhile.

    Attack: a flaw in the language is patched everywhere but here.

    Safe when: a runtime version broke the function; go back to Auto when that is mended.

    Fix: set UpdateRuntimeOn to Auto, or leave RuntimeManagementConfig out.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html
    """
    return must_be_among(function.runtime_updates, ("Auto",), "patches of the runtime wait for someone to ask for them")


@control("layer-for-ended-runtimes", practice=19, severity=LOW, subject=Layer)
def layer_for_ended_runtimes(layer: Layer, study: Study) -> Verdict:
    """A layer is for runtimes that get no patches.

    A layer whose runtimes are all past their end keeps functions on them, and was likely built with packages of the
    same age.

    Attack: the layer's packages have flaws that were found since.

    Safe when: no function uses it any more.

    Fix: build the layer for current runtimes.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    """
    if isinstance(layer.runtimes, Unknown):
        return unknown(layer.runtimes)
    ended = []
    values = list(listed(layer.runtimes))
    for value in values:
        if isinstance(value, Unknown):
            return unknown(value)
        runtime = runtimes().get(pattern_text(value) or "")
        if runtime is None or not runtime.deprecated or runtime.deprecated > study.today.isoformat():
            return satisfied()
        ended.append(runtime.name)
    if not values:
        return not_applicable("it doesn't say for which runtimes it is")
    return violated(layer.runtimes.says(f"{', '.join(ended)}: none of these gets patches any more"))


CONTROLS = (runtime_near_end, runtime_updates_frozen, layer_for_ended_runtimes)
