"""What queries a GraphQL API takes."""

from hauberk.model.api import GraphqlApi
from hauberk.model.verdict import LOW, Verdict
from hauberk.practices.checks import must, must_be_among
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("graphql-api-without-depth-limit", practice=8, severity=LOW, subject=GraphqlApi)
def graphql_api_without_depth_limit(api: GraphqlApi, study: Study) -> Verdict:
    """A GraphQL API takes queries of any depth.

    Fields that lead to each other let a short query ask for an exponential number of objects.

    Attack: one query, author of books of author of books…, keeps every resolver busy and costs accordingly.

    Safe when: no type leads back to itself.

    Fix: set QueryDepthLimit, and ResolverCountLimit.

    References:
    - https://docs.aws.amazon.com/appsync/latest/devguide/introspection-and-limits.html
    """
    says = "a query may be as deep as its sender likes"
    return must(api.depth, lambda depth: isinstance(depth, (int, float)) and depth > 0, says)


@control("graphql-introspection-enabled", practice=8, severity=LOW, subject=GraphqlApi)
def graphql_introspection_enabled(api: GraphqlApi, study: Study) -> Verdict:
    """A GraphQL API tells everyone its whole schema.

    Introspection lists every type, field and mutation, those included that no client uses.

    Attack: the attacker reads the schema first, and finds the mutation that nobody thought to protect.

    Safe when: the API is meant for others to build on.

    Fix: set IntrospectionConfig to DISABLED.

    References:
    - https://docs.aws.amazon.com/appsync/latest/devguide/introspection-and-limits.html
    """
    return must_be_among(api.introspection, ("DISABLED",), "every caller can read the whole schema")


CONTROLS = (graphql_api_without_depth_limit, graphql_introspection_enabled)
