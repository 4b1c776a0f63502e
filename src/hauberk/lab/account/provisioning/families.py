"""Which recipe makes which type of resource."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hauberk.lab.account.provisioning.recipe import Recipe

FAMILIES = {
    "ApiGateway": "rest_apis",
    "ApiGatewayV2": "http_apis",
    "AppSync": "stores",
    "CertificateManager": "delivery",
    "CloudFront": "delivery",
    "CloudTrail": "oversight",
    "CloudWatch": "oversight",
    "CodeDeploy": "delivery",
    "Cognito": "user_pools",
    "Config": "oversight",
    "DynamoDB": "tables",
    "EC2": "networks",
    "ECR": "delivery",
    "EFS": "stores",
    "ECS": "containers",
    "ElasticLoadBalancingV2": "containers",
    "Events": "events",
    "IAM": "principals",
    "IoT": "events",
    "KMS": "keys",
    "Kinesis": "streams",
    "Lambda": "functions",
    "Logs": "logs",
    "Pipes": "schedules",
    "RDS": "stores",
    "Route53": "containers",
    "S3": "buckets",
    "SNS": "topics",
    "SQS": "queues",
    "SSM": "parameters",
    "Scheduler": "schedules",
    "SecretsManager": "secrets",
    "Signer": "delivery",
    "StepFunctions": "machines",
    "WAFv2": "firewalls",
    "XRay": "logs",
}
"""The module for the types of a service, by the middle of their names."""


@cache
def recipe_of(type_: str) -> "Recipe | None":
    """The recipe for a type, or ``None``."""
    family = FAMILIES.get(type_.split("::")[1]) if type_.count("::") == 2 else None
    if family is None:
        return None
    found: Recipe | None = import_module(f"hauberk.lab.account.provisioning.{family}").RECIPES.get(type_)
    return found
