"""Practice 8: input validation."""

from hauberk.practices.validation import (
    balancers,
    code,
    commands,
    cors,
    graphql,
    handlers,
    objects,
    outwards,
    paths,
    queries,
    replies,
    requests,
    responses,
    searches,
    unchecked,
)

CONTROLS = (
    *requests.CONTROLS,
    *cors.CONTROLS,
    *graphql.CONTROLS,
    *balancers.CONTROLS,
    *handlers.CONTROLS,
    *commands.CONTROLS,
    *code.CONTROLS,
    *objects.CONTROLS,
    *queries.CONTROLS,
    *searches.CONTROLS,
    *outwards.CONTROLS,
    *paths.CONTROLS,
    *replies.CONTROLS,
    *unchecked.CONTROLS,
    *responses.CONTROLS,
)
