"""What functions' code leaves behind between invocations, and leaves on."""

from hauberk.model.verdict import LOW, MEDIUM, Verdict
from hauberk.practices.checks import unless_helper
from hauberk.practices.control import control
from hauberk.study.code.stated import Stated, stated
from hauberk.study.study import Study


@control("module-state", practice=13, severity=MEDIUM, subject=stated("module-state"))
def module_state(variable: Stated, study: Study) -> Verdict:
    """Code keeps what a request brought for the next one.

    Lambda uses an execution environment for one invocation after the other. What a function puts into a variable of a
    module, into a default argument, onto a class or into the environment is still there when somebody else calls.

    Attack: a caller without a session gets the profile of the one before.

    Safe when: what is kept is the same for everyone, or is looked up by whose it is; caches by a key aren't told.

    Fix: keep it in a variable of the handler, and hand it on as an argument.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
    - https://cwe.mitre.org/data/definitions/488.html
    """
    return variable.judged(study)


@control("temp-file", practice=13, severity=LOW, subject=stated("temp-file"))
def temp_file(file: Stated, study: Study) -> Verdict:
    """Code leaves a file in /tmp under a name that is always the same.

    The folder /tmp outlives an invocation. A file that stays there is found by the next one, which may be for somebody
    else, and takes it for its own if its own couldn't be made; in time the folder is full.

    Attack: an upload that fails half-way leaves the picture of the customer before, and that is what is sent on.

    Safe when: the file is a cache that holds the same for everyone; what the code looks for before it makes it isn't
    told.

    Fix: make a folder for the invocation (``tempfile.TemporaryDirectory``, ``fs.mkdtemp``), and remove it in the end,
    whatever happened.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
    - https://cwe.mitre.org/data/definitions/377.html
    """
    return file.judged(study)


@control("debug-switch", practice=13, severity=MEDIUM, subject=stated("debug-switch"))
def debug_switch(switch: Stated, study: Study) -> Verdict:
    """Code has a debug mode on.

    Frameworks show callers stack traces and variables in their debug modes; clients that write all they send write
    passwords and tokens to the log.

    Attack: a caller provokes a mistake and reads the answer: code, variables, versions.

    Safe when: never in production. What stands behind a condition isn't told.

    Fix: take it out, or let a variable of the environment switch it, off by default.

    References:
    - https://owasp.org/www-project-web-security-testing-guide/
    - https://cwe.mitre.org/data/definitions/489.html
    """
    return switch.judged(study)


@control("client-per-invocation", practice=13, severity=LOW, subject=stated("client-per-invocation"))
def client_per_invocation(client: Stated, study: Study) -> Verdict:
    """Code makes a client anew for each invocation.

    A client, or a connection to a database, is made once outside the handler, and kept. Made inside, it costs each
    invocation its certificates, its credentials and a handshake, and a database may run out of connections.

    Attack: a burst of calls takes so much longer, and opens so many connections, that the service behind gives up.

    Safe when: the client is made for a caller, with credentials of their own, or is a connection to a database that the
    invocation closes; such ones aren't told.

    Fix: make it outside the handler, or when it is first asked for, and keep it in a variable of the module.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
    - https://cwe.mitre.org/data/definitions/1050.html
    """
    return unless_helper(client) or client.judged(study)


CONTROLS = (module_state, temp_file, debug_switch, client_per_invocation)
