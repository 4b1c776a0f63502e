"""Hostile data that becomes part of a search, in a language that isn't SQL."""

from hauberk.model.verdict import HIGH, MEDIUM, Verdict
from hauberk.practices.control import control
from hauberk.study.code.reached import Reached, reached
from hauberk.study.study import Study


@control("nosql-injection", practice=8, severity=HIGH, subject=reached("nosql-injection"))
def nosql_injection(place: Reached, study: Study) -> Verdict:
    """An event's own objects become a filter of MongoDB.

    A parsed body holds objects as well as texts. Where a filter takes a part of it as it came, the caller may put an
    object of operators in a text's place: ``{"$ne": null}`` fits everything, ``$where`` runs JavaScript in the
    database.

    Attack: a login with the password ``{"$ne": ""}`` fits the first user, whatever the password is.

    Safe when: the value is made a text or number first, or a schema says that it is one.

    Fix: make it a text (``str(…)``, ``String(…)``) or check its type before it goes into the filter, or write ``{"$eq":
    value}`` around it.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Injection_Prevention_Cheat_Sheet.html
    - https://www.mongodb.com/docs/manual/faq/fundamentals/
    - https://cwe.mitre.org/data/definitions/943.html
    """
    return place.judged(study, "{what} takes {source} as it came, operators and all")


@control("filter-expression-injection", practice=8, severity=HIGH, subject=reached("filter-expression-injection"))
def filter_expression_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes part of an expression that selects data.

    Condition, filter and update expressions of DynamoDB, S3 Select, Logs Insights and the query languages of search
    engines are small programs. A text from outside in one of them can add a condition that always holds, or name
    attributes that the caller was not to see or change.

    Attack: a filter of ``#owner = :me OR attribute_exists(id)`` lists everybody's items; an update of ``SET balance =
    :x`` changes another attribute than the one meant.

    Safe when: the text can only be one of a few that the code names, such as the name of an attribute.

    Fix: write the expression in the code, with placeholders (``:value``, ``#name``), and give the values apart.

    References:
    - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeValues.html
    - https://cheatsheetseries.owasp.org/cheatsheets/Injection_Prevention_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/943.html
    """
    return place.judged(study, "{source} is part of the expression that {what} runs")


@control("ldap-injection", practice=8, severity=HIGH, subject=reached("ldap-injection"))
def ldap_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes part of a search in a directory.

    In a filter of LDAP parentheses, stars and backslashes have a meaning. A text from outside can close its own
    condition, or fit everything with a star.

    Attack: a name of ``*)(uid=*`` fits every account, and a search that was to prove who someone is proves nothing.

    Safe when: the characters that mean something in a filter are escaped.

    Fix: escape the value (``ldap3.utils.conv.escape_filter_chars``, ``ldap.filter.escape_filter_chars``), or give the
    filter as an object (``EqualityFilter`` of ldapjs).

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/LDAP_Injection_Prevention_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/90.html
    """
    return place.judged(study, "{source} is part of the filter that {what} searches with")


@control("xpath-injection", practice=8, severity=MEDIUM, subject=reached("xpath-injection"))
def xpath_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes part of an XPath expression.

    An expression of XPath selects nodes of a document by conditions. A text from outside can end its quotes and add a
    condition that always holds; unlike a database, a document knows no rights: all of it can be read.

    Attack: a name of ``' or '1'='1`` selects the first user of the document, whoever that is.

    Safe when: the value can only be one of a few that the code names, or is a number.

    Fix: give the value as a variable (``tree.xpath('//user[name=$name]', name=value)``), or select first and compare in
    the code.

    References:
    - https://owasp.org/www-community/attacks/XPATH_Injection
    - https://cwe.mitre.org/data/definitions/643.html
    """
    return place.judged(study, "{source} is part of the expression that {what} evaluates")


@control("regex-injection", practice=8, severity=MEDIUM, subject=reached("regex-injection"))
def regex_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes a regular expression.

    Who writes the pattern decides how long it takes: engines that go back and try again, as those of Python and
    JavaScript do, need exponential time for some patterns on short texts. The pattern also decides what fits: a check
    by a pattern of the caller's is none.

    Attack: a search for ``(a+)+$`` keeps each environment busy until the timeout; a few requests a second use up the
    account's concurrency.

    Safe when: the text is escaped, or the engine works in linear time (RE2).

    Fix: escape the text (``re.escape``, ``RegExp.escape``, lodash's ``escapeRegExp``), or look for it as plain text.

    References:
    - https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS
    - https://cwe.mitre.org/data/definitions/1333.html
    """
    return place.judged(study, "{source} is the pattern, or a part of it, that {what} matches by")


CONTROLS = (nosql_injection, filter_expression_injection, ldap_injection, xpath_injection, regex_injection)
