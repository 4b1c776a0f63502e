"""Practice 14: review of IAM policies."""

from hauberk.practices.review import account, analyzers, users

CONTROLS = (*users.CONTROLS, *account.CONTROLS, *analyzers.CONTROLS)
