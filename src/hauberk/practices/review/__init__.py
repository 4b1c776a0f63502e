"""Practice 14: review of IAM policies."""

from hauberk.practices.review import account, users

CONTROLS = (*users.CONTROLS, *account.CONTROLS)
