"""What an account asks of the passwords of its users."""

from hauberk.model.people import PasswordPolicy
from hauberk.model.subject import as_flag
from hauberk.model.values import Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must, plain
from hauberk.practices.control import control
from hauberk.study.study import Study

LENGTH = 14
"""Characters that a password should have at least (CIS AWS Foundations Benchmark 3.0.0, 1.8)."""
REMEMBERED = 24
"""Passwords that may not come back (CIS AWS Foundations Benchmark 3.0.0, 1.9): as many as IAM can remember."""
_KINDS = {
    "RequireUppercaseCharacters": "a capital letter",
    "RequireLowercaseCharacters": "a small letter",
    "RequireNumbers": "a digit",
    "RequireSymbols": "a symbol",
}


@control("password-policy-missing", practice=15, severity=MEDIUM, subject=PasswordPolicy)
def password_policy_missing(policy: PasswordPolicy, study: Study) -> Verdict:
    """An account asks no more of passwords than AWS does.

    Without a policy of its own an account takes passwords of eight characters, and the same one again.

    Attack: a list of the most used passwords is tried against each user.

    Safe when: nobody signs in with a password, and nobody can be given one.

    Fix: set an account password policy, with a MinimumPasswordLength of 14 and a PasswordReusePrevention of 24.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-7
    """
    return must(policy.exists, lambda exists: exists is True, "the account has no password policy of its own")


def _unset(policy: PasswordPolicy) -> Verdict | None:
    known, exists = plain(policy.exists)
    if not known:
        return unknown(policy.exists)
    return None if exists else not_applicable("password-policy-missing says it")


@control("password-policy-too-short", practice=15, severity=MEDIUM, subject=PasswordPolicy)
def password_policy_too_short(policy: PasswordPolicy, study: Study) -> Verdict:
    """An account takes short passwords.

    Length is what makes a password hard to guess.

    Attack: short passwords are tried through, slowly, from many addresses.

    Safe when: everyone has a second factor; then it is the factor that counts.

    Fix: set MinimumPasswordLength to 14.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-15
    """
    unset = _unset(policy)
    if unset is not None:
        return unset
    _, length = plain(policy.length)
    says = f"passwords of {length} characters are accepted"
    return must(policy.length, lambda found: isinstance(found, (int, float)) and found >= LENGTH, says)


@control("password-policy-allows-reuse", practice=15, severity=LOW, subject=PasswordPolicy)
def password_policy_allows_reuse(policy: PasswordPolicy, study: Study) -> Verdict:
    """A password that was replaced can come back.

    Who has to change a password, since it may be known, and can take the old one again, has changed nothing.

    Attack: the password from the leak is back a week after it was changed.

    Safe when: everyone has a second factor.

    Fix: set PasswordReusePrevention to 24.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-16
    """
    unset = _unset(policy)
    if unset is not None:
        return unset
    _, count = plain(policy.remembered)
    says = f"the last {count} passwords are remembered" if count else "no password is remembered"
    return must(policy.remembered, lambda found: isinstance(found, (int, float)) and found >= REMEMBERED, says)


@control("password-policy-without-character-kinds", practice=15, severity=LOW, subject=PasswordPolicy)
def password_policy_without_character_kinds(policy: PasswordPolicy, study: Study) -> Verdict:
    """An account takes passwords of letters alone.

    What people choose when nothing is asked for is a word, and words are tried first. Length does more: a policy of
    twenty characters passes.

    Attack: a dictionary is tried against each user.

    Safe when: passwords are long, or made by a password manager.

    Fix: ask for capital and small letters, digits and symbols; or for twenty characters.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-11
    """
    unset = _unset(policy)
    if unset is not None:
        return unset
    _, length = plain(policy.length)
    if isinstance(length, (int, float)) and length >= _LONG:
        return satisfied()
    missing = []
    for name, what in _KINDS.items():
        value = as_flag(policy.at(name, False))
        if isinstance(value, Unknown):
            return unknown(value)
        if plain(value) != (True, True):
            missing.append((value, what))
    if not missing:
        return satisfied()
    return violated(missing[0][0].says(f"nothing asks for {' or '.join(what for _, what in missing)}"))


_LONG = 20

CONTROLS = (
    password_policy_missing,
    password_policy_too_short,
    password_policy_allows_reuse,
    password_policy_without_character_kinds,
)
