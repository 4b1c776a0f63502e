"""Random templates: well-formed ones, whose meaning can be worked out by hand, and ones with anything anywhere."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

Data = Any
Datas = st.SearchStrategy[Any]

PARAMETERS = {
    "Stage": {"Type": "String", "AllowedValues": ["dev", "prod"], "Default": "dev"},
    "Debug": {"Type": "String", "AllowedValues": ["true", "false"]},
    "Size": {"Type": "Number", "AllowedValues": [1, 2], "Default": 2},
    "Zone": {"Type": "String", "Default": "z"},
    "Names": {"Type": "CommaDelimitedList", "Default": "a, b"},
}
CHOICES = {
    "Stage": ["dev", "prod"],
    "Debug": ["true", "false"],
    "Size": ["1", "2"],
    "Zone": ["z", "y", "?"],
    "Names": ["a, b"],
}
"""Every value of the parameters that the comparisons in a template tell apart, and one that none names."""
REGIONS = ["eu-west-1", "elsewhere"]
MAPPINGS = {
    "Stages": {"dev": {"name": "d", "list": ["d1", "d2"], "on": True}, "prod": {"name": "p", "list": ["p1"], "on": 0}},
    "Regions": {
        "eu-west-1": {"name": "e", "list": ["e1"], "eu-west-1": "same", "elsewhere": "never"},
        "elsewhere": {"name": "o", "list": [], "elsewhere": "same", "eu-west-1": "never"},
    },
    "Sizes": {"1": {"name": "one", "list": []}, "2": {"name": "two,three", "list": ["2"]}},
}
TEXT_PARAMETERS = ("Stage", "Debug", "Size", "Zone")


def ref(name: str) -> Data:
    return {"Ref": name}


def call(name: str, *arguments: Datas) -> Datas:
    """A function with its arguments."""
    return st.tuples(*arguments).map(lambda row: {f"Fn::{name}": list(row)})


def find(name: str) -> Datas:
    """A look-up that always finds something."""
    return st.sampled_from(
        [
            {"Fn::FindInMap": ["Stages", ref("Stage"), name]},
            {"Fn::FindInMap": ["Sizes", ref("Size"), name]},
            {"Fn::FindInMap": ["Stages", "prod", name]},
            {"Fn::FindInMap": ["Regions", ref("AWS::Region"), name]},
            {"Fn::FindInMap": ["Stages", ref("Zone"), name, {"DefaultValue": "none" if name != "list" else ["none"]}]},
        ]
    )


SAME = {"Fn::FindInMap": ["Regions", ref("AWS::Region"), ref("AWS::Region")]}
LITERALS = st.text("ab,é🐻", max_size=3)
REFERRED = st.sampled_from(TEXT_PARAMETERS).map(ref)


# ---- conditions ------------------------------------------------------------------------------------------------------

SIDES = (
    st.sampled_from(["dev", "prod", "true", "false", "1", "2", "z", "y", "d", "one", True, 1]) | REFERRED | find("name")
)
EQUALS = call("Equals", SIDES, SIDES) | st.sampled_from(REGIONS[:1]).map(
    lambda region: {"Fn::Equals": [ref("AWS::Region"), region]}
)


@st.composite
def conditions(draw: st.DrawFn) -> Data:
    """Conditions of which each may use the earlier ones."""
    found: dict[str, Data] = {}
    for index in range(draw(st.integers(1, 5))):
        known: Datas = EQUALS
        if found:
            known = EQUALS | st.sampled_from(sorted(found)).map(lambda name: {"Condition": name})
        some = st.lists(known, min_size=2, max_size=3)
        found[f"C{index}"] = draw(
            st.one_of(
                EQUALS,
                known.map(lambda one: {"Fn::Not": [one]}),
                some.map(lambda many: {"Fn::And": many}),
                some.map(lambda many: {"Fn::Or": many}),
            )
        )
    return found


# ---- values ----------------------------------------------------------------------------------------------------------


def texts(names: Datas, depth: int) -> Datas:
    """Expressions that give a text. ``names`` are those of the conditions."""
    flat = st.one_of(
        LITERALS,
        REFERRED,
        find("name"),
        st.sampled_from([ref("AWS::Region"), {"Fn::GetAtt": ["Other", "Arn"]}, 7, True, SAME]),
    )
    if depth == 0:
        return flat
    inner, many = texts(names, depth - 1), lists(names, depth - 1)
    return st.one_of(
        flat,
        call("If", names, inner, inner),
        call("Join", st.sampled_from(["", ",", "-"]), many),
        call("Select", st.sampled_from([0, 1, "1", 2]), many),
        inner.map(lambda text: {"Fn::Base64": text}),
        st.lists(st.sampled_from(HOLES), max_size=4).map(lambda parts: {"Fn::Sub": "".join(parts)}),
        st.tuples(st.lists(st.sampled_from([*HOLES, "${Own}"]), max_size=4), inner).map(
            lambda pair: {"Fn::Sub": ["".join(pair[0]), {"Own": pair[1]}]}
        ),
    )


HOLES = ["a", ",", "é", "${Stage}", "${Size}", "${Zone}", "${!Kept}", "${AWS::Region}", "${Other.Arn}", "$", "{"]


def lists(names: Datas, depth: int) -> Datas:
    """Expressions that give a list of texts."""
    flat = st.one_of(st.lists(LITERALS, max_size=3), st.just(ref("Names")), find("list"))
    if depth == 0:
        return flat
    inner, text = lists(names, depth - 1), texts(names, depth - 1)
    maybe = text | call("If", names, text, st.just(ref("AWS::NoValue")))
    return st.one_of(
        flat,
        st.lists(maybe, max_size=3),
        call("If", names, inner, inner),
        call("Split", st.sampled_from([",", "a"]), text),
    )


def values(names: Datas, depth: int = 3) -> Datas:
    """Expressions of any kind: texts, lists, numbers, structure and what may be left out."""
    leaf = texts(names, depth) | lists(names, depth) | lists(names, 1).map(lambda many: {"Fn::Length": many})
    keys = st.sampled_from(["K", "L", "M"])
    structure = st.dictionaries(keys, leaf, max_size=3)
    return st.one_of(
        leaf,
        structure,
        call("If", names, structure, structure),
        call("If", names, leaf, st.just(ref("AWS::NoValue"))),
        st.lists(call("If", names, structure, st.just(ref("AWS::NoValue"))), max_size=2),
    )


def of(section: Data, **properties: Data) -> Data:
    """A template of one resource, with some conditions."""
    resources = {"Other": {"Type": "AWS::SQS::Queue", "Properties": {}}}
    resources["A"] = {"Type": "Custom::Thing", "Properties": properties}
    return {
        "Transform": "AWS::LanguageExtensions",
        "Parameters": PARAMETERS,
        "Mappings": MAPPINGS,
        "Conditions": section,
        "Resources": resources,
    }


@st.composite
def well_formed(draw: st.DrawFn) -> Data:
    """A template of which every part means something."""
    section = draw(conditions())
    names = st.sampled_from(sorted(section))
    template = of(
        section, **draw(st.dictionaries(st.sampled_from(["P", "Q", "R"]), values(names), min_size=1, max_size=3))
    )
    if draw(st.booleans()):
        template["Resources"]["A"]["Condition"] = draw(names)
    return template


def assignments() -> Iterator[dict[str, str]]:
    """Every combination of the parameters' values, and of the region's for comparisons."""
    names = [*CHOICES, "AWS::Region"]
    for row in product(*CHOICES.values(), REGIONS):
        yield dict(zip(names, row, strict=True))


def written(data: Data, short: bool) -> str:
    """A template as JSON, or as YAML whose functions are in their short form."""
    return _flow(data) if short else json.dumps(data)


def _flow(data: Data) -> str:
    if isinstance(data, list):
        return "[" + ", ".join(map(_flow, data)) + "]"
    if not isinstance(data, dict):
        return json.dumps(data, ensure_ascii=False)
    if len(data) == 1:
        ((name, argument),) = data.items()
        if (name in ("Ref", "Condition") or name.startswith("Fn::")) and not _called(argument):
            return f"!{name.removeprefix('Fn::')} {_flow(argument)}"
    return "{" + ", ".join(f"{json.dumps(name)}: {_flow(item)}" for name, item in data.items()) + "}"


def _called(data: Data) -> bool:
    """Whether something would have a tag of its own, of which there can't be two."""
    return isinstance(data, dict)


# ---- anything anywhere -----------------------------------------------------------------------------------------------

_CALLED = """And Base64 Cidr Equals FindInMap GetAZs GetAtt If ImportValue Join Length Not Or Select Split Sub
    ToJsonString Transform ForEach::L ForEach::M Unheard"""
FUNCTIONS = ["Ref", "Condition", *(f"Fn::{name}" for name in _CALLED.split())]
NAMES = [
    *PARAMETERS,
    "C0",
    "C1",
    "A",
    "B",
    "A.Arn",
    "Stages",
    "dev",
    "AWS::NoValue",
    "AWS::Region",
    "AWS::Include",
    "${Stage}",
    "${A.Arn}${L}",
    "{{resolve:ssm:a}}",
    "10.0.0.0/16",
    "DefaultValue",
    "",
    "é🐻",
]
TYPES = [
    "AWS::Serverless::Function",
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "AWS::Serverless::StateMachine",
    "AWS::Serverless::SimpleTable",
    "AWS::Serverless::LayerVersion",
    "AWS::Serverless::Application",
    "AWS::Serverless::Connector",
    "AWS::Serverless::GraphQLApi",
    "AWS::Lambda::Function",
    "AWS::Lambda::Permission",
    "AWS::Lambda::Url",
    "AWS::Lambda::EventSourceMapping",
    "AWS::IAM::Role",
    "AWS::IAM::Policy",
    "AWS::S3::Bucket",
    "AWS::SQS::QueuePolicy",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Method",
    "AWS::ApiGatewayV2::Route",
    "AWS::WAFv2::WebACL",
    "AWS::Cognito::UserPool",
    "AWS::EC2::SecurityGroup",
    "AWS::CloudFormation::Stack",
    "AWS::CloudTrail::Trail",
    "AWS::RDS::DBInstance",
    "Custom::Thing",
]
PROPERTIES = (Path(__file__).parent / "properties.txt").read_text(encoding="utf-8").split()
SCALARS = st.one_of(
    st.sampled_from([*NAMES, *TYPES]), st.sampled_from([None, True, False, 0, 1, -1, 2.5, 10**20, "Allow", "*"])
)
ANYTHING: Datas = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(st.sampled_from(FUNCTIONS), inner | st.lists(inner, min_size=2, max_size=4)).map(
            lambda pair: dict([pair])
        ),
        st.dictionaries(st.sampled_from([*PROPERTIES, *NAMES]), inner, max_size=4),
    ),
    max_leaves=12,
)
_RESOURCE = st.fixed_dictionaries(
    {"Type": st.sampled_from(TYPES)},
    optional={
        "Properties": st.dictionaries(st.sampled_from(PROPERTIES), ANYTHING, max_size=6) | ANYTHING,
        "Condition": ANYTHING,
        "DependsOn": ANYTHING,
        "Metadata": ANYTHING,
    },
)
_PARAMETER = st.fixed_dictionaries(
    {
        "Type": st.sampled_from(["String", "Number", "CommaDelimitedList", "AWS::SSM::Parameter::Value<String>"])
        | ANYTHING
    },
    optional={"Default": ANYTHING, "AllowedValues": ANYTHING, "NoEcho": ANYTHING},
)


def _section(entry: Datas) -> Datas:
    return st.one_of(
        st.dictionaries(st.sampled_from(["A", "B", "C0", "C1", "Stage", "Names"]), entry, max_size=4),
        st.dictionaries(st.sampled_from([*NAMES, *FUNCTIONS]), entry | ANYTHING, max_size=3),
        ANYTHING,
    )


ODD: Datas = st.fixed_dictionaries(
    {"Resources": st.dictionaries(st.sampled_from(["A", "B", "C"]), _RESOURCE, min_size=1, max_size=3)},
    optional={
        "Transform": st.sampled_from(["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"]) | ANYTHING,
        "Parameters": _section(_PARAMETER),
        "Mappings": _section(ANYTHING),
        "Conditions": _section(ANYTHING),
        "Globals": st.dictionaries(st.sampled_from(["Function", "Api", "HttpApi"]), ANYTHING, max_size=2) | ANYTHING,
        "Outputs": _section(ANYTHING),
        "Metadata": ANYTHING,
        "Fn::Transform": ANYTHING,
    },
)
"""Templates that have the outline of one, and anything in its places."""
