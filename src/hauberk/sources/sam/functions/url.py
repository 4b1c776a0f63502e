"""A function's URL, and the permissions that open it to everyone when it asks for no authorisation.

Facts from the AWS SAM developer guide, "FunctionUrlConfig", and the Lambda developer guide, "Control access to Lambda
function URLs" (2026-11): since October 2025 a URL's caller needs ``lambda:InvokeFunction`` as well.
"""

from functools import partial

from hauberk.model.values import Value, entry_of, fields_of
from hauberk.sources.sam.build import all_of, certain, each, is_absent, is_written, negated, nothing
from hauberk.sources.sam.functions.maker import Maker

PARTS = ("AuthType", "Cors", "InvokeMode")


def derive(maker: Maker) -> None:
    """Makes the URL, where ``FunctionUrlConfig`` is there: not where a macro may add one."""
    written = maker.value("FunctionUrlConfig")
    if nothing(written) or "FunctionUrlConfig" not in maker.properties.names():
        return
    trail = (written.span,) if written.span else maker.trail
    there = all_of(maker.source.presence, negated(is_absent(written)))
    content = {name: each(written, partial(_part, name)) for name in PARTS}
    on = maker.target
    maker.make("Url", "AWS::Lambda::Url", {**content, "TargetFunctionArn": on}, trail, presence=there)
    auth = fields_of(written).value("AuthType")
    if certain(auth) == "NONE" and is_written(auth):  # SAM looks at the word only, not through a parameter or Fn::If
        open_to_all = {
            "Action": "lambda:InvokeFunctionUrl",
            "FunctionName": on,
            "Principal": "*",
            "FunctionUrlAuthType": auth,
        }
        maker.make("UrlPublicPermissions", "AWS::Lambda::Permission", open_to_all, trail)
        invoke = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": on,
            "Principal": "*",
            "InvokedViaFunctionUrl": True,
        }
        maker.make("URLInvokeAllowPublicAccess", "AWS::Lambda::Permission", invoke, trail)


def _part(name: str, config: Value) -> Value:
    return entry_of(config, name)
