"""How many invocations run at once."""

from hauberk.model.compute import EventSourceMapping, Function, FunctionUrl
from hauberk.model.deployment import Deployment
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, as_flag
from hauberk.model.told import if_version, is_version, whole
from hauberk.model.values import Absent, Annotation, Known, Reason, Unknown
from hauberk.model.verdict import LOW, MEDIUM, State, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_among, must_be_given, plain, unless_helper
from hauberk.practices.control import control
from hauberk.study.study import Study
from hauberk.study.urls import SHUT, answers_anyone

POOL = 1000
"""Concurrent executions of an account and region by default (Lambda quotas, 2026-11)."""
UNRESERVED = 100
"""What Lambda keeps back for functions without a reservation (Lambda quotas, 2026-11)."""


@control("function-without-concurrency-limit", practice=11, severity=LOW, subject=Function)
def function_without_concurrency_limit(function: Function, study: Study) -> Verdict:
    """A public function may use up the account's concurrency.

    A function URL that answers anyone has no throttle of its own. Without reserved concurrency, a flood on it takes
    every execution that the account has, and all other functions stand still.

    Attack: a script with a few hundred connections takes the whole account down, for the price of a coffee.

    Safe when: a distribution with a rate rule stands before the URL. A URL that asks for IAM isn't asked about, nor one
    of an account that no permission opens: Lambda turns everyone away before the function runs.

    Fix: set ReservedConcurrentExecutions on the function, or put a throttle before it.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
    - https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-throttling
    """
    if helper := unless_helper(function):
        return helper
    urls = [FunctionUrl(resource, function.world) for resource in study.around(function, *FunctionUrl.TYPES)]
    if is_version(function.resource) and any(study.graph.around(whole(function.resource), *FunctionUrl.TYPES)):
        return not_applicable("it is a version: its function has a URL, too, and is asked")
    if not urls:
        return not_applicable("what triggers it has throttles of its own")
    asking = [url for url in urls if url.auth != Known("AWS_IAM")]
    if not asking:
        return not_applicable("its URL turns away who doesn't sign, before the function runs")
    answering = [url.auth if isinstance(url.auth, Unknown) else answers_anyone(url, study) for url in asking]
    doubt = next((answers for answers in answering if isinstance(answers, (Unknown, Reason))), None)
    if True not in answering and doubt is None:
        return not_applicable(f"it has a URL, but {SHUT}")
    verdict = must_be_given(
        function.reserved_concurrency, "a flood on its URL takes the concurrency of the whole account"
    )
    sure = True in answering or verdict.state is not State.VIOLATED
    return verdict if doubt is None or sure else unknown(doubt)


@control("reserved-concurrency-exceeds-pool", practice=11, severity=MEDIUM, subject=Deployment)
def reserved_concurrency_exceeds_pool(deployment: Deployment, study: Study) -> Verdict:
    """Functions reserve more concurrency than an account has.

    What is reserved is taken from everyone else. Past the account's limit less 100 the deployment fails, and just below
    it every other function of the region starves.

    Attack: none is needed; the next campaign does it.

    Safe when: the account's limit was raised.

    Fix: reserve less, or ask for a higher limit before deploying.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
    """
    reserved: list[tuple[int, Annotation]] = []
    for resource in study.there(deployment, "AWS::Lambda::Function"):
        function = Function(resource, deployment.world)
        if is_version(resource):
            continue  # what its function reserves is for all versions together
        value = function.reserved_concurrency
        if isinstance(value, Absent):
            continue
        known, number = plain(value)
        if not known:
            return unknown(value)
        if isinstance(number, (int, float)):
            reserved.append((int(number), value.says(f"{function.name} reserves {int(number)}")))
    if not reserved:
        return not_applicable("no function reserves concurrency")
    total = sum(number for number, _ in reserved)
    if total <= POOL - UNRESERVED:
        return satisfied()
    largest_first = sorted(reserved, key=lambda pair: -pair[0])
    first, *rest = (place for number, place in largest_first if number)
    return violated(first._replace(says=f"{total} of the account's {POOL} are reserved together; {first.says}"), *rest)


@control("queue-mapping-without-concurrency-limit", practice=11, severity=LOW, subject=EventSourceMapping)
def queue_mapping_without_concurrency_limit(mapping: EventSourceMapping, study: Study) -> Verdict:
    """A queue may start any number of functions.

    Lambda scales a queue's pollers up to 1,250 invocations at once, those of a FIFO queue up to its message groups. A
    backlog then takes the concurrency of everything else, and whatever the function calls.

    Attack: whoever can send messages can stop the other functions of the account, and the database behind them.

    Safe when: the function reserves its concurrency; but then messages are throttled and may fail.

    Fix: set ScalingConfig.MaximumConcurrency on the mapping.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    """
    source = study.named(mapping.source)
    if source is None or source.type != "AWS::SQS::Queue":
        text = mapping.source.value if isinstance(mapping.source, Known) else ""
        if ":sqs:" not in str(text):
            return unknown(mapping.source) if _may_be_queue(mapping) else not_applicable("its source is no queue")
    many = "an invocation for each of its message groups" if _is_fifo(source, mapping) else "up to 1,250 invocations"
    return must_be_given(mapping.maximum_concurrency, f"a backlog starts {many} at once")


def _is_fifo(source: Resource | None, mapping: EventSourceMapping) -> bool:
    """Whether a queue keeps an order, in which a group of messages is worked on by one invocation at a time."""
    return source is not None and as_flag(Subject(source, mapping.world).at("FifoQueue")) == Known(True)


def _may_be_queue(mapping: EventSourceMapping) -> bool:
    return isinstance(mapping.source, Unknown)


@control("recursive-loop-allowed", practice=11, severity=MEDIUM, subject=Function)
def recursive_loop_allowed(function: Function, study: Study) -> Verdict:
    """A function may call itself without end.

    Lambda stops a function after about 16 rounds through SQS, SNS or S3, unless RecursiveLoop is set to Allow.

    Attack: one crafted object makes the function write another, and so on, for thousands of dollars in a night.

    Safe when: the loop is meant, and the code ends it.

    Fix: leave RecursiveLoop at Terminate.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
    """
    if version := if_version(function, "whether Lambda stops loops"):
        return version
    return must_be_among(function.recursive_loop, ("Terminate",), "a loop through queues and buckets is never stopped")


CONTROLS = (
    function_without_concurrency_limit,
    reserved_concurrency_exceeds_pool,
    queue_mapping_without_concurrency_limit,
    recursive_loop_allowed,
)
