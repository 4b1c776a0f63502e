"""Practice 8: input validation."""

from hauberk.practices.validation import balancers, cors, graphql, requests, taint

CONTROLS = (*requests.CONTROLS, *cors.CONTROLS, *graphql.CONTROLS, *balancers.CONTROLS, *taint.CONTROLS)
