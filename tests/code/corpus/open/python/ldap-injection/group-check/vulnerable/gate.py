"""Authorizer of the intranet's API: the user is in the directory, or stays outside."""

import base64
import os

from ldap3 import Connection, Server


class Directory:
    def __init__(self, url):
        self.server = Server(url, use_ssl=True, connect_timeout=2)
        self.base = os.environ["LDAP_BASE"]

    def dn_of(self, user):
        with Connection(self.server, auto_bind=True) as anonymous:
            anonymous.search(self.base, f"(&(uid={user})(memberOf=cn=api,{self.base}))")  # FAULT ldap-injection
            return anonymous.entries[0].entry_dn if len(anonymous.entries) == 1 else None

    def accepts(self, dn, password):
        return bool(password) and Connection(self.server, dn, password).bind()


directory = Directory(os.environ["LDAP_URL"])


def handler(event, context):
    scheme, _, encoded = event["authorizationToken"].partition(" ")
    user, _, password = base64.b64decode(encoded).decode().partition(":")
    dn = directory.dn_of(user) if scheme == "Basic" else None
    effect = "Allow" if dn and directory.accepts(dn, password) else "Deny"
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"]}
    return {"principalId": dn or "nobody", "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
