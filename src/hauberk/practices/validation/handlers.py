"""Whether the code of a function is there and can be followed."""

from hauberk.model.compute import Coded
from hauberk.model.values import Annotation, Reason
from hauberk.model.verdict import MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.code.findings import span_of
from hauberk.study.study import Study

MISSING = "missing-handler"
MAX_TOLD = 20
"""Places that are told of one function; how many there are is told anyway."""


@control("handler-not-found", practice=8, severity=MEDIUM, subject=Coded)
def handler_not_found(function: Coded, study: Study) -> Verdict:
    """A function's handler isn't in its code.

    Lambda loads the handler's module when the function starts, and fails every invocation if the module or the function
    in it isn't there. Nothing can be said of code that nobody finds either: what an event does in it isn't known.

    Code is followed where the template says that it is: in a folder, in an archive beside the template, in what an
    image is built from, or in the template itself; and from handlers that are found in code without a template.
    Where it can't be followed as a whole (it lies in a bucket or outside of the scanned folder, it is in a language
    that isn't read, an archive is damaged, a file can't be parsed, a module is named by a value) the answer is
    unknown, with the reason, and no other question about this function's code is answered further than it was followed.

    Attack: a check that the handler was to make, such as that of an authorizer, isn't made by anything.

    Safe when: a build step makes the file, or another code is put in the place of what the template holds.

    Fix: let Handler name the file and the function, and CodeUri the folder that the file is in.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
    - https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
    """
    followed = study.code(function)
    if isinstance(followed, Reason):
        if followed.code == MISSING and not function.is_bare:
            return violated(function.at("Handler").says(followed.text))
        return unknown(followed)
    doubt = followed.doubt
    if doubt is None:
        return satisfied()
    if doubt.code == MISSING and not function.is_bare:
        return violated(function.at("Handler").says(doubt.text))
    lost = [Annotation(span_of(study, one.site), one.text) for one in followed.record.lost]
    lost += [function.at("Code").says(reason.text) for reason in followed.left]
    return unknown(doubt, *lost[:MAX_TOLD])


CONTROLS = (handler_not_found,)
