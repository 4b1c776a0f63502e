"""ECR, CodeDeploy, ACM and CloudFront: what brings code and requests to functions."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step


def _distribution(making: Making) -> None:
    """A distribution in the API's terms: what CloudFormation fills in, and lists that are counted."""
    configuration = {"Comment": "", "CallerReference": making.id, **making.properties.get("DistributionConfig", {})}
    for origin in configuration.get("Origins") or ():
        if "CustomOriginConfig" in origin:
            origin["CustomOriginConfig"] = {"HTTPPort": 80, "HTTPSPort": 443, **origin["CustomOriginConfig"]}
    making.properties["DistributionConfig"] = counted(configuration)


def counted(value: object, name: str = "") -> object:
    """CloudFront's lists say how long they are; a template has them plain."""
    if isinstance(value, dict):
        return {key: counted(one, key) for key, one in value.items()}
    if isinstance(value, list) and name != "Tags":
        return {"Quantity": len(value), "Items": [counted(one) for one in value]}
    return value


def _repository(making: Making) -> None:
    policy = making.properties.get("RepositoryPolicyText")
    name = making.properties["RepositoryName"]
    if policy:
        making.tried("RepositoryPolicyText", "set_repository_policy", repositoryName=name, policyText=text(policy))
    lifecycle = making.properties.get("LifecyclePolicy", {}).get("LifecyclePolicyText")
    if lifecycle:
        making.tried(
            "LifecyclePolicy", "put_lifecycle_policy", repositoryName=name, lifecyclePolicyText=text(lifecycle)
        )


RECIPES = {
    "AWS::ECR::Repository": Recipe(
        "ecr",
        Step("create_repository"),
        "${.repository.repositoryName}",
        "${.repository.repositoryArn}",
        named="RepositoryName",
        name="${stack}/${id}",
        attributes={"RepositoryUri": "${.repository.repositoryUri}"},
        after=(_repository,),
        apart=frozenset(("RepositoryPolicyText", "LifecyclePolicy", "EmptyOnDelete")),
        reads=(
            Read("describe_repositories", {"repositoryNames": ["${RepositoryName}"]}, "repositories.0"),
            Read("list_tags_for_resource", {"resourceArn": "${Arn}"}),
        ),
    ),
    "AWS::CodeDeploy::Application": Recipe(
        "codedeploy",
        Step("create_application"),
        "${ApplicationName}",
        "arn:aws:codedeploy:${Region}:${Account}:application:${ApplicationName}",
        named="ApplicationName",
        reads=(Read("get_application", {"applicationName": "${ApplicationName}"}, "application"),),
    ),
    "AWS::CodeDeploy::DeploymentGroup": Recipe(
        "codedeploy",
        Step("create_deployment_group"),
        "${DeploymentGroupName}",
        named="DeploymentGroupName",
        reads=(
            Read(
                "get_deployment_group",
                {"applicationName": "${ApplicationName}", "deploymentGroupName": "${DeploymentGroupName}"},
                "deploymentGroupInfo",
            ),
        ),
    ),
    "AWS::CertificateManager::Certificate": Recipe(
        "acm",
        Step("request_certificate"),
        "${.CertificateArn}",
        "${.CertificateArn}",
        reads=(Read("describe_certificate", {"CertificateArn": "${Ref}"}, "Certificate"),),
        ignored=frozenset(("DomainValidationOptions",)),
    ),
    "AWS::Signer::SigningProfile": Recipe(
        "signer",
        Step("put_signing_profile"),
        "${.arn}",
        "${.arn}",
        named="ProfileName",
        name="${Stack}_${Id}",
        attributes={"ProfileName": "${ProfileName}", "ProfileVersionArn": "${.profileVersionArn}"},
        reads=(Read("get_signing_profile", {"profileName": "${ProfileName}"}),),
    ),
    "AWS::CloudFront::Distribution": Recipe(
        "cloudfront",
        Step("create_distribution"),
        "${.Distribution.Id}",
        "${.Distribution.ARN}",
        attributes={"Id": "${Ref}", "DomainName": "${.Distribution.DomainName}"},
        before=(_distribution,),
        reads=(Read("get_distribution_config", {"Id": "${Ref}"}),),
        apart=frozenset(("Tags",)),
    ),
    "AWS::CloudFront::OriginAccessControl": Recipe(
        "cloudfront",
        Step("create_origin_access_control"),
        "${.OriginAccessControl.Id}",
        attributes={"Id": "${Ref}"},
        reads=(Read("get_origin_access_control_config", {"Id": "${Ref}"}),),
    ),
    "AWS::CloudFront::CloudFrontOriginAccessIdentity": Recipe(
        "cloudfront",
        Step("create_cloud_front_origin_access_identity"),
        "${.CloudFrontOriginAccessIdentity.Id}",
        attributes={"S3CanonicalUserId": "${.CloudFrontOriginAccessIdentity.S3CanonicalUserId}"},
        reads=(Read("get_cloud_front_origin_access_identity_config", {"Id": "${Ref}"}),),
    ),
    "AWS::CloudFront::Function": Recipe(
        "cloudfront", Step("create_function"), "${.FunctionSummary.FunctionMetadata.FunctionARN}"
    ),
    "AWS::CloudFront::CachePolicy": Recipe("cloudfront", Step("create_cache_policy"), "${.CachePolicy.Id}"),
}
