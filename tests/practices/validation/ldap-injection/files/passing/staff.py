import os

import ldap
import ldap.filter

BASE = "ou=people,dc=example,dc=com"


def handler(event, context):
    name = ldap.filter.escape_filter_chars(event["pathParameters"]["name"])
    directory = ldap.initialize(os.environ["DIRECTORY"])
    found = directory.search_s(BASE, ldap.SCOPE_SUBTREE, f"(&(kind=staff)(uid={name}))")
    return {"statusCode": 200 if found else 404}
