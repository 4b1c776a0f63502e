"""Whether a function that anyone may call asks anything of what it is called with."""

from hauberk.model.api import Route
from hauberk.model.compute import Function
from hauberk.model.given import given
from hauberk.model.values import Annotation, Reason
from hauberk.model.verdict import LOW, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.model.world import World
from hauberk.practices.control import control
from hauberk.practices.validation.requests import validator_of
from hauberk.study.code.findings import span_of
from hauberk.study.study import Study

MADE_OF_TEXT = "evaluated-code"
"""Why code wasn't followed, where that has nothing to do with what was asked before: text was run."""


@control("entry-without-validation", practice=8, severity=LOW, subject=Function)
def entry_without_validation(function: Function, study: Study) -> Verdict:
    """A function that anyone may call takes whatever it is sent.

    A request's body and query are texts that somebody else wrote. A function without an authorizer before it is the
    only one that can ask whether they have the fields, the types and the sizes that its code counts on. This is told
    where its code reads one of them and nothing that was followed asks for anything: no schema, no conversion to a
    number, no comparison, no answer that refuses a request. A validator of the API's counts as well.

    Attack: a body with an object in place of a text, with a field too many, or of ten megabytes goes on into the
    database, and every reader of it has to cope.

    Safe when: the function only hands the text on to something that checks it, as a queue's consumer may.

    Fix: check the request against a schema before anything else (Powertools' parser or validation, pydantic, zod, ajv),
    or let a REST API do it with a request validator and a model.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Input_Validation_Cheat_Sheet.html
    - https://docs.aws.amazon.com/powertools/python/latest/utilities/validation/
    - https://cwe.mitre.org/data/definitions/20.html
    """
    followed = study.code(function)
    if isinstance(followed, Reason):
        return not_applicable("handler-not-found tells what isn't known of its code")
    from hauberk.study.openings import calls

    ways = study.once(calls, function)
    if not ways:
        return not_applicable("nothing in the template lets anyone call it with a request of their own")
    step = followed.unchecked
    if step is None:
        return satisfied()
    if _is_checked_before(function, study):
        return satisfied()
    if followed.doubt is not None and followed.doubt.code != MADE_OF_TEXT:
        return unknown(followed.doubt)
    part = step.says.removesuffix(" is read")
    return violated(
        Annotation(span_of(study, step.site), f"{part} is used as it comes, and nothing asks what it is"), *ways[:2]
    )


def _is_checked_before(function: Function, study: Study) -> bool:
    """Whether a validator stands before each route to a function."""
    from hauberk.study.openings import routes_to

    routes = [seed.see(World(seed.guard)) for seed in routes_to(function, study)]
    return bool(routes) and all(isinstance(one, Route) and given(validator_of(one)) is not False for one in routes)


CONTROLS = (entry_without_validation,)
