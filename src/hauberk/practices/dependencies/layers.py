"""Layers of others."""

import re
from collections.abc import Iterator

from hauberk.model.application import Application
from hauberk.model.policies import pattern_text
from hauberk.model.subject import Part, Seed, below, spread
from hauberk.model.values import Known, Pattern, Reference, Unknown
from hauberk.model.verdict import MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

OF_AWS = frozenset(
    (
        "017000801446",
        "027255383542",
        "080788657173",
        "094274105915",
        "133256977650",
        "177933569100",
        "187925254637",
        "345057560386",
        "580247275435",
        "590474943231",
        "665172237481",
        "901920570463",
    )
)
"""Accounts from which AWS publishes layers: Powertools, the Parameters and Secrets extension, Lambda Insights,
AppConfig, the distribution for OpenTelemetry and the AWS SDK for pandas (pages of these projects, 2026-11)."""
_ARN = re.compile(r"arn:[^:]*:lambda:[^:]*:(?P<account>[0-9]{12}):layer:")


class AttachedLayer(Part):
    """A layer that a function uses."""

    KIND = "layer"
    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every layer of every function."""
        for function in application.of("AWS::Lambda::Function"):
            for guard, value in below(function, "Layers"):
                for deeper, index, element in spread(value, guard):
                    yield cls.seed(function, f"Layers{index}", deeper, element)


@control("foreign-layer", practice=5, severity=MEDIUM, subject=AttachedLayer)
def foreign_layer(layer: AttachedLayer, study: Study) -> Verdict:
    """A function runs a layer of a stranger.

    A layer's code runs in the function, with its role, before the handler. One from another account is a dependency
    that no lock file names and no scanner reads.

    Attack: whoever owns the account publishes what they like; the number pins the version, not its honesty.

    Safe when: you know who publishes it and have looked inside; then copy it into your own account.

    Fix: build the layer yourself, or package what you need with the function.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html
    - https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
    """
    value = layer.value
    match value:
        case Reference():
            return satisfied()
        case Unknown():
            return unknown(value)
        case Known() | Pattern():
            found = _ARN.match(pattern_text(value) or "")
            if found is None:
                return satisfied() if isinstance(value, Pattern) else unknown(value)
            if found["account"] in OF_AWS:
                return satisfied()
            return violated(value.says(f"the code of account {found['account']} runs in {layer.resource.name}"))
    return unknown(value)


CONTROLS = (foreign_layer,)
