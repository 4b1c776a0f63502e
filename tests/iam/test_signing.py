"""Nobody does unsigned what AWS answers to signed requests alone, whatever a policy says of everyone."""

import pytest

from hauberk.iam.admission import admissions
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.effective import Wanted
from hauberk.iam.language.policy import Kind
from hauberk.iam.public import Trust, public
from hauberk.iam.request import ANONYMOUS
from tests.iam.language.documents import allow, policy

FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:orders"
ROLE = "arn:aws:iam::111122223333:role/worker"


@pytest.mark.parametrize(
    ("action", "resource", "unsigned"),
    [
        ("sts:AssumeRole", ROLE, False),
        ("lambda:InvokeFunction", FUNCTION, False),
        ("lambda:InvokeFunctionUrl", FUNCTION, True),
        ("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders", True),
        ("s3:GetObject", "arn:aws:s3:::photos/*", True),
    ],
)
def test_who_gets_in_by_a_star(action: str, resource: str, unsigned: bool) -> None:
    opened = policy(allow(action, resource, Principal="*"), kind=Kind.RESOURCE)
    callers = {way.access.witness.principal for way in public(opened, Wanted(), Trust(ACCOUNT))}
    assert (ANONYMOUS in callers) is unsigned
    assert callers - {ANONYMOUS}
    let_in = {request.principal for _, request in admissions(opened, policy(kind=Kind.RESOURCE)) if request}
    assert (ANONYMOUS in let_in) is unsigned
    assert let_in - {ANONYMOUS}
