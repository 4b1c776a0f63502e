"""Practice 14: review of IAM policies."""

from hauberk.practices.review import users

CONTROLS = users.CONTROLS
