"""How a function uses its event, by its code."""

from hauberk.code.usage.used import Used, used
from hauberk.model.compute import Function
from hauberk.model.values import Reason
from hauberk.study.code.places import NoCode
from hauberk.study.study import Study


def use_of(function: Function, study: Study) -> Used | Reason:
    """What a function reads of its event, and what that has to be; why nobody knows."""
    code = study.program(function)
    if isinstance(code, NoCode):
        return code.reason
    return used(code.program, code.lookup, code.path, code.name, study.read)
