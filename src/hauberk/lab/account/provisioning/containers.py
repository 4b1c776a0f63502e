"""Route 53, load balancers and ECS: what stands before, or beside, functions."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step


def _zone(making: Making) -> None:
    making.properties["CallerReference"] = making.id
    for vpc in making.properties.pop("VPCs", ())[:1]:
        making.properties["VPC"] = vpc


def _record(making: Making) -> None:
    """A record is a change of its zone."""
    properties = dict(making.properties)
    zone = properties.pop("HostedZoneId", None) or _zone_of(making, str(properties.pop("HostedZoneName", "")))
    values = properties.pop("ResourceRecords", None)
    if values:
        properties["ResourceRecords"] = [{"Value": one} for one in values]
    if isinstance(properties.get("AliasTarget"), dict):
        properties["AliasTarget"] = {"EvaluateTargetHealth": False, **properties["AliasTarget"]}
    changes = [{"Action": "UPSERT", "ResourceRecordSet": properties}]
    sent = making.fit("change_resource_record_sets", {"HostedZoneId": zone, "ChangeBatch": {"Changes": changes}})
    making.call("change_resource_record_sets", **sent)
    making.ref = str(properties.get("Name", ""))


def _zone_of(making: Making, name: str) -> str | None:
    zones = making.call("list_hosted_zones")["HostedZones"]
    return next((zone["Id"] for zone in zones if zone["Name"].rstrip(".") == name.rstrip(".")), None)


RECIPES = {
    "AWS::Route53::HostedZone": Recipe(
        "route53",
        Step("create_hosted_zone"),
        "${.HostedZone.Id}",
        attributes={"Id": "${Ref}"},
        before=(_zone,),
        apart=frozenset(("HostedZoneTags", "QueryLoggingConfig")),
        reads=(Read("get_hosted_zone", {"Id": "${Ref}"}, "HostedZone", {"VPC": ""}),),
    ),
    "AWS::Route53::RecordSet": Recipe("route53", _record, "${Name}"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": Recipe(
        "elbv2",
        Step("create_load_balancer"),
        "${.LoadBalancers.0.LoadBalancerArn}",
        "${.LoadBalancers.0.LoadBalancerArn}",
        named="Name",
        name="${Id}",
        attributes={"LoadBalancerArn": "${Ref}", "DNSName": "${.LoadBalancers.0.DNSName}"},
        apart=frozenset(("LoadBalancerAttributes",)),
        after=(
            Step(
                "modify_load_balancer_attributes",
                ("LoadBalancerAttributes",),
                {"LoadBalancerArn": "${Ref}"},
                into="Attributes",
                reads=(Read("describe_load_balancer_attributes", {"LoadBalancerArn": "${Ref}"}),),
            ),
        ),
        reads=(
            Read(
                "describe_load_balancers",
                {"LoadBalancerArns": ["${Ref}"]},
                "LoadBalancers.0",
                {"Name": "LoadBalancerName", "Subnets": "", "SubnetMappings": "", "Tags": ""},
            ),
        ),
    ),
    "AWS::ElasticLoadBalancingV2::TargetGroup": Recipe(
        "elbv2",
        Step("create_target_group"),
        "${.TargetGroups.0.TargetGroupArn}",
        "${.TargetGroups.0.TargetGroupArn}",
        named="Name",
        name="${Id}",
        attributes={"TargetGroupArn": "${Ref}"},
        apart=frozenset(("Targets", "TargetGroupAttributes")),
        after=(
            Step("register_targets", ("Targets",), {"TargetGroupArn": "${Ref}"}, into="Targets"),
            Step(
                "modify_target_group_attributes",
                ("TargetGroupAttributes",),
                {"TargetGroupArn": "${Ref}"},
                into="Attributes",
            ),
        ),
        reads=(
            Read(
                "describe_target_groups",
                {"TargetGroupArns": ["${Ref}"]},
                "TargetGroups.0",
                {"Name": "TargetGroupName", "Tags": ""},
            ),
        ),
    ),
    "AWS::ElasticLoadBalancingV2::Listener": Recipe(
        "elbv2",
        Step("create_listener"),
        "${.Listeners.0.ListenerArn}",
        "${.Listeners.0.ListenerArn}",
        attributes={"ListenerArn": "${Ref}"},
        reads=(Read("describe_listeners", {"ListenerArns": ["${Ref}"]}, "Listeners.0", {"Tags": ""}),),
    ),
    "AWS::ElasticLoadBalancingV2::ListenerRule": Recipe(
        "elbv2",
        Step("create_rule"),
        "${.Rules.0.RuleArn}",
        reads=(Read("describe_rules", {"RuleArns": ["${Ref}"]}, "Rules.0", {"ListenerArn": "", "Tags": ""}),),
    ),
    "AWS::ECS::Cluster": Recipe(
        "ecs",
        Step("create_cluster"),
        "${.cluster.clusterName}",
        "${.cluster.clusterArn}",
        named="ClusterName",
        reads=(
            Read(
                "describe_clusters",
                {"clusters": ["${Ref}"], "include": ["TAGS", "SETTINGS", "CONFIGURATIONS"]},
                "clusters.0",
            ),
        ),
    ),
    "AWS::ECS::TaskDefinition": Recipe(
        "ecs",
        Step("register_task_definition"),
        "${.taskDefinition.taskDefinitionArn}",
        "${.taskDefinition.taskDefinitionArn}",
        named="Family",
        attributes={"TaskDefinitionArn": "${Ref}"},
        reads=(Read("describe_task_definition", {"taskDefinition": "${Ref}"}, "taskDefinition", {"tags": ""}),),
    ),
    "AWS::ECS::Service": Recipe("ecs", Step("create_service"), "${.service.serviceArn}", named="ServiceName"),
}
