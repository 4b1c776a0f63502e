"""A function's URL, and the permissions that open it to everyone when it asks for no authorisation.

Facts from the AWS SAM developer guide, "FunctionUrlConfig", and the Lambda developer guide, "Control access to Lambda
function URLs" (2026-11): since October 2025 a URL's caller needs ``lambda:InvokeFunction`` as well.
"""

from hauberk.model.values import Value, alternatives, fields_of
from hauberk.sources.sam.build import certain, is_written, nothing
from hauberk.sources.sam.functions.maker import Maker


def derive(maker: Maker) -> None:
    """Makes the URL."""
    written = maker.value("FunctionUrlConfig")
    if nothing(written):
        return
    for _, choice in alternatives(written):
        _derive(maker, choice)
        return


def _derive(maker: Maker, written: Value) -> None:
    config = fields_of(written)
    trail = (written.span,) if written.span else maker.trail
    on = maker.target
    content = {
        "AuthType": config.value("AuthType"),
        "Cors": config.value("Cors"),
        "InvokeMode": config.value("InvokeMode"),
        "TargetFunctionArn": on,
    }
    maker.make("Url", "AWS::Lambda::Url", content, trail)
    auth = config.value("AuthType")
    if certain(auth) == "NONE" and is_written(auth):  # SAM looks at the word only, not through a parameter
        open_to_all = {
            "Action": "lambda:InvokeFunctionUrl",
            "FunctionName": on,
            "Principal": "*",
            "FunctionUrlAuthType": config.value("AuthType"),
        }
        maker.make("UrlPublicPermissions", "AWS::Lambda::Permission", open_to_all, trail)
        invoke = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": on,
            "Principal": "*",
            "InvokedViaFunctionUrl": True,
        }
        maker.make("URLInvokeAllowPublicAccess", "AWS::Lambda::Permission", invoke, trail)
