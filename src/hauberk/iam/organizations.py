"""What AWS Organizations' policies bear on.

A request of, or on, an organization's management account isn't limited by them; whoever asks leaves the policies out
then.
"""

from hauberk.iam.language import arn

RCP_SERVICES = frozenset(
    (
        "aoss",
        "appconfig",
        "appstream",
        "autoscaling",
        "autoscaling-plans",
        "budgets",
        "clouddirectory",
        "cloudfront",
        "cloudsearch",
        "cloudtrail-data",
        "codeartifact",
        "codebuild",
        "codecommit",
        "codepipeline",
        "cognito-identity",
        "cognito-idp",
        "comprehend",
        "comprehendmedical",
        "compute-optimizer",
        "cost-optimization-hub",
        "dax",
        "dsql",
        "dynamodb",
        "ecr",
        "ecr-public",
        "events",
        "firehose",
        "fis",
        "fms",
        "gamelift",
        "health",
        "inspector-scan",
        "kendra",
        "kinesisvideo",
        "kms",
        "logs",
        "memorydb",
        "networkmonitor",
        "notifications",
        "opensearch",
        "pca-connector-ad",
        "personalize",
        "polly",
        "pricing",
        "resource-groups",
        "rolesanywhere",
        "s3",
        "secretsmanager",
        "servicediscovery",
        "signin",
        "sqs",
        "sts",
        "support",
        "swf",
        "textract",
        "timestream-influxdb",
        "transcribe",
        "transfer",
        "translate",
        "wafv2",
        "workspaces",
        "xray",
    )
)
"""The services whose actions a resource control policy bears on, by the prefix of their actions.

Source: AWS Organizations user guide, "Resource control policies (RCPs)", "List of AWS services that support RCPs"
(2026-11).
"""

RCP_EXEMPT = frozenset(("kms:retiregrant",))
"""Actions of those services that they don't bear on: the same page, "Resources and entities not restricted"."""

_PATH = "role/aws-service-role/"
_NAME = "AWSServiceRoleFor"


def rcp_bears_on(action: str) -> bool:
    """Whether a resource control policy says anything on an action."""
    action = action.lower()
    return action.partition(":")[0] in RCP_SERVICES and action not in RCP_EXEMPT


def is_service_linked(principal: str) -> bool:
    """Whether an ARN is that of a service-linked role or its session: "SCPs do not affect any service-linked role", nor
    do RCPs. A session's ARN has no path; the prefix of the role's name is AWS's own (IAM user guide, "Create a
    service-linked role")."""
    parts = arn.split(principal)
    if parts is None:
        return False
    if parts.resource.startswith(_PATH):
        return True
    return parts.service == "sts" and parts.resource.startswith(f"assumed-role/{_NAME}")
