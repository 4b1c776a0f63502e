"""Condition keys: whether AWS has them, whether a statement's actions ever have them, and how many values they have."""

from collections.abc import Iterator

from hauberk.iam.catalogue import Action, ConditionKey, facts, global_keys, key
from hauberk.iam.catalogue.services import prefixes
from hauberk.iam.language.operators import Family, Qualifier
from hauberk.iam.language.policy import Effect, Statement, Test
from hauberk.iam.validation.nearest import did_you_mean
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import View


def lines_of(view: View, effect: Effect | None = None) -> Iterator[tuple[Statement, Test]]:
    """Every test of every statement."""
    for statement in view.statements(effect):
        for test in statement.tests:
            yield statement, test


def known_key(view: View, statement: Statement, name: str) -> ConditionKey | None:
    """What AWS's reference says of a key that a statement names. A service may have a key of another's prefix."""
    found = key(name)
    if found is None:
        services = view.services(statement) or ()
        found = next((one for service in services if (one := key(name, service)) is not None), None)
    return found


def is_claim(name: str) -> bool:
    """Whether a key may be a claim of an identity provider: before the colon is a host, maybe with a path."""
    issuer, colon, claim = name.rpartition(":")
    return bool(colon and claim) and "." in issuer


_TAGGED = ("aws:requesttag", "aws:resourcetag", "aws:principaltag")
"""Keys whose names go on with a slash and the key of a tag."""


@check("malformed-condition-key", Severity.ERROR, "INVALID_CONDITION_KEY_FORMAT")
def malformed_condition_key(view: View) -> Iterator[Told]:
    """A condition key is a service's prefix, a colon and a name.

    Source: IAM user guide, "Access Analyzer policy check reference", "Invalid condition key format" (2026-11).
    """
    for statement, test in lines_of(view):
        prefix, colon, name = test.key.partition(":")
        if not (prefix and colon and name):
            yield Told(f"{test.key!r} isn't of the form service:key", test.span or statement.span, statement)


@check("missing-tag-key", Severity.ERROR, "MISSING_TAG_KEY_IN_CONDITION")
def missing_tag_key(view: View) -> Iterator[Told]:
    """The key of a tag is missing behind the slash, so the condition key is one that no request has.

    Source: IAM user guide, "AWS global condition context keys" (2026-11).
    """
    for statement, test in lines_of(view):
        if test.key.rstrip("/") in _TAGGED:
            text = f"{test.key} needs the key of a tag: {test.key.rstrip('/')}/tag-key"
            yield Told(text, test.span or statement.span, statement)


_LEGACY = frozenset(("aws:sourceowner",))
"""Keys that AWS has and doesn't list any more: SNS gives each topic a policy that tests ``AWS:SourceOwner`` (SNS
developer guide, "Overview of managing access in Amazon SNS", 2026-11)."""


@check("unknown-condition-key", Severity.ERROR, "INVALID_GLOBAL_CONDITION_KEY", "INVALID_SERVICE_CONDITION_KEY")
def unknown_condition_key(view: View) -> Iterator[Told]:
    """AWS has no such condition key, so no request has it.

    Claims of identity providers of somebody's own, whose keys begin with a host, are nobody's to know.

    Source: IAM user guide, "AWS global condition context keys"; Service Authorization Reference, "Condition keys table"
    (the catalogue's own date).
    """
    for statement, test in lines_of(view):
        prefix, colon, name = test.key.partition(":")
        if not (prefix and colon and name) or test.key.rstrip("/") in _TAGGED:
            continue
        if test.key in _LEGACY or is_claim(test.key) or known_key(view, statement, test.key) is not None:
            continue
        if prefix == "aws":
            near = did_you_mean(test.key, global_keys(), lambda one: global_keys()[one].name)
            text = f"AWS has no global condition key {test.key!r}{near}"
        else:
            service = facts(prefix)
            if service is None:
                text = f"AWS has no service {prefix!r}, hence no key {test.key!r}{did_you_mean(prefix, prefixes())}"
            else:
                keys = service.keys
                near = did_you_mean(test.key, keys, lambda one, keys=keys: keys[one].name)  # type: ignore[misc]
                text = f"{service.name} has no condition key {test.key!r}{near}"
        yield Told(text, test.span or statement.span, statement)


def needs_presence(test: Test) -> bool:
    """Whether a test fails in a request without the key."""
    asked = test.operator
    if asked.operator.family is Family.NULL:
        return bool(test.values) and all(
            value.literal is not None and value.literal.lower() == "false" for value in test.values
        )
    if asked.if_exists or asked.qualifier is Qualifier.ALL:
        return False
    return asked.qualifier is Qualifier.ANY or not asked.operator.negated


_UNLISTED = frozenset(("aws-marketplace:productid",))
"""Keys that requests have though the reference doesn't list them with the actions. ``aws-marketplace:ProductId`` with
``aws-marketplace:Subscribe``: AWS's own managed policies ``AnthropicFullAccess`` and ``ROSAManageSubscription``
(2026-11)."""


def _has(action: Action, name: str) -> bool:
    """Whether requests for an action may have a key of its service, by the reference."""
    service = facts(action.name.partition(":")[0])
    wanted = key(name, service.prefix if service else "")
    if service is None or wanted is None or name in _UNLISTED:
        return True
    if ":resourcetag/" in name:  # spelt in several ways in the reference, and left out for many actions
        return bool(action.resources)
    listed = {*action.keys}
    for resource in action.resources:
        listed.update(resource.keys)
        listed.update(service.resources[resource.name].keys)
    return wanted.name in listed


def _of_service(view: View, statement: Statement, test: Test) -> bool:
    """Whether a key is one that only some services' requests have. Global ones any request may have."""
    if test.key in global_keys() or test.key.startswith("aws:") or is_claim(test.key):
        return False
    found = known_key(view, statement, test.key)
    return found is not None and found.name.lower() not in global_keys()


@check("condition-key-never-there", Severity.WARNING, "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE")
def condition_key_never_there(view: View) -> Iterator[Told]:
    """No request for the statement's actions has the condition key.

    A test that needs the key never passes then, so that the statement does nothing; one that passes without the key
    (``…IfExists``, ``ForAllValues``, a negated operator) always passes, so that it limits nothing. Keys of resources
    that an action acts on count, and global keys are never blamed.

    Source: Service Authorization Reference, "Actions table", "Resource types table" and "Condition keys table" (the
    catalogue's own date).
    """
    for statement in view.statements():
        acts = view.acts(statement)
        if not acts:
            continue
        for test in statement.tests:
            if not _of_service(view, statement, test) or any(_has(act, test.key) for act in acts):
                continue
            effect = "so it never passes" if needs_presence(test) else "so it always passes"
            who = acts[0].name if len(acts) == 1 else "the statement's actions"
            text = f"no request for {who} has {test.key}, {effect}"
            yield Told(text, test.span or statement.span, statement)


@check("condition-key-not-of-action", Severity.WARNING, "UNSUPPORTED_CONDITION_KEY_FOR_ACTION")
def condition_key_not_of_action(view: View) -> Iterator[Told]:
    """Some of the statement's actions never have a condition key that has to be there.

    The statement does nothing for those, though it names them.

    Source: as for ``condition-key-never-there``.
    """
    for statement in view.statements():
        acts = view.acts(statement)
        if not acts:
            continue
        for test in statement.tests:
            if not needs_presence(test) or not _of_service(view, statement, test):
                continue
            if not any(_has(act, test.key) for act in acts):
                continue
            for entry in view.entries(statement):
                if not any(_has(act, test.key) for act in entry.facts()):
                    name = entry.names[0] if entry.glob.literal is not None else f"any action of {entry.glob}"
                    text = f"no request for {name} has {test.key}: the statement has no effect on it"
                    yield Told(text, view.action_place(statement, entry.at), statement)


@check("several-values-without-qualifier", Severity.WARNING, "MISSING_QUALIFIER")
def several_values_without_qualifier(view: View) -> Iterator[Told]:
    """A request may have several values of the key, and the test says neither ``ForAnyValue`` nor ``ForAllValues``.

    AWS doesn't say what it makes of that.

    Source: IAM user guide, "Set operators for multivalued context keys" (2026-11).
    """
    for statement, test in lines_of(view):
        asked = test.operator
        if asked.qualifier is not Qualifier.NONE or asked.operator.family is Family.NULL or is_claim(test.key):
            continue
        found = known_key(view, statement, test.key)
        if found is not None and found.multivalued:
            text = f"a request may have several values of {found.name}: say ForAnyValue or ForAllValues"
            yield Told(text, test.span or statement.span, statement)


def _passes_without(statement: Statement, test: Test) -> bool:
    """Whether a test with ``ForAllValues`` lets requests without the key through, and nothing beside it stops them."""
    asked = test.operator
    return asked.qualifier is Qualifier.ALL and not any(
        needs_presence(other) for other in statement.tests if other.key == test.key
    )


@check("all-of-one-value", Severity.WARNING, "FORALLVALUES_WITH_SINGLE_VALUED_KEY", security=True)
def all_of_one_value(view: View) -> Iterator[Told]:
    """``ForAllValues`` on a key with one value lets every request through that lacks the key.

    Without the qualifier such a request is refused, which is nearly always what is meant. Denials aren't blamed: there
    it denies more.

    Source: IAM user guide, "Access Analyzer policy check reference", "ForAllValues with single valued key" (2026-11).
    """
    for statement, test in lines_of(view, Effect.ALLOW):
        found = known_key(view, statement, test.key)
        if found is not None and not found.multivalued and not is_claim(test.key) and _passes_without(statement, test):
            text = f"{found.name} has one value; ForAllValues also lets requests through that don't have it"
            yield Told(text, test.span or statement.span, statement)


@check("all-of-no-value", Severity.SUGGESTION, security=True)
def all_of_no_value(view: View) -> Iterator[Told]:
    """``ForAllValues`` lets every request through that lacks the key; with ``Null`` on the same key it doesn't.

    ``aws:TagKeys`` isn't blamed: a request without tags has no tag that isn't in the list.

    Source: IAM user guide, "Set operators for multivalued context keys" (2026-11).
    """
    for statement, test in lines_of(view, Effect.ALLOW):
        found = known_key(view, statement, test.key)
        if found is None or not found.multivalued or test.operator.operator.negated or test.key == "aws:tagkeys":
            continue
        if _passes_without(statement, test):
            text = f'requests without {found.name} pass too; add "Null": {{"{found.name}": "false"}} if they shouldn\'t'
            yield Told(text, test.span or statement.span, statement)


@check("qualifier-on-null", Severity.SUGGESTION, "NULL_WITH_QUALIFIER")
def qualifier_on_null(view: View) -> Iterator[Told]:
    """``Null`` asks whether a key is there at all; a qualifier changes nothing.

    Source: IAM user guide, "Access Analyzer policy check reference", "Null with qualifier" (2026-11).
    """
    for statement, test in lines_of(view):
        if test.operator.operator.family is Family.NULL and test.operator.qualifier is not Qualifier.NONE:
            yield Told(f"{test.operator} is the same as Null", test.span or statement.span, statement)


CHECKS = (
    malformed_condition_key,
    missing_tag_key,
    unknown_condition_key,
    condition_key_never_there,
    condition_key_not_of_action,
    several_values_without_qualifier,
    all_of_one_value,
    all_of_no_value,
    qualifier_on_null,
)
