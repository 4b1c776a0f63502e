"""How users of an application sign in."""

from hauberk.model.subject import Flag, Number, Subject, Text, Whole, as_flag, listed
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.checks import must_be_among, must_be_on, plain
from hauberk.practices.control import control
from hauberk.study.study import Study


class UserPool(Subject):
    """A Cognito user pool."""

    TYPES = ("AWS::Cognito::UserPool",)
    __slots__ = ()

    by_administrators = Flag("AdminCreateUserConfig.AllowAdminCreateUserOnly", False)
    factors = Text("MfaConfiguration", "OFF")
    length = Number("Policies.PasswordPolicy.MinimumLength", 8)
    threats = Text("UserPoolAddOns.AdvancedSecurityMode", "OFF")


@control("user-pool-without-mfa", practice=15, severity=MEDIUM, subject=UserPool)
def user_pool_without_mfa(pool: UserPool, study: Study) -> Verdict:
    """Users sign in with a password alone.

    A password that was used elsewhere is known to whoever bought the last leak. A second factor makes it worthless.

    Attack: lists of leaked passwords are tried against every account, and some fit.

    Safe when: users come from another provider that asks for a second factor.

    Fix: set MfaConfiguration to ON, or at least OPTIONAL, with SOFTWARE_TOKEN_MFA.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
    """
    return must_be_among(pool.factors, ("ON", "OPTIONAL"), "a password is all that anyone needs")


@control("user-pool-with-weak-passwords", practice=15, severity=LOW, subject=UserPool)
def user_pool_with_weak_passwords(pool: UserPool, study: Study) -> Verdict:
    """Short passwords are accepted.

    Length is what makes a password hard to guess. Eight characters, the default, are too few where no second factor is
    asked for.

    Attack: short passwords are tried through, slowly, from many addresses.

    Safe when: everyone signs in with a passkey or another provider.

    Fix: set MinimumLength to 12 or more.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-3
    """
    known, length = plain(pool.length)
    if not known:
        return unknown(pool.length)
    if isinstance(length, (int, float)) and length >= 12:
        return satisfied()
    if pool.factors == Known("ON"):
        return satisfied()
    return violated(pool.length.says(f"passwords of {length} characters are accepted"))


@control("user-pool-without-threat-protection", practice=15, severity=LOW, subject=UserPool)
def user_pool_without_threat_protection(pool: UserPool, study: Study) -> Verdict:
    """Nobody looks for stolen passwords.

    Threat protection refuses passwords from known leaks and asks for more where a sign-in looks wrong.

    Attack: someone signs in from another continent with a password of the last leak, and nothing happens.

    Safe when: the price per user is more than the accounts are worth.

    Fix: set UserPoolAddOns.AdvancedSecurityMode to ENFORCED.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-1
    """
    return must_be_among(pool.threats, ("ENFORCED",), "sign-ins with stolen passwords look like any other")


@control("user-pool-open-sign-up", practice=15, severity=LOW, subject=UserPool)
def user_pool_open_sign_up(pool: UserPool, study: Study) -> Verdict:
    """Anyone can sign up.

    By default everyone can make an account for themselves. If being signed in opens more than one's own data, that is
    as good as no sign-in.

    Attack: the attacker signs up and calls what was thought to be for staff.

    Safe when: the application is for the public, and checks what each user may do.

    Fix: set AllowAdminCreateUserOnly to true where accounts are handed out.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-admin-create-user-policy.html
    """
    return must_be_on(pool.by_administrators, "everyone can make an account for themselves")


class Client(Subject):
    """An application that signs users in."""

    TYPES = ("AWS::Cognito::UserPoolClient",)
    __slots__ = ()

    errors = Text("PreventUserExistenceErrors", "LEGACY")
    flows = Whole("AllowedOAuthFlows")


@control("user-pool-client-reveals-users", practice=15, severity=LOW, subject=Client)
def user_pool_client_reveals_users(client: Client, study: Study) -> Verdict:
    """A login tells which users exist.

    With LEGACY, which is the default, the answer to a wrong name differs from the one to a wrong password.

    Attack: the attacker tries a list of addresses and keeps those that exist.

    Safe when: names of users are public anyway.

    Fix: set PreventUserExistenceErrors to ENABLED.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
    """
    return must_be_among(client.errors, ("ENABLED",), "the login tells which users exist")


@control("user-pool-client-with-implicit-flow", practice=15, severity=MEDIUM, subject=Client)
def user_pool_client_with_implicit_flow(client: Client, study: Study) -> Verdict:
    """A login hands tokens out in an address.

    The implicit flow returns tokens in the page's address, from where they get into histories, logs and other scripts.
    OAuth 2.1 has dropped it.

    Attack: a script of an advertisement reads the token out of the address bar.

    Safe when: never; the code flow with PKCE works in every browser.

    Fix: use the flow code.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html
    """
    if isinstance(client.flows, Unknown):
        return unknown(client.flows)
    for flow in listed(client.flows):
        if isinstance(flow, Unknown):
            return unknown(flow)
        if flow == Known("implicit"):
            return violated(flow.says("tokens are handed out in the page's address"))
    return satisfied()


@control("user-pool-client-without-revocation", practice=15, severity=LOW, subject=Client)
def user_pool_client_without_revocation(client: Client, study: Study) -> Verdict:
    """A login's tokens can't be called back.

    With token revocation switched off, a refresh token that was stolen works until it expires: thirty days by default.

    Attack: the user signs out everywhere, and the thief's session goes on.

    Safe when: refresh tokens live for an hour.

    Fix: leave EnableTokenRevocation on, which is the default.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
    """
    return must_be_on(as_flag(client.at("EnableTokenRevocation", True)), "stolen sessions can't be ended")


CONTROLS = (
    user_pool_without_mfa,
    user_pool_with_weak_passwords,
    user_pool_without_threat_protection,
    user_pool_open_sign_up,
    user_pool_client_reveals_users,
    user_pool_client_with_implicit_flow,
    user_pool_client_without_revocation,
)
