"""Layers of others."""

from collections.abc import Iterator

from hauberk.model.application import Application
from hauberk.model.policies import pattern_text
from hauberk.model.regex import regex
from hauberk.model.subject import Part, Seed, below, spread
from hauberk.model.values import Known, Pattern, Reference, Unknown
from hauberk.model.verdict import MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

_APP_CONFIG = """
    000010852771 027255383542 039592058896 066940009817 080788657173 203683718741 282860088358 307021474294
    359756378197 418787028745 421114256042 434848589818 489524808438 493207061005 554480029851 559955524753
    574348263942 586093569114 615057806174 615084187847 630222743974 646970417810 662846165436 706869817123
    728743619870 758369105281 826293736237 946561847325 946746059096 958113053741 980059726660
"""
_INSIGHTS = """
    012438385374 033019950311 122132214140 145023102084 158895979263 194566237122 285320876703 339249233099
    352183217350 439286490199 459530977127 488211338238 519774774795 580247275435 590183865173 727646510379
    732604637566 751350123760 761018874580 879381266642 891564319516 946466191631
"""
_PARAMETERS_AND_SECRETS = """
    015030872274 044395824272 070087711984 127562683043 129776340158 133256977650 133490724326 176022468876
    177933569100 187925254637 200266452380 287114880934 287310001119 317013901791 325218067255 345057560386
    427196147048 490737872127 524103009944 576959938190 590474943231 665172237481 738900069198 768336418462
    772501565639 780235371811 832021897121 858974508948 933737806257 997803712105
"""
_POWERTOOLS = "017000801446 094274105915 165087284144 165093116878 498634801083"
"""For Python and TypeScript, in GovCloud (two) and in China ("Lambda layers", Powertools for AWS Lambda, 2026-11)."""
_PANDAS = "336392948345 839552336658"
"""The second in Hong Kong ("AWS Lambda managed layers", AWS SDK for pandas, versions 3.4 and 3.16, 2026-11)."""
_WEB_ADAPTER = "041581134020 069767869989 753240598075"
"""The first two in China (the README of aws/aws-lambda-web-adapter, 2026-11)."""
_OPEN_TELEMETRY = "901920570463"
"""The page of AWS Distro for OpenTelemetry on Lambda (2026-11)."""
OF_AWS = frozenset(
    " ".join(
        (_APP_CONFIG, _INSIGHTS, _PARAMETERS_AND_SECRETS, _POWERTOOLS, _PANDAS, _WEB_ADAPTER, _OPEN_TELEMETRY)
    ).split()
)
"""Accounts from which AWS publishes layers: one for each region of AppConfig, Lambda Insights and the Parameters and
Secrets extension (facts about regions of aws-cdk-lib 2.275.0, 2026-11), and those of the projects above."""
_ARN = regex(r"arn:[^:]*:lambda:[^:]*:(?P<account>[0-9]{12}):layer:")


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
