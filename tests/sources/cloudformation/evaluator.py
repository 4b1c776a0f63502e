"""A slow, obvious reading of CloudFormation's intrinsic functions, for comparison.

It works on plain data, with every parameter given, in one pass without laziness, branches or places. What it can't know
is :data:`UNKNOWN`; what only a deployment knows stands in a text between angle brackets (``<AWS::Region>``).
Semantics from the CloudFormation Template Reference, "Intrinsic function reference" (2026-11).
"""

import base64
import re
from typing import Any, TypeAlias

Data: TypeAlias = Any
"""JSON, and the two objects below."""


class Mark:
    """Something that no JSON is."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


UNKNOWN = Mark("unknown")
NOTHING = Mark("nothing")
"""``AWS::NoValue``: what stands there isn't there."""


class Begun(list[Any]):
    """A list of which only the first elements are known."""


class Evaluator:
    """One template with its parameters given; ``facts`` says what pseudo parameters are for comparisons."""

    def __init__(self, template: Data, parameters: dict[str, str], facts: dict[str, str]) -> None:
        self.template = template
        self.parameters = parameters
        self.facts = facts

    def properties(self, name: str) -> Data:
        """The properties of a resource."""
        return self.value(self.template["Resources"][name]["Properties"])

    def present(self, name: str) -> bool:
        """Whether a resource is there."""
        condition = self.template["Resources"][name].get("Condition")
        return condition is None or self.condition({"Condition": condition})

    def condition(self, data: Data) -> bool:
        """Whether a condition expression is true."""
        ((name, argument),) = data.items()
        match name:
            case "Condition":
                return self.condition(self.template["Conditions"][argument])
            case "Fn::Not":
                return not self.condition(argument[0])
            case "Fn::And":
                return all(self.condition(one) for one in argument)
            case "Fn::Or":
                return any(self.condition(one) for one in argument)
            case "Fn::Equals":
                left, right = (self.comparable(side) for side in argument)
                return bool(left == right)
        raise AssertionError(name)

    def comparable(self, data: Data) -> Data:
        """A side of a comparison, or a key of a map; a pseudo parameter has a value there."""
        if isinstance(data, dict) and data.get("Ref") in self.facts:
            return self.facts[data["Ref"]]
        return text_of(self.value(data))

    def value(self, data: Data) -> Data:
        """What a piece of a template stands for."""
        if isinstance(data, list):
            return [child for item in data if (child := self.value(item)) is not NOTHING]
        if not isinstance(data, dict):
            return data
        if len(data) == 1:
            ((name, argument),) = data.items()
            if name == "Ref" or name.startswith("Fn::"):
                return self.call(name, argument)
        return {name: child for name, item in data.items() if (child := self.value(item)) is not NOTHING}

    def call(self, name: str, argument: Data) -> Data:
        """What a function gives."""
        match name:
            case "Ref":
                return self.ref(argument)
            case "Fn::GetAtt":
                return f"<{'.'.join(argument)}>"
            case "Fn::If":
                condition, yes, no = argument
                return self.value(yes if self.condition({"Condition": condition}) else no)
            case "Fn::Join":
                delimiter, over = argument[0], self.value(argument[1])
                if over is UNKNOWN or isinstance(over, Begun):
                    return UNKNOWN
                return joined([text_of(item) for item in over], delimiter)
            case "Fn::Select":
                index, over = argument[0], self.value(argument[1])
                return UNKNOWN if over is UNKNOWN or int(index) >= len(over) else over[int(index)]
            case "Fn::Split":
                delimiter, text = argument[0], text_of(self.value(argument[1]))
                return UNKNOWN if text is UNKNOWN else split(text, delimiter)
            case "Fn::Base64":
                text = text_of(self.value(argument))
                return UNKNOWN if text is UNKNOWN or "<" in text else base64.b64encode(text.encode()).decode()
            case "Fn::FindInMap":
                return self.find(argument)
            case "Fn::Length":
                over = self.value(argument)
                return UNKNOWN if over is UNKNOWN or isinstance(over, Begun) else len(over)
            case "Fn::Sub":
                return self.sub(argument)
        raise AssertionError(name)

    def ref(self, name: str) -> Data:
        if name == "AWS::NoValue":
            return NOTHING
        if name not in self.parameters:
            return f"<{name}>"
        text = self.parameters[name]
        if self.template["Parameters"][name]["Type"] == "CommaDelimitedList":
            return [piece.strip() for piece in text.split(",")]
        return text

    def find(self, argument: Data) -> Data:
        keys = [self.comparable(key) for key in argument[:3]]
        found = self.template["Mappings"]
        for key in keys:
            if not isinstance(found, dict) or key not in found:
                return self.value(argument[3]["DefaultValue"]) if len(argument) == 4 else UNKNOWN
            found = found[key]
        return found

    def sub(self, argument: Data) -> Data:
        text, own = argument if isinstance(argument, list) else (argument, {})
        variables = {name: text_of(self.value(item)) for name, item in own.items()}
        pieces = []
        for index, piece in enumerate(re.split(r"\$\{([^{}]*)\}", text)):
            if index % 2 == 0:
                pieces.append(piece)
            elif piece.startswith("!"):
                pieces.append("${" + piece[1:] + "}")
            elif piece in variables:
                pieces.append(variables[piece])
            else:
                pieces.append(text_of(self.ref(piece)) if "." not in piece else f"<{piece}>")
        return joined(pieces, "")


def text_of(value: Data) -> Data:
    """A scalar as CloudFormation writes it into a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return str(value)
    return UNKNOWN


def joined(pieces: list[Data], delimiter: str) -> Data:
    """A text, or unknown if a part of it is."""
    return UNKNOWN if UNKNOWN in pieces else delimiter.join(pieces)


def split(text: str, delimiter: str) -> Data:
    """The pieces of a text; those before the first that may have the delimiter in what only a deployment knows."""
    sure: list[str] = []
    for piece in re.sub(r"<[^<>]*>", lambda hole: hole[0].replace(delimiter, "\0"), text).split(delimiter):
        holes = re.findall(r"<([^<>]*)>", piece.replace("\0", delimiter))
        if any(hole != "AWS::Region" or delimiter in "abcdefghijklmnopqrstuvwxyz0123456789-" for hole in holes):
            return Begun(sure) if sure else UNKNOWN
        sure.append(piece.replace("\0", delimiter))
    return sure
