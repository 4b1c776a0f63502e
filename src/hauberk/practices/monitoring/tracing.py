"""Traces: the way of one request through functions, APIs and state machines."""

from hauberk.model.api import GraphqlApi, RestStage
from hauberk.model.compute import Function
from hauberk.model.subject import Flag, Subject
from hauberk.model.verdict import LOW, Verdict
from hauberk.practices.checks import must_be_among, must_be_on, unless_helper
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("function-without-tracing", practice=4, severity=LOW, subject=Function)
def function_without_tracing(function: Function, study: Study) -> Verdict:
    """A function isn't traced.

    With PassThrough, which is the default, a function records a trace only where its caller did. Where a request came
    from, what it touched and where the time went can't be told afterwards.

    Attack: after an incident nobody can say which tables the strange requests reached.

    Safe when: another tool traces the function through a layer or extension.

    Fix: set TracingConfig.Mode to Active; in SAM: Tracing: Active.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
    """
    if helper := unless_helper(function):
        return helper
    return must_be_among(function.tracing, ("Active",), "requests that others don't trace leave no trace here")


@control("api-without-tracing", practice=4, severity=LOW, subject=RestStage)
def api_without_tracing(stage: RestStage, study: Study) -> Verdict:
    """An API isn't traced.

    A trace that begins at the API shows the whole way of a request, the time in the authorizer and errors that never
    reach a function.

    Attack: requests that are refused at the door, thousands of them, show up in no trace.

    Safe when: another tool traces requests from their start.

    Fix: set TracingEnabled to true on the stage.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-3
    """
    return must_be_on(stage.tracing, "requests leave no trace before they reach a function")


@control("graphql-api-without-tracing", practice=4, severity=LOW, subject=GraphqlApi)
def graphql_api_without_tracing(api: GraphqlApi, study: Study) -> Verdict:
    """A GraphQL API isn't traced.

    One query fans out into many resolvers; without traces nobody sees which of them a query reached, and how long each
    took.

    Attack: a query that was built to be expensive can't be told from the others.

    Safe when: another tool traces the resolvers.

    Fix: set XrayEnabled to true.

    References:
    - https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html
    """
    return must_be_on(api.tracing, "queries leave no trace")


class TracedMachine(Subject):
    """A state machine, as far as its traces are concerned."""

    TYPES = ("AWS::StepFunctions::StateMachine",)
    __slots__ = ()

    tracing = Flag("TracingConfiguration.Enabled", False)


@control("state-machine-without-tracing", practice=4, severity=LOW, subject=TracedMachine)
def state_machine_without_tracing(machine: TracedMachine, study: Study) -> Verdict:
    """A state machine isn't traced.

    A trace joins the machine's steps with the functions and services behind them.

    Attack: after an incident nobody can say which executions called what.

    Safe when: another tool traces the steps.

    Fix: set TracingConfiguration.Enabled to true.

    References:
    - https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html
    """
    return must_be_on(machine.tracing, "executions leave no trace")


CONTROLS = (
    function_without_tracing,
    api_without_tracing,
    graphql_api_without_tracing,
    state_machine_without_tracing,
)
