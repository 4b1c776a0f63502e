"""Hostile data in what a function answers, and in what it writes down."""

from hauberk.model.verdict import LOW, MEDIUM, Verdict
from hauberk.practices.control import control
from hauberk.study.code.reached import Reached, reached
from hauberk.study.study import Study


@control("html-response", practice=8, severity=MEDIUM, subject=reached("html-response"))
def html_response(place: Reached, study: Study) -> Verdict:
    """An event becomes part of a page.

    A function that answers with HTML gives a browser a program. Text from a request that stands in it unescaped runs in
    the page, with the cookies and the rights of whoever opened it.

    Attack: a link to the page with ``?name=<script>…`` in it makes a visitor's browser send their session to the
    attacker.

    Safe when: the text is escaped for the place where it stands, as template engines do by default.

    Fix: escape it (``html.escape``, ``escape-html``), or let a template engine that escapes write the page; answer with
    JSON where no page is meant.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/79.html
    """
    return place.judged(study, "{source} stands in the page as it came")


@control("header-injection", practice=8, severity=MEDIUM, subject=reached("header-injection"))
def header_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes a header of the answer.

    Headers tell browsers and caches what to do: which page may read an answer, which cookie to keep, how long to cache.
    A value from the request lets the caller of a link decide it for whoever follows the link; where a line break comes
    through, further headers as well.

    Attack: a link with ``?session=…`` makes a visitor keep the attacker's session as a cookie, and what they then enter
    is the attacker's.

    Safe when: the value can only be one of a few that the code names.

    Fix: choose the header's value from a list; percent-encode what must be repeated.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/113.html
    """
    return place.judged(study, "{source} is part of the header {what}")


@control("open-redirect", practice=8, severity=MEDIUM, subject=reached("open-redirect"))
def open_redirect(place: Reached, study: Study) -> Verdict:
    """An event decides where a visitor is sent.

    A redirect to an address from the request lends the application's good name to any page: the link that people see
    and check begins with the application's own host. In a login the code or token may travel along.

    Attack: a mail links to ``https://app.example/login?next=https://app-example.evil``; whoever logs in lands on a copy
    that asks for the password again.

    Safe when: the target is a path of the application's own (one slash at the start, no second), or one of a list.

    Fix: put your own host in front, or compare the parsed host with a list.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/601.html
    """
    return place.judged(study, "{source} decides where visitors are sent")


@control("log-injection", practice=8, severity=LOW, subject=reached("log-injection"))
def log_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes lines of the log.

    A line break in a text that is logged begins a line of its own: an entry that the application never wrote. Whatever
    reads the log (a metric filter, an alarm, a person) believes it.

    Attack: a user name with a line break and ``login ok for admin`` behind it hides an attack, or sets off an alarm
    that nobody trusts afterwards.

    Safe when: lines are written as JSON, which has no raw line breaks (where the function's LogFormat is JSON, Lambda
    does so for Python's ``logging`` and Node.js's ``console``, not for ``print``); or what is written can't hold one:
    a number, a field of a header, a list or dict that Python prints, whose texts it quotes.

    Fix: log with a structured logger (Powertools, LogFormat JSON), or encode the value (``json.dumps``,
    ``JSON.stringify``, ``%r``).

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/117.html
    """
    return place.judged(study, "{what} writes {source} into the log as it came")


CONTROLS = (html_response, header_injection, open_redirect, log_injection)
