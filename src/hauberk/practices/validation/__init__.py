"""Practice 8: input validation."""

from hauberk.practices.validation import cors, graphql, requests, taint

CONTROLS = (*requests.CONTROLS, *cors.CONTROLS, *graphql.CONTROLS, *taint.CONTROLS)
