"""A small ledger of a live account, made by hand: what its applications, subjects and places are called."""

from hauberk.model.ledger import Entry, Identity, Ledger, Location, Seen
from hauberk.model.verdict import Severity, State

ACCOUNT, REGION = "111122223333", "eu-central-1"
APPLICATION = f"{ACCOUNT}/{REGION}"
FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:orders"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/orders"
BUCKET = "arn:aws:s3:::orders-files"
DETECTORLESS = f"arn:aws:account:{REGION}:{ACCOUNT}:region"


def entry(
    control: str, subject: str, *, practice: int = 1, kind: str = "", place: str = "", functions: tuple[str, ...] = ()
) -> Entry:
    """A finding about something of the account."""
    path = place or subject
    return Entry(
        control=control,
        practice=practice,
        severity=Severity.HIGH,
        state=State.VIOLATED,
        application=APPLICATION,
        kind=kind,
        subject=subject,
        name=subject.rpartition(":")[2],
        message="it is so",
        identity=Identity(control, ACCOUNT, subject),
        functions=functions,
        locations=(Location(path, 3, 5, 3, 9, "primary", "it is so", '    "A": true'),),
    )


LIVE = Ledger(
    applications=(Seen(APPLICATION, "a live account", 1, 4, 0, ()),),
    entries=(
        entry("function-url-without-auth", f"{FUNCTION}#Url", kind="AWS::Lambda::Url", functions=(FUNCTION,)),
        entry("wildcard-action", f"{ROLE}/Policies[0]/Statement[0]", kind="statement", place=ROLE),
        entry("bucket-with-public-acl", BUCKET, kind="AWS::S3::Bucket"),
        entry("account-without-guardduty", DETECTORLESS, practice=4, kind="region"),
    ),
    notes=("the account is one of an organization",),
)
