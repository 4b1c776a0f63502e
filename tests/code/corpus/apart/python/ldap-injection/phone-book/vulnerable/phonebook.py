"""The company's phone book: a form on the intranet, Active Directory behind."""
import json
import os
import ssl

from ldap3 import SUBTREE, Connection, Server, Tls

server = Server(os.environ["LDAP_HOST"], port=636, use_ssl=True, tls=Tls(validate=ssl.CERT_REQUIRED))
BASE = "ou=people,dc=corp,dc=example,dc=com"
ATTRIBUTES = ["displayName", "telephoneNumber", "department"]


def lookup(text):
    with Connection(server, os.environ["BIND_DN"], os.environ["BIND_PASSWORD"], read_only=True) as directory:
        directory.search(BASE, f"(&(objectClass=person)(displayName=*{text}*))", SUBTREE, attributes=ATTRIBUTES, size_limit=50)  # FAULT ldap-injection
        return [entry.entry_attributes_as_dict for entry in directory.entries]


def handler(event, context):
    text = (event.get("queryStringParameters") or {}).get("q", "")
    if len(text) < 3:
        people = []
    else:
        people = lookup(text)
    return {
        "statusCode": 200,
        "statusDescription": "200 OK",
        "isBase64Encoded": False,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(people),
    }
