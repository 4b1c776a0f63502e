"""DynamoDB."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_TABLE = {"TableName": "${Ref}"}


def _stream(making: Making) -> None:
    """A template needn't say that a stream or encryption is on which it configures; the API wants it said."""
    stream = making.properties.get("StreamSpecification")
    if isinstance(stream, dict):
        making.properties["StreamSpecification"] = {"StreamEnabled": True, **stream}
    encryption = making.properties.get("SSESpecification")
    if isinstance(encryption, dict) and "SSEEnabled" in encryption:
        encryption["Enabled"] = encryption.pop("SSEEnabled")
    if not making.properties.get("ProvisionedThroughput"):
        making.properties.setdefault("BillingMode", "PAY_PER_REQUEST")


def _encryption_told(making: Making) -> None:
    """How a table is encrypted is told in other words than it is asked for."""
    wanted = making.properties.get("SSESpecification")
    if not isinstance(wanted, dict):
        return
    told = making.call("describe_table", TableName=making.ref)["Table"].get("SSEDescription", {})
    enabled = str(wanted.get("Enabled", False)).lower() == "true"
    sent = {"Enabled": enabled, **({"KMSMasterKeyId": wanted["KMSMasterKeyId"]} if "KMSMasterKeyId" in wanted else {})}
    making.compare(
        {"SSESpecification": sent},
        {"SSESpecification": {
            "Enabled": told.get("Status") == "ENABLED", "KMSMasterKeyId": told.get("KMSMasterKeyArn")
        }},
    )  # fmt: skip


RECIPES = {
    "AWS::DynamoDB::Table": Recipe(
        "dynamodb",
        Step("create_table"),
        "${.TableDescription.TableName}",
        "${.TableDescription.TableArn}",
        named="TableName",
        attributes={"StreamArn": "${.TableDescription.LatestStreamArn}"},
        before=(_stream,),
        after=(
            _encryption_told,
            Step(
                "update_continuous_backups",
                ("PointInTimeRecoverySpecification",),
                _TABLE,
                into="PointInTimeRecoverySpecification",
                reads=(
                    Read(
                        "describe_continuous_backups",
                        _TABLE,
                        "ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus",
                        under="Status",
                        renamed={"PointInTimeRecoverySpecification": ""},
                    ),
                ),
            ),
            Step(
                "update_time_to_live",
                ("TimeToLiveSpecification",),
                _TABLE,
                reads=(
                    Read(
                        "describe_time_to_live",
                        _TABLE,
                        "TimeToLiveDescription",
                        under="TimeToLiveSpecification",
                    ),
                ),
            ),
            Step(
                "put_resource_policy",
                ("ResourcePolicy",),
                {"ResourceArn": "${Arn}"},
                whole=True,
                renamed={"PolicyDocument": "Policy"},
                reads=(Read("get_resource_policy", {"ResourceArn": "${Arn}"}),),
            ),
        ),
        reads=(
            Read("describe_table", _TABLE, "Table", {"SSESpecification": ""}),
            Read("describe_table", _TABLE, "Table.BillingModeSummary.BillingMode", under="BillingMode"),
            Read("list_tags_of_resource", {"ResourceArn": "${Arn}"}),
        ),
    ),
}
