"""Practice 8: input validation."""

from hauberk.practices.validation import balancers, commands, cors, graphql, handlers, queries, requests, responses

CONTROLS = (
    *requests.CONTROLS,
    *cors.CONTROLS,
    *graphql.CONTROLS,
    *balancers.CONTROLS,
    *handlers.CONTROLS,
    *commands.CONTROLS,
    *queries.CONTROLS,
    *responses.CONTROLS,
)
