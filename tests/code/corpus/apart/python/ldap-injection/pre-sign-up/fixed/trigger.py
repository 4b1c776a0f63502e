"""Pre sign-up: employees are confirmed at once, everybody else waits for the office."""

import os

import ldap
import ldap.filter


class Directory:
    FILTER = "(&(objectClass=inetOrgPerson)(|(uid=%s)(mail=%s)))"

    def __init__(self, url, user, password):
        self.url = url
        self.user = user
        self.password = password
        self._bound = None

    def bound(self):
        if self._bound is None:
            ldap.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)
            self._bound = ldap.initialize(self.url)
            self._bound.simple_bind_s(self.user, self.password)
        return self._bound

    def employs(self, uid, mail):
        wanted = ldap.filter.filter_format(self.FILTER, [uid, mail])
        return bool(self.bound().search_s("ou=staff,dc=example,dc=com", ldap.SCOPE_ONELEVEL, wanted, ["uid"]))


directory = Directory(os.environ["LDAPS_URL"], os.environ["LDAP_USER"], os.environ["LDAP_PASSWORD"])


def pre_sign_up(event, context):
    attributes = event["request"]["userAttributes"]
    if directory.employs(event["userName"], attributes.get("email", "")):
        event["response"]["autoConfirmUser"] = True
    return event
