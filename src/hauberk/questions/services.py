"""The services whose resources have policies: as people call them, and by the types of CloudFormation's resources.

Names and types from the Service Authorization Reference and the CloudFormation Template Reference (2026-11).
"""

from hauberk.iam.catalogue import prefixes
from hauberk.iam.language.text import ANY, Glob, glob
from hauberk.questions.files import InputError
from hauberk.scan.nearest import nearest

_CALLED = {
    "api-gateway": "execute-api",
    "apigateway": "execute-api",
    "cloudwatch-logs": "logs",
    "efs": "elasticfilesystem",
    "elasticsearch": "es",
    "eventbridge": "events",
    "iam": "sts",
    "msk": "kafka",
    "opensearch": "es",
    "trust": "sts",
}
"""Names by which services go, with the prefix of the actions that their resources' policies are about. A policy of IAM
is a role's trust policy, whose actions are of STS."""
_TYPES = {
    "ApiGateway": "execute-api",
    "BedrockAgentCore": "bedrock-agentcore",
    "EFS": "elasticfilesystem",
    "Elasticsearch": "es",
    "EventSchemas": "schemas",
    "EventsV2": "events",
    "IAM": "sts",
    "MSK": "kafka",
    "OpenSearchService": "es",
    "PaymentCryptography": "payment-cryptography",
    "RedshiftServerless": "redshift-serverless",
    "S3ObjectLambda": "s3-object-lambda",
    "S3Outposts": "s3-outposts",
    "SMSVOICE": "sms-voice",
    "VpcLattice": "vpc-lattice",
}
"""The prefixes of types whose second word isn't the prefix."""
_MORE = {"kafka": ("kafka-cluster",), "redshift": ("redshift-serverless",), "vpc-lattice": ("vpc-lattice-svcs",)}
"""Further prefixes of the actions that the same policies are about."""


def service_called(name: str) -> str:
    """The prefix of a service's actions by what it is called. Raises :class:`InputError`."""
    lower = name.lower()
    found = _CALLED.get(lower, lower)
    if found not in prefixes():
        raise InputError(f"there is no service {name!r}{nearest(lower, [*_CALLED, *prefixes()])}")
    return found


def service_of(type_: str) -> str:
    """The prefix of the actions that policies of a CloudFormation type are about."""
    namespace = type_.split("::")[1] if type_.startswith("AWS::") else ""
    return _TYPES.get(namespace, namespace.lower())


def actions_of(service: str) -> tuple[Glob, ...]:
    """All actions that policies of a service's resources are about."""
    return tuple(glob(f"{prefix}:", ANY) for prefix in (service, *_MORE.get(service, ())))
