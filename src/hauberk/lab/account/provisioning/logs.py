"""CloudWatch Logs."""

from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_GROUP = {"logGroupName": "${Ref}"}

RECIPES = {
    "AWS::Logs::LogGroup": Recipe(
        "logs",
        Step("create_log_group", renamed={"DataProtectionPolicy": "policyDocument"}),
        "${LogGroupName}",
        "arn:aws:logs:${Region}:${Account}:log-group:${LogGroupName}",
        named="LogGroupName",
        attributes={"Arn": "${Arn}:*"},
        after=(
            Step(
                "put_retention_policy",
                ("RetentionInDays",),
                _GROUP,
                reads=(Read("describe_log_groups", {"logGroupNamePrefix": "${Ref}"}, "logGroups.0"),),
            ),
            Step(
                "put_data_protection_policy",
                ("DataProtectionPolicy",),
                {"logGroupIdentifier": "${Ref}"},
                into="policyDocument",
            ),
        ),
        reads=(
            Read("describe_log_groups", {"logGroupNamePrefix": "${Ref}"}, "logGroups.0"),
            Read("list_tags_log_group", _GROUP, "tags", under="tags"),
        ),
        dispensable=("KmsKeyId",),
    ),
    "AWS::Logs::LogStream": Recipe("logs", Step("create_log_stream"), "${LogStreamName}", named="LogStreamName"),
    "AWS::Logs::MetricFilter": Recipe(
        "logs",
        Step("put_metric_filter"),
        "${FilterName}",
        named="FilterName",
        reads=(
            Read(
                "describe_metric_filters",
                {"logGroupName": "${LogGroupName}", "filterNamePrefix": "${FilterName}"},
                "metricFilters.0",
            ),
        ),
    ),
    "AWS::Logs::SubscriptionFilter": Recipe(
        "logs",
        Step("put_subscription_filter"),
        "${FilterName}",
        named="FilterName",
        reads=(Read("describe_subscription_filters", {"logGroupName": "${LogGroupName}"}, "subscriptionFilters.0"),),
    ),
    "AWS::Logs::ResourcePolicy": Recipe(
        "logs",
        Step("put_resource_policy"),
        "${PolicyName}",
        reads=(Read("describe_resource_policies", {}, "resourcePolicies[policyName]"),),
    ),
    "AWS::XRay::ResourcePolicy": Recipe(
        "xray",
        Step("put_resource_policy"),
        "${PolicyName}",
        reads=(Read("list_resource_policies", {}, "ResourcePolicies[PolicyName]"),),
    ),
}
