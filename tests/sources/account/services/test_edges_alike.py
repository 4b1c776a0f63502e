"""What stands in front of and around functions: a template and the account that it was deployed into say the same.

Each family has a world that violates its controls and one that satisfies them, beside the templates of both in
``edges_templates``. Where the emulator holds less than AWS does, the difference stands in :data:`EXPLAINED`, and the
control is proven with recorded answers: ``test_rest_apis.py``, ``test_distributions.py``, ``test_graphql.py``,
``test_certificates.py``, ``test_networks.py``.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.server import embedded_account
from hauberk.practices import all_controls
from tests.sources.account.services.alike import Both, both

TEMPLATES = Path(__file__).parent / "edges_templates"
_TYPES = (
    "AWS::ApiGateway",
    "AWS::AppSync::",
    "AWS::CertificateManager::",
    "AWS::CloudFront::",
    "AWS::Cognito::",
    "AWS::EC2::",
    "AWS::ElasticLoadBalancingV2::",
    "AWS::WAFv2::",
)
_OTHERS = {
    "api-route-without-authorizer",
    "cors-any-origin",
    "cors-any-origin-with-credentials",
    "endpoint-policy-open",
    "function-in-one-subnet",
    "function-in-public-subnet",
    "function-with-default-security-group",
    "integration-skips-verification",
    "method-without-request-model",
    "method-without-request-validator",
    "network-acl-open",
    "plain-http-integration",
    "security-group-open-egress",
    "security-group-open-to-world",
    "security-group-shared",
    "security-group-with-all-ports",
}
"""Controls of parts, and of functions in networks."""
CONTROLS = _OTHERS | {
    control.name for control in all_controls() if any(type_.startswith(_TYPES) for type_ in control.subject.TYPES)
}
NO_ORIGIN = "the emulator forgets S3OriginConfig and the access control of an origin"
NO_SOURCES = "the emulator can't list data sources"
VERIFIED = "CloudFormation has no property for it: a template says it in an OpenAPI document, an account of each method"
RETAINED = "what goes with a stack is told by its template"
EXPLAINED: dict[str, dict[str, str]] = {
    "rest_open": {
        "integration-skips-verification": VERIFIED,
        "rest-api-without-throttling": "the emulator's settings have a rate of 1,000 where nobody set one",
    },
    "rest_closed": {"integration-skips-verification": VERIFIED},
    "http_open": {},
    "http_closed": {},
    "front_open": {
        "certificate-validated-by-email": "the emulator validates by DNS whatever it was asked for",
        "origin-without-access-control": NO_ORIGIN,
        "stateful-resource-not-retained": RETAINED,
        "trigger-on-latest": NO_SOURCES,
    },
    "front_closed": {
        "graphql-api-without-depth-limit": "the emulator forgets the limit",
        "graphql-introspection-enabled": "the emulator forgets the setting",
        "origin-without-access-control": NO_ORIGIN,
        "stateful-resource-not-retained": RETAINED,
        "trigger-on-latest": NO_SOURCES,
    },
    "network_open": {
        "function-with-default-security-group": "the provisioner doesn't know the group that AWS gives a VPC",
    },
    "network_closed": {},
    "balancer_open": {},
    "balancer_closed": {},
}
"""By template: the controls that don't say the same of template and account, and why."""
VIOLATED: dict[str, set[str]] = {
    "rest": {
        "api-logs-whole-requests",
        "api-route-without-authorizer",
        "api-without-tracing",
        "default-endpoint-open",
        "method-without-request-validator",
        "plain-http-integration",
        "rest-api-without-access-logs",
        "rest-api-without-web-acl",
        "usage-plan-without-limits",
        "weak-tls-policy",
    },
    "http": {
        "api-route-without-authorizer",
        "cors-any-origin",
        "default-endpoint-open",
        "http-api-without-access-logs",
        "http-api-without-throttling",
        "plain-http-integration",
        "trigger-on-latest",
        "weak-tls-policy",
    },
    "front": {
        "distribution-allows-http",
        "distribution-without-web-acl",
        "edge-without-access-logs",
        "graphql-api-with-api-key",
        "graphql-api-without-logs",
        "graphql-api-without-tracing",
        "identity-pool-for-guests",
        "plain-http-origin",
        "user-pool-client-reveals-users",
        "user-pool-client-with-implicit-flow",
        "user-pool-open-sign-up",
        "user-pool-with-weak-passwords",
        "user-pool-without-mfa",
        "user-pool-without-threat-protection",
        "user-pool-without-web-acl",
        "weak-tls-policy",
        "web-acl-counts-only",
        "web-acl-without-logs",
        "web-acl-without-metrics",
        "web-acl-without-rate-rule",
    },
    "network": {
        "endpoint-without-policy",
        "function-in-one-subnet",
        "function-in-public-subnet",
        "network-acl-open",
        "security-group-open-egress",
        "security-group-open-to-world",
        "security-group-shared",
        "security-group-with-all-ports",
        "subnet-with-public-addresses",
        "vpc-without-flow-logs",
    },
    "balancer": {
        "edge-without-access-logs",
        "listener-without-tls",
        "load-balancer-keeps-invalid-headers",
        "load-balancer-without-web-acl",
    },
}
"""By family: what an account that is open violates, and one that is closed doesn't."""
_IDS = count(300_000_000_001)
_DONE: dict[str, Both] = {}


@pytest.fixture(scope="module")
def server() -> Iterator[Account]:
    with embedded_account() as account:
        yield account


@pytest.fixture
def world(request: pytest.FixtureRequest, server: Account, tmp_path: Path) -> Both:
    """The template of a name, and the account that it was deployed into; each is made once."""
    name = request.param
    if name not in _DONE:
        template = (TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8")
        _DONE[name] = both(tmp_path, template, server._replace(id=str(next(_IDS))), CONTROLS)
    return _DONE[name]


@pytest.mark.parametrize(("world", "name"), [(name, name) for name in EXPLAINED], indirect=["world"])
def test_template_and_account_say_the_same_but_for_what_is_explained(world: Both, name: str) -> None:
    assert world.differences(CONTROLS) == set(EXPLAINED[name])


@pytest.mark.parametrize(("world", "family"), [(f"{name}_open", name) for name in VIOLATED], indirect=["world"])
def test_an_account_that_is_open_violates(world: Both, family: str) -> None:
    assert {name for name in VIOLATED[family] if not world.account.get(name, Counter())["violated"]} == set()


@pytest.mark.parametrize(("world", "family"), [(f"{name}_closed", name) for name in VIOLATED], indirect=["world"])
def test_an_account_that_is_closed_does_not(world: Both, family: str) -> None:
    assert {name for name in VIOLATED[family] if world.account.get(name, Counter())["violated"]} == set()


@pytest.mark.parametrize(("world", "family"), [(f"{name}_closed", name) for name in VIOLATED], indirect=["world"])
def test_nothing_that_was_asked_of_it_is_unknown(world: Both, family: str) -> None:
    assert {name for name in VIOLATED[family] if world.account.get(name, Counter())["unknown"]} == set()
