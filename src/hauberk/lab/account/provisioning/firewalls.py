"""WAF."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_ACL = {"Name": "${Name}", "Scope": "${Scope}", "Id": "${.Summary.Id}"}


def _association(making: Making) -> None:
    making.ref = making.made_up_name()
    acl, resource = making.properties["WebACLArn"], making.properties["ResourceArn"]
    making.call("associate_web_acl", WebACLArn=acl, ResourceArn=resource)
    told = making.call("get_web_acl_for_resource", ResourceArn=resource)
    making.compare({"WebACLArn": acl}, {"WebACLArn": told.get("WebACL", {}).get("ARN")})


RECIPES = {
    "AWS::WAFv2::WebACL": Recipe(
        "wafv2",
        Step("create_web_acl"),
        "${Name}|${.Summary.Id}|${Scope}",
        "${.Summary.ARN}",
        named="Name",
        attributes={"Id": "${.Summary.Id}"},
        reads=(
            Read("get_web_acl", _ACL, "WebACL", {"Scope": ""}),
            Read("list_tags_for_resource", {"ResourceARN": "${Arn}"}, "TagInfoForResource.TagList", under="Tags"),
        ),
    ),
    "AWS::WAFv2::WebACLAssociation": Recipe("wafv2", _association, "${Ref}"),
    "AWS::WAFv2::IPSet": Recipe(
        "wafv2",
        Step("create_ip_set"),
        "${Name}|${.Summary.Id}|${Scope}",
        "${.Summary.ARN}",
        named="Name",
        reads=(Read("get_ip_set", _ACL, "IPSet", {"Scope": "", "Tags": ""}),),
    ),
    "AWS::WAFv2::RuleGroup": Recipe(
        "wafv2",
        Step("create_rule_group"),
        "${Name}|${.Summary.Id}|${Scope}",
        "${.Summary.ARN}",
        named="Name",
        reads=(Read("get_rule_group", _ACL, "RuleGroup", {"Scope": "", "Tags": ""}),),
    ),
    "AWS::WAFv2::LoggingConfiguration": Recipe(
        "wafv2",
        Step("put_logging_configuration", into="LoggingConfiguration"),
        "${ResourceArn}",
        reads=(Read("get_logging_configuration", {"ResourceArn": "${ResourceArn}"}),),
    ),
}
