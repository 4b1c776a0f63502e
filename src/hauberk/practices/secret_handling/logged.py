"""What a sample of an account's logs shows: secrets in them."""

from hauberk.model.subject import Number, Subject, Whole, as_text, listed, named
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study


class Sample(Subject):
    """A sample of the events of a log group."""

    TYPES = ("Account::LogSample",)
    KIND = "sample of a log group"
    __slots__ = ()

    events = Number("Events")
    secrets = Whole("Secrets")


@control("log-group-holds-secrets", practice=3, severity=HIGH, subject=Sample)
def log_group_holds_secrets(sample: Sample, study: Study) -> Verdict:
    """A log group holds secrets.

    Whoever may read the log has them, for as long as it is kept, and logs are read by many. A sample of its events was
    searched for keys, tokens and logins of known forms; none of them was kept.

    Attack: a developer's role that may only read logs finds the key of the payment provider there.

    Safe when: what was found are examples or is long revoked.

    Fix: revoke what was logged, delete the streams that hold it, stop the code that writes it, and mask what may come
    again with a data protection policy of the group.

    References:
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
    - https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/opex-logging.html
    """
    if isinstance(sample.secrets, Unknown):
        return unknown(sample.secrets)
    kinds = []
    for one in listed(sample.secrets):
        kind, times = as_text(named(one).value("Kind")), named(one).value("Times")
        if isinstance(kind, Known):
            kinds.append(f"{kind.value} ({times.value})" if isinstance(times, Known) else str(kind.value))
    if kinds:
        return violated(sample.secrets.says(f"its events hold {', '.join(kinds)}"))
    if sample.events == Known(0):
        return not_applicable("nothing was written into it since yesterday")
    return satisfied()


CONTROLS = (log_group_holds_secrets,)
