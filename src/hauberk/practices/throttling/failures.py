"""Where events go that fail: the answer depends on how they came."""

from collections.abc import Iterable, Iterator

from hauberk.model.compute import AsynchronousInvocation, Function
from hauberk.model.subject import Number, Subject, Whole, listed, named
from hauberk.model.values import Absent, Known, Pattern, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, State, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, plain, unless_helper
from hauberk.practices.control import control
from hauberk.study.qualifiers import canonical, qualifiers
from hauberk.study.queues import readers, takes_failures
from hauberk.study.study import Study
from hauberk.study.triggers import How

NOT_LOST = ("AWS Config", "CloudFormation", "Secrets Manager rotation", "schedule that recurs")
"""What invokes asynchronously, yet loses nothing: it comes again by itself, or fails itself where all can see it."""
_NOTHING = "nothing invokes it asynchronously"


@control("asynchronous-function-without-failure-target", practice=11, severity=MEDIUM, subject=Function)
def asynchronous_function_without_failure_target(function: Function, study: Study) -> Verdict:
    """Events that fail are lost.

    Lambda tries an asynchronous event three times and then drops it, unless there is a destination or a dead-letter
    queue.

    Attack: a crafted event makes the function fail, and the order that came with it is gone without a trace.

    Schedules that come again aren't asked about, nor is who sees the failure anyhow, such as CloudFormation.

    A destination is of the version or alias that it was set for: one for an alias takes nothing that was sent to the
    function itself.

    Safe when: losing an event is harmless.

    Fix: set a destination for failures (EventInvokeConfig, OnFailure) for what the events invoke; it tells more than a
    dead-letter queue.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    - https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
    """
    if helper := unless_helper(function):
        return helper
    found = [trigger.kind for trigger in study.triggers(function) if trigger.how is How.ASYNCHRONOUS]
    kinds = [kind for kind in found if kind not in NOT_LOST]
    if not kinds:
        return not_applicable("what invokes it asynchronously comes again, or is told of" if found else _NOTHING)
    if not isinstance(function.dead_letter_target, Absent):
        return must_be_given(
            function.dead_letter_target, "no target is named: events that fail three times are dropped"
        )
    configs = [AsynchronousInvocation(one, function.world) for one in study.around(function, *CONFIG)]
    targets = [(canonical(one.qualifier), one.on_failure) for one in configs]
    dropped: dict[str, None] = {}
    for kind, qualifier in _invoked(function, study):
        verdict = _caught(qualifier, targets)
        if verdict is None:
            dropped[kind] = None
        elif verdict.state is not State.SATISFIED:
            return verdict
    if not dropped:
        return satisfied()
    setting = [one for one in configs if not isinstance(one.on_failure, Absent)]
    elsewhere = [one.qualifier.says("this is about another version or alias") for one in setting]
    says = f"events from {', '.join(dropped)} that fail three times are dropped"
    return violated(function.says(says), *elsewhere)


CONFIG = AsynchronousInvocation.TYPES
_PERMISSION = "AWS::Lambda::Permission"


def _invoked(function: Function, study: Study) -> Iterator[tuple[str, Value]]:
    """What invokes a function asynchronously and loses what fails, and by which qualifier.

    A permission only lets a service: where what makes the service invoke is part of the application, that tells more.
    """
    ways = [way for way in study.ways_in(function) if way.how is How.ASYNCHRONOUS and way.kind not in NOT_LOST]
    told = {way.kind for way in ways if way.resource.type != _PERMISSION}
    for way in ways:
        if way.resource.type != _PERMISSION or way.kind not in told:
            yield from ((way.kind, one) for one in qualifiers(way.resource, function, study))


def _caught(qualifier: Value, targets: Iterable[tuple[Value, Value]]) -> Verdict | None:
    """What becomes of events that were sent by a qualifier: ``None`` if no destination takes them."""
    doubt: Value | None = None
    for about, target in targets:
        if isinstance(target, Absent):
            continue
        if about == qualifier and not isinstance(about, Unknown):
            return must_be_given(target, "events that fail three times are dropped")
        if isinstance(about, (Unknown, Pattern)) or isinstance(qualifier, (Unknown, Pattern)):
            doubt = about if isinstance(about, Unknown) else qualifier
    return None if doubt is None else unknown(doubt)


class Queue(Subject):
    """A queue."""

    TYPES = ("AWS::SQS::Queue",)
    __slots__ = ()

    redrive = Whole("RedrivePolicy")
    tries = Number("RedrivePolicy.maxReceiveCount")
    visibility = Number("VisibilityTimeout", 30)


@control("queue-without-redrive", practice=11, severity=MEDIUM, subject=Queue)
def queue_without_redrive(queue: Queue, study: Study) -> Verdict:
    """A message that fails comes back until it expires.

    Without a redrive policy a message that the function can't process is tried again and again, for days, at your cost,
    and then it is lost.

    Attack: one crafted message keeps the function failing, and holds up those behind it in a FIFO queue.

    Safe when: the queue itself takes what failed elsewhere; such queues pass.

    Fix: set RedrivePolicy with a dead-letter queue and a maxReceiveCount of about 5.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    """
    if not readers(queue, study):
        return not_applicable("no function of the application reads it")
    if takes_failures(queue, study):
        return not_applicable("it takes what failed elsewhere")
    return must_be_given(queue.redrive, "a message that can't be processed comes back until it expires")


PATIENCE, FEWEST_TRIES = 6, 5
"""How many times a function's timeout a message should stay invisible, and how often it should be tried before it is
put away ("Creating and configuring an Amazon SQS event source mapping", Lambda developer guide, 2026-11)."""


@control("queue-gives-up-too-early", practice=11, severity=LOW, subject=Queue)
def queue_gives_up_too_early(queue: Queue, study: Study) -> Verdict:
    """A queue puts messages away after a few tries.

    Each time that Lambda takes a message and the function is throttled counts as a try. With fewer than five, messages
    with which nothing is wrong end in the dead-letter queue.

    Attack: a flood throttles the function, and the orders of that hour are put away unread, where nobody works on them.

    Safe when: a message must not be tried twice, and someone looks at the dead-letter queue.

    Fix: set maxReceiveCount to 5 or more.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    """
    if not readers(queue, study):
        return not_applicable("no function of the application reads it")
    if isinstance(queue.redrive, Absent):
        return not_applicable("queue-without-redrive asks about it")
    known, tries = plain(queue.tries)
    if not known:
        return unknown(queue.tries)
    if isinstance(tries, (int, float)) and tries < FEWEST_TRIES:
        return violated(queue.tries.says(f"a message is put away after {tries:g} {'try' if tries == 1 else 'tries'}"))
    return satisfied()


@control("queue-visible-too-soon", practice=11, severity=LOW, subject=Queue)
def queue_visible_too_soon(queue: Queue, study: Study) -> Verdict:
    """Messages come back while they are being processed.

    When the visibility timeout is shorter than the function's own, a message that takes long is handed to a second
    invocation while the first still works on it; Lambda refuses such a mapping. AWS advises six times the function's
    timeout: Lambda keeps a batch back and tries again while the function is throttled, and that time counts too.

    Attack: in a flood messages come back while Lambda still holds them, are processed twice (two payments, two mails),
    and good ones end in the dead-letter queue.

    Safe when: the function is never throttled, and it does no harm to process a message twice.

    Fix: set VisibilityTimeout to at least six times the function's Timeout.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    functions = [study.function_of(mapping.function) for mapping in readers(queue, study)]
    found = [Function(one, queue.world) for one in functions if one is not None and one.type == "AWS::Lambda::Function"]
    if not found:
        return not_applicable("no function of the application reads it")
    known, visible = plain(queue.visibility)
    if not known:
        return unknown(queue.visibility)
    for function in found:
        sure, seconds = plain(function.timeout)
        if not sure:
            return unknown(function.timeout)
        if not isinstance(visible, (int, float)) or not isinstance(seconds, (int, float)):
            continue
        if visible < PATIENCE * seconds:
            says = f"a message comes back after {visible:g} s, while {function.name} may take {seconds:g} s"
            if visible >= seconds:
                says = f"{says}: AWS advises six times as long"
            return violated(queue.visibility.says(says), function.timeout.says("how long the function may take"))
    return satisfied()


class Subscription(Subject):
    """A subscription to a topic."""

    TYPES = ("AWS::SNS::Subscription",)
    __slots__ = ()

    redrive = Whole("RedrivePolicy")


@control("subscription-without-dead-letters", practice=11, severity=LOW, subject=Subscription)
def subscription_without_dead_letters(subscription: Subscription, study: Study) -> Verdict:
    """Messages that can't be delivered are lost.

    When a function is throttled or its permission is missing, SNS tries for a while and then drops the message.

    Attack: a flood throttles the function, and the messages of that hour are gone.

    Safe when: losing a message is harmless.

    Fix: set RedrivePolicy with a dead-letter queue on the subscription.

    References:
    - https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
    """
    protocol = subscription.at("Protocol")
    if protocol in (Known("email"), Known("email-json"), Known("sms")):
        return not_applicable("it goes to a person")
    return must_be_given(subscription.redrive, "what can't be delivered is dropped")


class Rule(Subject):
    """A rule of EventBridge."""

    TYPES = ("AWS::Events::Rule",)
    __slots__ = ()

    targets = Whole("Targets")


@control("rule-target-without-dead-letters", practice=11, severity=LOW, subject=Rule)
def rule_target_without_dead_letters(rule: Rule, study: Study) -> Verdict:
    """Events that can't be delivered are lost.

    EventBridge tries for 24 hours and then drops the event, unless the target has a dead-letter queue.

    Attack: a permission is missing after a change, and a day later events begin to vanish.

    Safe when: losing an event is harmless, as with a schedule that runs again.

    Fix: set DeadLetterConfig on the target.

    References:
    - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    """
    if not isinstance(rule.at("ScheduleExpression"), Absent):
        return not_applicable("a schedule runs again")
    if isinstance(rule.targets, Unknown):
        return unknown(rule.targets)
    targets = list(listed(rule.targets))
    if not targets:
        return not_applicable("it has no targets")
    for target in targets:
        config = named(target).value("DeadLetterConfig")
        if isinstance(target, Unknown) or isinstance(config, Unknown):
            return unknown(target if isinstance(target, Unknown) else config)
        if isinstance(config, Absent):
            return violated(config.says("events that can't be delivered here are dropped"))
    return satisfied()


CONTROLS = (
    asynchronous_function_without_failure_target,
    queue_without_redrive,
    queue_gives_up_too_early,
    queue_visible_too_soon,
    subscription_without_dead_letters,
    rule_target_without_dead_letters,
)
