import os

import ldap

BASE = "ou=people,dc=example,dc=com"


def handler(event, context):
    name = event["pathParameters"]["name"]
    directory = ldap.initialize(os.environ["DIRECTORY"])
    found = directory.search_s(BASE, ldap.SCOPE_SUBTREE, f"(&(kind=staff)(uid={name}))")  # violated
    return {"statusCode": 200 if found else 404}
