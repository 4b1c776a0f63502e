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


def _backups(making: Making) -> None:
    wanted = making.properties.get("PointInTimeRecoverySpecification")
    if not isinstance(wanted, dict):
        return
    sent = making.fit("update_continuous_backups", {"PointInTimeRecoverySpecification": wanted})
    making.call("update_continuous_backups", TableName=making.ref, **sent)
    told = making.call("describe_continuous_backups", TableName=making.ref)["ContinuousBackupsDescription"]
    status = told.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus")
    making.compare(sent, {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": status == "ENABLED"}})


def _time_to_live(making: Making) -> None:
    wanted = making.properties.get("TimeToLiveSpecification")
    if not isinstance(wanted, dict):
        return
    sent = making.fit("update_time_to_live", {"TimeToLiveSpecification": wanted})
    making.call("update_time_to_live", TableName=making.ref, **sent)
    told = making.call("describe_time_to_live", TableName=making.ref)["TimeToLiveDescription"]
    enabled = told.get("TimeToLiveStatus") == "ENABLED"
    making.compare(sent, {"TimeToLiveSpecification": {**told, "Enabled": enabled}})


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
            _backups,
            _time_to_live,
            Step(
                "put_resource_policy",
                ("ResourcePolicy",),
                {"ResourceArn": "${Arn}"},
                whole=True,
                renamed={"PolicyDocument": "Policy"},
                reads=(Read("get_resource_policy", {"ResourceArn": "${Arn}"}),),
            ),
        ),
        apart=frozenset(("PointInTimeRecoverySpecification", "TimeToLiveSpecification")),
        reads=(
            Read("describe_table", _TABLE, "Table", {"SSESpecification": ""}),
            Read("describe_table", _TABLE, "Table.BillingModeSummary.BillingMode", under="BillingMode"),
            Read("list_tags_of_resource", {"ResourceArn": "${Arn}"}),
        ),
    ),
}
