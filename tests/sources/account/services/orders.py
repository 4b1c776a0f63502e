"""Two functions as Lambda lists them: one of an archive, with a version, and one of an image."""

from tests.sources.account.services.recorded import REGION, line

ARN = f"arn:aws:lambda:{REGION}:123456789012:function:"
ORDERS = {"FunctionName": "orders", "FunctionArn": f"{ARN}orders", "Version": "$LATEST", "PackageType": "Zip"}
MODEL = {"FunctionName": "model", "FunctionArn": f"{ARN}model", "Version": "$LATEST", "PackageType": "Image"}
BOTH = line("lambda:ListFunctions", {"Functions": [ORDERS, MODEL]})
SECOND = {**ORDERS, "FunctionArn": f"{ARN}orders:2", "Version": "2", "Description": "the second"}


PUBLISHED = (
    line("lambda:ListFunctions", {"Functions": [ORDERS]}),
    line("lambda:ListFunctions", {"Functions": [ORDERS, SECOND]}, FunctionVersion="ALL"),
    line("lambda:ListAliases", {"Aliases": []}, FunctionName="orders"),
    line("lambda:ListFunctionUrlConfigs", {"FunctionUrlConfigs": []}, FunctionName="orders"),
    line("lambda:GetPolicy", "ResourceNotFoundException", FunctionName="orders"),
)
"""A function with a version, and no policy of its own."""
