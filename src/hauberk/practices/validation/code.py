"""Hostile data that becomes code."""

from hauberk.model.verdict import CRITICAL, Verdict
from hauberk.practices.control import control
from hauberk.study.code.reached import Reached, reached
from hauberk.study.study import Study


@control("code-injection", practice=8, severity=CRITICAL, subject=reached("code-injection"))
def code_injection(place: Reached, study: Study) -> Verdict:
    """An event is run as code.

    ``eval``, ``exec``, ``new Function`` and their like run whatever text they are given, with everything that the
    function holds: its environment, its credentials, its files. No list of forbidden words makes such a text harmless,
    and neither does Node.js's vm: it is no sandbox.

    A module that is imported by a name from the event counts too: what is loaded runs. So does a function that a name
    from the event chooses in a module, in a client of AWS or among all names (``getattr(os, name)``,
    ``globals()[name]``, ``fs[name]``); a table of the application's own functions is the way to choose one.

    Attack: the text ``__import__('os').environ`` is answered with the credentials of the function's role.

    Safe when: the value can only be one of a few that the code names, or is a number.

    Fix: parse what is expected (``ast.literal_eval``, ``JSON.parse``, a small grammar of your own), and choose what is
    called from a table of names.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Injection_Prevention_Cheat_Sheet.html
    - https://nodejs.org/api/vm.html
    - https://cwe.mitre.org/data/definitions/94.html
    """
    return place.judged(study, "{what} runs {source} as code")


@control("template-injection", practice=8, severity=CRITICAL, subject=reached("template-injection"))
def template_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes the text of a template.

    A template is a program: its language reads attributes, calls functions and goes through loops. Data that is given
    to a template is harmless; data that is the template, or a part of its text, is code.

    Python's ``format`` is a small template language too: a text such as ``{0.__class__}`` walks from any object that it
    is given to others.

    Attack: a greeting of ``{{ cycler.__init__.__globals__.os.popen('env').read() }}`` sends the environment back.

    Safe when: the caller may only choose among templates of the application, by name.

    Fix: keep the template's text in the code or a file of it, and hand the event's values to it as variables.

    References:
    - https://owasp.org/www-project-web-security-testing-guide/stable/4-Web_Application_Security_Testing/07-Input_Validation_Testing/18-Testing_for_Server-side_Template_Injection
    - https://cwe.mitre.org/data/definitions/1336.html
    """
    return place.judged(study, "{source} is part of the template that {what} runs")


CONTROLS = (code_injection, template_injection)
