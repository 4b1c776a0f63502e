"""What is taken for a secret, and that a masked text holds none of it.

Every secret here is made up: put together from pieces, so that none stands in this file.
"""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hauberk.model.secrets import _ASSIGNED, _next_assigned, assigned, by_format, mask, names_secret

SECRETS = {
    "AWS access key": "AKIA" + "QWERTYUIOPASDFGH",
    "private key": "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIB0123\n-----END",
    "GitHub token": "ghp_" + "a1B2" * 9,
    "GitLab token": "glpat-" + "a1B2" * 5,
    "Slack token": "xoxb-" + "1234567890-abc",
    "Slack webhook": "hooks.slack.com/services/" + "T00000000/B00000000/abc",
    "Stripe key": "sk_live_" + "a1B2" * 6,
    "Google API key": "AIza" + "a1B2_" * 7,
    "npm token": "npm_" + "a1B2" * 9,
    "SendGrid key": "SG." + "a1B2" * 4 + "." + "a1B2" * 8,
    "JSON Web Token": "eyJ" + "hbGciOiJI" * 2 + ".eyJ" + "zdWIiOiIx" * 2 + "." + "a1B2" * 4,
}
ALONE = ("JSON Web Token", "SendGrid key", "Stripe key")
"""Kinds with characters that no id of a resource has, and a beginning that may end a word: ``task_live_…``."""
AROUND = st.text("ab \n=:\"'{}é🐻,;", max_size=8)


@pytest.mark.parametrize("kind", SECRETS)
def test_a_format_gives_itself_away(kind: str) -> None:
    text = f"value: {SECRETS[kind]} # here"
    (found,) = by_format(text)
    assert found.kind == kind
    assert text[found.start : found.end].startswith(SECRETS[kind][:20])


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("postgres://user:hunter2@db.example.com/x", "hunter2"),
        ("https://:hunter2@example.com", "hunter2"),
        ("Password=hunter2;Server=db", "hunter2"),
        ("db_password: 'hunter2'", "hunter2"),
        ('"apiKey": "hunter2"', "hunter2"),
        ("API-KEY = hunter2", "hunter2"),
        ("ACCESS_TOKEN: hunter2", "hunter2"),
        ("{{resolve:ssm:a}} password=hunter2", "hunter2"),
        ("arn:aws:secretsmanager:::secret:a,password=hunter2", "hunter2"),
        ("arn:${P}:secretsmanager:::secret:a,password=hunter2", "hunter2"),
        ("password = 'hunter2, three'", "hunter2, three"),
        ('password = "it\'s (hunter2)"', "it's (hunter2)"),
        ('password = "hunter\\"2"', 'hunter\\"2'),
        ('{\\"password\\": \\"hunter2\\"}', "hunter2"),
        ("password = 'hunter2", "hunter2"),
        ("password=hunter'2", "hunter'2"),
        ("password=$hunter2", "$hunter2"),
        ("password=!hunter2", "!hunter2"),
        ("https://user:hunt$er:2@example.com", "hunt$er:2"),
        ("NameUser:hunter2@db.example.com", "hunter2"),
    ],
)
def test_what_is_assigned_to_a_secret_name_is_masked(text: str, secret: str) -> None:
    assert mask(text) == text.replace(secret, "*" * len(secret))


@pytest.mark.parametrize(
    "text",
    [
        "Password: !Ref Password",
        "Password: ${Password}",
        "Password: '{{resolve:secretsmanager:x}}'",
        "{{resolve:secretsmanager:prod/db:SecretString:password}}",
        "Action: secretsmanager:GetSecretValue",
        "aws secretsmanager get-secret-value --secret-id arn:aws:secretsmanager:eu-west-1:1:secret:db",
        "arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:production-db",
        "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:dev/tok-??????",
        "PasswordLength: 12345",
        "SecretArn: arn:aws:secretsmanager:eu-west-1:1:secret:x",
        "SecretName: production",
        "TokenTtl: 3600",
        "Token: true",
        "Password: <yours>",
        "password: changeme",
        "Secret: AWS::Region",
        "https://user:${Password}@example.com",
        "AKIA" + "short",
        "a colon: and a secret",
        "AWS::SecretsManager::Secret",
        "if password == stored_password",
        "the code holds the value of password",
        'token = "$.token"',
        'token = "${Token}"',
        "password = $PASSWORD",
        "password = $(read)",
        "password !== other",
        "mailto:someone@example.com",
        "repository/app:tag@sha256:0123456789abcdef",
        "",
    ],
)
def test_what_is_no_secret_stays_as_it_is(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("Password", True),
        ("DB_PASSWD", True),
        ("apiKey", True),
        ("api-key", True),
        ("AccessToken", True),
        ("CLIENT_SECRET", True),
        ("PrivateKey", True),
        ("credentials", True),
        ("SecretArn", False),
        ("SECRET_NAME", False),
        ("TokenUrl", False),
        ("PasswordLength", False),
        ("Key", False),
        ("Path", False),
        ("", False),
    ],
)
def test_names(name: str, secret: bool) -> None:
    assert names_secret(name) is secret


@given(AROUND, st.sampled_from(sorted(SECRETS.values())), AROUND)
def test_no_secret_is_left_in_a_masked_text(before: str, secret: str, behind: str) -> None:
    text = f"{before} {secret} {behind}"
    masked = mask(text)
    assert secret not in masked
    assert len(masked) == len(text)
    assert masked.startswith(before)


LINES = st.lists(
    st.sampled_from(
        [*SECRETS.values(), "password", "token", "=", ": ", "hunter2", '"', "'", "://", "a:b@", "\n", " ", "é"]
    ),
    max_size=8,
).map(" ".join)


@given(LINES)
@example("password=://a:hunter2@")
def test_masking_keeps_places_and_is_done_once(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new in (old, "*") for new, old in zip(masked, text, strict=True))
    assert mask(masked) == masked
    assert list(by_format(masked)) == []


@given(LINES)
def test_a_secret_lies_in_its_text(text: str) -> None:
    for secret in (*by_format(text), *assigned(text)):
        assert 0 <= secret.start < secret.end <= len(text)
        assert secret.kind


def test_in_code_only_what_is_quoted_is_a_value() -> None:
    code = 'user = {"password": password, "token": "f3a9c1e7"}\npassword = hashed(password)\n'
    assert [found.kind for found in assigned(code, quoted=True)] == ["value of token"]


@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_that_is_glued_to_a_name(kind: str) -> None:
    """As in the id of a resource, which has nothing but letters and digits."""
    glued = f"Name{SECRETS[kind]}"
    assert mask(glued) == (glued if kind in ALONE else "Name" + mask(SECRETS[kind]))


def test_an_access_key_ends_where_its_characters_do() -> None:
    key = "AKIA" + "QWERTYUIOPASDFGH"
    assert mask(f"{key}Name") == f"{'*' * 20}Name"
    assert mask(f"{key}IJ") == f"{key}IJ"
    assert mask(f"X{key}") == f"X{key}"


AROUND = st.lists(
    st.sampled_from(
        ("password", "PW", "to\u212aen", "api_key", "secret", "a", "_", "-", ".", "b" * 63, "\\", '"', "'", " ")
    )
    | st.sampled_from((":", "=", "x1y2", "{", "\n", ";", "cred", " " * 8, "${", "$"))
    | st.text(max_size=3),
    max_size=30,
).map("".join)


@given(AROUND, st.integers(0, 40))
@example("password" + "a" * 70 + "pw=abc1", 0)
@example("a" * 80 + "password=abc1", 3)
def test_looking_for_ends_of_names_first_finds_what_a_search_finds(text: str, at: int) -> None:
    found, searched = _next_assigned(text, at), re.compile(_ASSIGNED, re.IGNORECASE).search(text, at)
    assert (found and found.span()) == (searched and searched.span())
    assert (found and found.groups()) == (searched and searched.groups())
