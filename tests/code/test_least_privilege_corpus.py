"""The labelled applications of `least_privilege/` are whole: actions exist, evidence is a call, resources are there.

Nothing is scored here; the folder's README says what a label means.
"""

import ast
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from hauberk.facts.arn_forms import FORMS
from hauberk.iam import catalogue
from tests.code.brackets import unbalanced

ROOT = Path(__file__).parent / "least_privilege"
README = (ROOT / "README.md").read_text(encoding="utf-8")

SUFFIXES = {"python": (".py",), "javascript": (".js", ".mjs", ".cjs"), "typescript": (".ts", ".mts", ".js", ".mjs")}
FUNCTIONS = ("AWS::Serverless::Function", "AWS::Lambda::Function")
PERMISSION = {"action", "resources", "conditions", "origin", "evidence", "why", "source"}
DERIVED = {
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
    "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
    "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
}
INFRASTRUCTURE = {
    "Tracing": {"xray:PutTraceSegments", "xray:PutTelemetryRecords"},
    "VpcConfig": {"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces"},
    "DeadLetterQueue SQS": {"sqs:SendMessage"},
    "DeadLetterQueue SNS": {"sns:Publish"},
    "FileSystemConfigs": {"elasticfilesystem:ClientMount"},
    "KmsKeyArn": {"kms:Decrypt"},
    "SQS": {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"},
    "Kinesis": {"kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"},
    "DynamoDB": {"dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"},
}
"""What a function's properties and the types of its events bring about, for certain."""

HOLE = re.compile(r"\$\{([^}]*)\}")


def words(heading: str) -> set[str]:
    """What a paragraph of the README lists: "Shapes: `async`, `class`, …"."""
    paragraph = re.search(rf"^{heading}: (.*?)(?:\n\n|\Z)", README, re.MULTILINE | re.DOTALL)
    assert paragraph is not None
    return set(re.findall(r"`([a-z0-9-]+)`", paragraph[1]))


SHAPES, REASONS = words("Shapes"), words("Reasons of `unknown`")


class _Loader(yaml.SafeLoader):
    """Reads a template with CloudFormation's short forms."""


def _short_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {suffix: loader.construct_mapping(node, deep=True)}
    if isinstance(node, yaml.SequenceNode):
        return {suffix: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.ScalarNode)
    return {suffix: loader.construct_scalar(node)}


_Loader.add_multi_constructor("!", _short_form)


class Application(NamedTuple):
    folder: Path
    label: dict[str, Any]
    template: dict[str, Any]

    @property
    def resources(self) -> Mapping[str, Any]:
        resources: Mapping[str, Any] = self.template["Resources"]
        return resources

    def labelled(self, *kinds: str) -> Iterator[dict[str, Any]]:
        """The entries of all functions."""
        for function in self.label["functions"].values():
            for kind in kinds:
                yield from function.get(kind, ())

    def source(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def code(self) -> list[str]:
        """The paths of everything that is code."""
        suffixes = SUFFIXES[self.label["language"]]
        paths = (path for path in sorted(self.folder.rglob("*")) if path.suffix in suffixes)
        return [path.relative_to(self.folder).as_posix() for path in paths]

    def property_of(self, function: str, name: str) -> Any:
        shared = self.template.get("Globals", {}).get("Function", {})
        return self.resources[function]["Properties"].get(name, shared.get(name))


def applications() -> Iterator[Application]:
    for path in sorted(ROOT.glob("*/needed.toml")):
        template = yaml.load((path.parent / "template.yaml").read_text(encoding="utf-8"), _Loader)
        yield Application(path.parent, tomllib.loads(path.read_text(encoding="utf-8")), template)


APPLICATIONS = list(applications())


@pytest.fixture(params=APPLICATIONS, ids=lambda one: one.folder.name)
def application(request: pytest.FixtureRequest) -> Application:
    found: Application = request.param
    return found


def test_a_label_says_what_it_has_to(application: Application) -> None:
    label = application.label
    assert set(label) == {"title", "language", "shapes", "functions"}
    assert label["title"]
    assert not label["title"].endswith(".")
    assert set(label["shapes"]) <= SHAPES
    assert len(label["shapes"]) == len(set(label["shapes"]))
    for function in label["functions"].values():
        assert set(function) <= {"needed", "optional", "unknown", "missing", "excess"}
        assert "judged" in label["shapes"] or not {"missing", "excess"} & set(function)


def test_permissions_say_what_they_have_to(application: Application) -> None:
    for one in application.labelled("needed", "optional"):
        assert {"action", "resources", "origin"} <= set(one) <= PERMISSION
        assert one["origin"] in ("static", "infrastructure")
        assert ("evidence" in one) == (one["origin"] == "static")
        assert one.get("source", "https://").startswith("https://")
        assert one["origin"] == "static" or "source" in one
    assert all("why" in one for one in application.labelled("optional"))
    assert all(set(one) == {"action", "resources"} for one in application.labelled("missing"))
    assert all(set(one) == {"action", "resources", "because"} for one in application.labelled("excess"))


def test_no_permission_is_said_twice(application: Application) -> None:
    for function in application.label["functions"].values():
        said = Counter(
            (one["action"], resource, one["origin"])
            for kind in ("needed", "optional")
            for one in function.get(kind, ())
            for resource in one["resources"]
        )
        assert {key: count for key, count in said.items() if count > 1} == {}


def test_every_function_of_the_template_has_a_label(application: Application) -> None:
    there = {name for name, resource in application.resources.items() if resource["Type"] in FUNCTIONS}
    assert set(application.label["functions"]) == there


def test_handlers_are_there(application: Application) -> None:
    language = application.label["language"]
    for function in application.label["functions"]:
        folder, handler = _entry(application, function)
        module, _, name = handler.rpartition(".")
        if language == "python":
            module = module.replace(".", "/")
        found = [path for suffix in SUFFIXES[language] if (path := f"{folder}{module}{suffix}") in application.code()]
        assert len(found) == 1, function
        assert re.search(rf"\b{name}\b", application.source(found[0]))


def test_code_parses(application: Application) -> None:
    assert application.code()
    for path in application.code():
        if path.endswith(".py"):
            ast.parse(application.source(path), path, feature_version=(3, 11))
        else:
            assert unbalanced(application.source(path)) == "", path


def test_actions_exist(application: Application) -> None:
    for one in application.labelled("needed", "optional", "missing"):
        assert _action(one["action"]).name == one["action"]


def test_everything_is_named_only_with_a_reason(application: Application) -> None:
    for one in application.labelled("needed", "optional"):
        if "*" in one["resources"]:
            assert one["resources"] == ["*"]
            assert one.get("why"), one["action"]


def test_resources_are_of_the_template(application: Application) -> None:
    there = {*application.resources, *application.template.get("Parameters", {})}
    for one in application.labelled("needed", "optional", "missing", "excess"):
        assert one["resources"]
        for resource in one["resources"]:
            named = {hole.partition(".")[0] for hole in HOLE.findall(resource) if not hole.startswith("AWS::")}
            assert named <= there, resource


def test_resources_are_of_a_type_that_the_action_acts_on(application: Application) -> None:
    for one in application.labelled("needed", "optional", "missing"):
        formats = _formats(one["action"])
        for resource in one["resources"]:
            text = _written_out(application, resource)
            if text != "*" and text is not None:
                assert any(_meet(text, form) for form in formats), (one["action"], resource)


def test_evidence_is_a_call(application: Application) -> None:
    loads = "lazy-attribute" in application.label["shapes"]
    for one in application.labelled("needed", "optional"):
        for place in one.get("evidence", ()):
            path, _, line = place.rpartition(":")
            assert path in application.code()
            assert int(line) in _calls(application, path, loads), place


def test_unknown_places_are_there(application: Application) -> None:
    for one in application.labelled("unknown"):
        assert set(one) == {"path", "line", "reason"}
        assert one["reason"] in REASONS
        assert one["line"] in _calls(application, one["path"], False)


def test_infrastructure_is_what_the_template_says(application: Application) -> None:
    for function, label in application.label["functions"].items():
        said = {one["action"] for one in label["needed"] if one["origin"] == "infrastructure"}
        features = _features(application, function)
        assert {"logs:CreateLogStream", "logs:PutLogEvents"} <= said
        for feature in features:
            assert INFRASTRUCTURE.get(feature, set()) <= said, (function, feature)
        if "AWS::Lambda::EventSourceMapping" not in {one["Type"] for one in application.resources.values()}:
            brought = set().union(*(INFRASTRUCTURE.get(feature, set()) for feature in features))
            assert (set().union(*INFRASTRUCTURE.values()) - brought) & said <= {
                *("sqs:SendMessage", "sns:Publish"),  # by destinations
                "kms:Decrypt",  # by queues and streams with a key
            }


def test_what_is_missing_is_needed(application: Application) -> None:
    for function in application.label["functions"].values():
        needed = {(one["action"], resource) for one in function.get("needed", ()) for resource in one["resources"]}
        missing = {(one["action"], resource) for one in function.get("missing", ()) for resource in one["resources"]}
        assert missing <= needed


def test_no_two_files_are_the_same() -> None:
    places = defaultdict(set)
    for application in APPLICATIONS:
        for path in (*application.code(), "template.yaml"):
            if application.source(path).strip():
                places[application.source(path)].add(application.folder.name)
    assert {text: found for text, found in places.items() if len(found) > 1} == {}


def test_nothing_lies_about_that_is_no_application() -> None:
    assert {path.name for path in ROOT.iterdir()} == {"README.md", *(one.folder.name for one in APPLICATIONS)}


def test_no_file_looks_like_a_test() -> None:
    for path in ROOT.rglob("*.py"):
        assert not path.name.startswith(("test_", "conftest"))
        assert not path.name.endswith("_test.py")


def test_there_are_enough() -> None:
    assert len(APPLICATIONS) >= 64
    languages = Counter(application.label["language"] for application in APPLICATIONS)
    assert languages["python"] >= 32
    assert languages["javascript"] + languages["typescript"] >= 32
    assert min(languages.values()) >= 15
    shapes = Counter(shape for application in APPLICATIONS for shape in application.label["shapes"])
    assert set(shapes) == SHAPES
    assert shapes["judged"] >= 12
    assert {one["reason"] for application in APPLICATIONS for one in application.labelled("unknown")} == REASONS


def _entry(application: Application, function: str) -> tuple[str, str]:
    """The folder of a function's code and its handler; of an image, what its Dockerfile says."""
    if application.property_of(function, "PackageType") != "Image":
        folder = application.property_of(function, "CodeUri") or application.property_of(function, "Code")
        return folder, application.property_of(function, "Handler")
    context = application.resources[function]["Metadata"]["DockerContext"].removeprefix("./")
    command = re.search(r'^CMD \["([^"]+)"\]$', application.source(f"{context}/Dockerfile"), re.MULTILINE)
    assert command is not None
    return f"{context}/", command[1]


def _features(application: Application, function: str) -> set[str]:
    """The properties and types of events of a function that bring permissions about."""
    dead = application.property_of(function, "DeadLetterQueue") or {}
    events = application.property_of(function, "Events") or {}
    return {
        *(name for name in INFRASTRUCTURE if application.property_of(function, name)),
        f"DeadLetterQueue {dead.get('Type')}",
        *(event["Type"] for event in events.values()),
    }


def _action(name: str) -> catalogue.Action:
    prefix, _, bare = name.partition(":")
    service = catalogue.facts(prefix)
    assert service is not None, name
    assert bare.lower() in service.actions, name
    return service.actions[bare.lower()]


@cache
def _formats(name: str) -> tuple[str, ...]:
    """The ARNs of what an action acts on, with stars. Documents and models of AWS's own have no account in theirs."""
    service = catalogue.facts(name.partition(":")[0])
    assert service is not None
    return tuple(HOLE.sub("*", service.resources[one.name].arn) for one in _action(name).resources)


def _meet(one: str, other: str) -> bool:
    """Whether some text is of two patterns."""
    met, ahead = set(), {(0, 0)}
    while ahead:
        i, j = ahead.pop()
        met.add((i, j))
        left, right = one[i : i + 1], other[j : j + 1]
        if left == "*":
            ahead |= {(i + 1, j), *([(i, j + 1)] if right else [])} - met
        if right == "*":
            ahead |= {(i, j + 1), *([(i + 1, j)] if left else [])} - met
        if left and left == right:
            ahead |= {(i + 1, j + 1)} - met
    return (len(one), len(other)) in met


def _written_out(application: Application, resource: str) -> str | None:
    """A resource as an ARN with a star for every hole; ``None`` if a parameter has all of it."""
    if HOLE.fullmatch(resource) and HOLE.findall(resource)[0] in application.template.get("Parameters", {}):
        return None
    return HOLE.sub("*", HOLE.sub(lambda hole: _value(application, hole[1]), resource))


def _value(application: Application, hole: str) -> str:
    name, _, attribute = hole.partition(".")
    if name not in application.resources:
        return "*"
    kind = application.resources[name]["Type"]
    form = FORMS.get(DERIVED.get(kind, kind))
    if form is None:
        assert not attribute.endswith("Arn"), f"{hole}: what it looks like isn't known"
        return "*"
    value = form.attributes.get(attribute, "*") if attribute else form.ref
    return value.replace("${Arn}", form.arn)


def _calls(application: Application, path: str, loads: bool) -> set[int]:
    """The lines that name what is called; with ``loads`` those that read an attribute, too."""
    source = application.source(path)
    if not path.endswith(".py"):
        return {number for number, line in enumerate(source.split("\n"), start=1) if re.search(r"[\w$>\])]\(", line)}
    nodes = list(ast.walk(ast.parse(source)))
    calls = {node.func.end_lineno or 0 for node in nodes if isinstance(node, ast.Call)}
    read = {node.end_lineno or 0 for node in nodes if isinstance(node, ast.Attribute)} if loads else set()
    return calls | read
