import json
import os

import ldap

FIELDS = ["cn", "telephoneNumber"]


def connect():
    directory = ldap.initialize(os.environ["LDAP_URL"])
    directory.simple_bind_s(os.environ["LDAP_USER"], os.environ["LDAP_PASSWORD"])
    return directory


def numbers(name):
    """Whose name starts so, with their numbers."""
    wanted = "(&(objectClass=person)(cn=%s*))" % name
    for _, fields in connect().search_s(os.environ["LDAP_BASE"], ldap.SCOPE_SUBTREE, wanted, FIELDS):  # FAULT ldap-injection
        yield {field: [value.decode() for value in fields.get(field, [])] for field in FIELDS}


def handler(event, context):
    name = event["queryStringParameters"].get("name", "")
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(list(numbers(name))),
    }
