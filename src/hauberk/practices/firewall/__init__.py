"""Practice 9: web application firewalls."""

from hauberk.practices.firewall import acls, entries

CONTROLS = (*entries.CONTROLS, *acls.CONTROLS)
