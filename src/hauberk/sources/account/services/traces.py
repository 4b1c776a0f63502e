"""X-Ray: whom the policies on traces let in, and whose key protects these.

Operations and members from the AWS X-Ray API Reference, properties of the policy from the CloudFormation Template
Reference (2026-11), which has no word for the encryption: AWS encrypts traces with a key of its own unless a key is
named (X-Ray developer guide, "Data protection in AWS X-Ray").
"""

from collections.abc import Iterator

from hauberk.sources.account.calls import Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import document, inner, listed, only, text

POLICY, ENCRYPTION = "AWS::XRay::ResourcePolicy", "Account::TraceEncryption"
READS = (
    Read("xray", "ListResourcePolicies", (POLICY,)),
    Read("xray", "GetEncryptionConfig", (ENCRYPTION,)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The policies, then how the traces of the region are encrypted."""
    own = f"arn:{place.partition}:xray:{place.region}:{place.account}"
    for one in listed(answers.data("xray", "ListResourcePolicies"), "ResourcePolicies"):
        if name := text(one, "PolicyName"):
            properties = {"PolicyName": name, "PolicyDocument": document(one.get("PolicyDocument"))}
            yield Made(POLICY, f"{own}:resource-policy/{name}", name, properties, returns={"": name})
    config = inner(answers.data("xray", "GetEncryptionConfig"), "EncryptionConfig")
    if config:
        yield Made(ENCRYPTION, f"{own}:encryption-config", "traces", only(config, "Type", "KeyId", "Status"))
