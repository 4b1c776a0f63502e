"""Practice 14: review of IAM policies."""

from hauberk.practices.review import account, analyzers, leftovers, unused, users

CONTROLS = (*users.CONTROLS, *unused.CONTROLS, *account.CONTROLS, *leftovers.CONTROLS, *analyzers.CONTROLS)
