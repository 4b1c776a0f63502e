from company.audit import audited
from company.vault import Vault


@audited
def handler(event, context):
    Vault().put(event["name"], event["body"])
