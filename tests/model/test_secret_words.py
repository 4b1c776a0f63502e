"""What counts as a secret, by its name and by its shape: a labelled table, half of it secrets."""

import pytest

from hauberk.model.secret_words import holds_secret, is_aws_secret, is_placeholder, is_random, is_wordy, names_secret
from hauberk.model.secrets import found_in

CHANCE = "q8Zt4vKx91LmNw3RbY7c"
HEX = "9f86d081884c7d659a2feaa0c55ad015"

SECRETS = [
    *[
        (name, value)
        for name in ("DB_PASS", "DB_PASSWORD", "MYSQL_PASS", "dbPassword", "RedisPasswd", "PG_PWD", "ADMIN_PW")
        for value in ("hunter2hunter2", "Tr0ub4dor&3", "correct-horse-battery")
    ],
    *[
        (name, CHANCE)
        for name in (
            *("API_KEY", "apiKey", "ApiToken", "ACCESS_TOKEN", "SLACK_TOKEN", "GITHUB_TOKEN", "authToken", "X_AUTH"),
            *("JWT_SECRET", "CLIENT_SECRET", "SESSION_SECRET", "WEBHOOK_SECRET", "MASTER_SECRET", "sharedsecret"),
            *("PRIVATE_KEY", "SECRET_KEY", "SERVICE_CREDENTIAL", "partnerCreds", "dbpassphrase", "subscriptionKey"),
        )
    ],
    *[(name, HEX) for name in ("ENCRYPTION_KEY", "SIGNING_KEY", "HMAC_KEY", "COOKIE_SALT", "PASSWORD_PEPPER")],
    *[(name, "s3cr3t-Value-42") for name in ("SESSION_SECRET", "JWT_SECRET", "DJANGO_SECRET", "app_secret")],
    *[
        ("OPENAI_KEY", CHANCE),
        ("ENCRYPTION_KEY", CHANCE),
        ("DATADOG_API_KEY", HEX),
        ("NEW_RELIC_LICENSE_KEY", CHANCE),
        ("sendgridApiKey", CHANCE),
        ("TwilioAuthToken", HEX),
        ("STRIPE_SECRET", CHANCE),
        ("npm_token", CHANCE),
        ("BOT_TOKEN", CHANCE),
        ("RootUserPassword", "Winter2026!"),
        ("DBPW", "hunter2hunter2"),
        ("mailpw", "hunter2hunter2"),
        ("SPRING_DATASOURCE_PASSWORD", "secret"),
    ],
]
NO_SECRETS = [
    *[(name, CHANCE) for name in ("ClientRequestToken", "CLIENT_REQUEST_TOKEN", "idempotencyToken")],
    ("DB_SECRET", "my-app/db"),
    ("API_TOKEN", "secret"),
    ("APP_SECRET", "secret"),
    ("PASSWORD", "password-placeholder"),
    ("VIEWPW_MODE", "hunter2hunter2"),
    ("SECRETS_MANAGER_SECRET", "my-app/db"),
    ("DYNAMO_TOKEN", "tokens-table"),
    ("questionKey", "tax-p60-payment-for-year"),
    ("layoutKey", "orders-v2-summary"),
    *[(name, CHANCE) for name in ("inputTokens", "completion_tokens", "AVAILABLE_TOKENS", "bucketTokens")],
    ("IDEMPOTENCY_TOKEN_FIELD", "requestId"),
    ("NEXT_TOKEN_KEY", "continuationToken"),
    ("PASSWORD_REGEX", r"^(?=.*[A-Z]).{12,}$"),
    ("SECRET_STORE", "secretsmanager"),
    ("PASSWORD_LENGTH", "24"),
    ("TOKEN_VALIDITY", "3600"),
    ("ACCESS_TOKEN_URL", "https://issuer.example.com/token"),
    ("SecretArn", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd"),
    ("SECRET_NAME", "prod/db/main"),
    ("SECRET_ID", "prod-db-main"),
    ("API_KEY_HEADER", "x-api-key"),
    ("API_KEY_PARAMETER", "/prod/partner/key"),
    ("TABLE_KEY", "customerId"),
    ("PARTITION_KEY", "pk"),
    ("SORT_KEY", "sk"),
    ("S3_KEY", "builds/2026/11/25/app.zip"),
    ("KMS_KEY", "alias/orders"),
    ("KMS_KEY_ID", "1234abcd-12ab-34cd-56ef-1234567890ab"),
    ("PUBLIC_KEY_PATH", "/var/task/key.pem"),
    ("PRIVATE_KEY_FILE", "/var/task/key.pem"),
    ("CACHE_KEY_PREFIX", "orders"),
    ("AUTH_TYPE", "NONE"),
    ("AUTH_MODE", "AWS_IAM"),
    ("AUTHORIZER_NAME", "main"),
    ("TOKEN_TABLE", "tokens"),
    ("TOKENS_PER_BUCKET", "10"),
    ("TOKEN_BUCKET_SIZE", "100"),
    ("MAX_TOKENS", "4096"),
    ("MaxTokensToSample", "2048"),
    ("PASSWORD_POLICY", "strict"),
    ("PASSWORD_RESET_ENABLED", "true"),
    ("REQUIRE_PASSWORD", "true"),
    ("userpoolClientGenerateSecret", "false"),
    ("USE_SECRET_CACHE", "true"),
    ("TOKENIZER", "cl100k_base"),
    ("SECRETARY_EMAIL", "office@example.com"),
    ("KEYBOARD", "qwertz-de-CH"),
    ("MONKEY_BUSINESS", CHANCE),
    ("AUTHOR", "Ada Lovelace"),
    ("COMPASS", "north-by-north-west"),
    ("BYPASS_CACHE", "false"),
    ("PASSENGERS_TABLE", "passengers"),
    ("CREDENTIALS_PROVIDER", "default-chain"),
    ("CredentialProvider", "github"),
    ("API_KEY", "<your key>"),
    ("API_KEY", "changeme"),
    ("API_KEY", "API_KEY"),
    ("DB_PASSWORD", "${DbPassword}"),
    ("DB_PASSWORD", "{{resolve:secretsmanager:db:SecretString:password}}"),
    ("DB_PASSWORD", "xxxxxxxx"),
    ("DB_PASSWORD", "********"),
    ("CLIENT_SECRET", "Enter your secret here"),
    ("ACCESS_TOKEN", "dummy-token"),
    ("PRIVATE_KEY", "placeholder"),
    ("SIGNING_KEY", "RS256"),
    ("ENCRYPTION_KEY", "orders-key"),
    ("HASH_KEY", CHANCE),
    ("IDEMPOTENCY_KEY", CHANCE),
    ("DISTRIBUTION_KEY", HEX),
    ("SESSION_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x"),
    ("FEATURE_KEY", "enable-new-checkout"),
    ("PAGINATION_TOKEN", CHANCE),
]


def test_the_table_is_large_and_balanced() -> None:
    assert len(SECRETS) >= 60
    assert len(NO_SECRETS) >= 60


@pytest.mark.parametrize(("name", "value"), SECRETS)
def test_secrets_are_held_for_such(name: str, value: str) -> None:
    assert holds_secret(name, value)


@pytest.mark.parametrize(("name", "value"), NO_SECRETS)
def test_other_things_are_not(name: str, value: str) -> None:
    assert not holds_secret(name, value)


@pytest.mark.parametrize("name", ["DB_PASS", "tokenvalue", "clientSecret", "API_KEYS", "auth_token_2"])
def test_names_of_secrets(name: str) -> None:
    assert names_secret(name)


@pytest.mark.parametrize("name", ["", "PASSAGE", "token_count", "secretName", "keys", "KMS_KEY"])
def test_other_names(name: str) -> None:
    assert not names_secret(name)


def test_shapes() -> None:
    assert is_random(CHANCE)
    assert is_random(HEX)
    assert not is_random("orders-table-production-eu-west-1")
    assert not is_random("123456789012345678")
    assert is_wordy("orders-table-42")
    assert not is_wordy(CHANCE)
    assert is_placeholder("<password>")
    assert not is_placeholder(CHANCE)


def test_a_secret_access_key_is_told_from_a_hash() -> None:
    assert is_aws_secret("aB3/dE5fGh7+Jk9LmN1oP2qRs4tUv6WxYz8AbCdE")
    assert not is_aws_secret("da39a3ee5e6b4b0d3255bfef95601890afd80709")
    assert not is_aws_secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


@pytest.mark.parametrize(
    "text",
    [
        "postgres://app:Tr0ub4dor3@db.internal/orders",
        "Server=db;User=app;Password=Tr0ub4dor3;",
        "Authorization: Bearer " + CHANCE + CHANCE,
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
        "AKIAQWERTYUIOPASDFGH",
        "ghp_" + (CHANCE * 2)[:36],
    ],
)
def test_published_formats_need_no_name(text: str) -> None:
    assert found_in(text)
