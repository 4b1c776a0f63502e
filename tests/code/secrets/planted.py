"""A labelled list: files with one secret each, as people write them, and files that only look like it.

``@`` stands for the secret. Written before the engine was scored on it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tests.code.secrets.making import ALNUM, BASE64, HEX, VENDORS, chance, private_key

RANDOM = chance(ALNUM, 24, "random")
HEXED = chance(HEX, 32, "hexed")
AWS = chance(BASE64, 40, "aws")
LONG = chance(BASE64, 64, "long")
HAND = "Vn4-regen%im.Mai"
PHRASE = "k7correct-horse-9battery"


class Planted(NamedTuple):
    """A file; ``secret`` is what has to be found in it, empty for one that has none."""

    path: str
    text: str
    secret: str


_BOUND = [
    # Python
    ("src/app.py", 'import psycopg\n\nDB_PASSWORD = "@"\n', HAND),
    ("src/app.py", "connection = pymysql.connect(host=HOST, user='admin', password='@', database='shop')\n", HAND),
    ("src/app.py", 'config = {"user": "admin", "password": "@"}\n', HAND),
    ("src/app.py", 'password: str = "@"\n', HAND),
    ("src/app.py", 'def connect(host: str, password: str = "@") -> None:\n    ...\n', HAND),
    ("src/app.py", 'os.environ["API_TOKEN"] = "@"\n', RANDOM),
    ("src/app.py", 'os.environ.setdefault("SECRET_KEY", "@")\n', RANDOM),
    ("src/app.py", 'SECRET = os.getenv("JWT_SECRET", "@")\n', RANDOM),
    ("src/app.py", 'app.secret_key = "@"\n', RANDOM),
    ("src/app.py", 'client = boto3.client("s3", aws_secret_access_key="@")\n', AWS),
    ("src/app.py", 'headers = {"x-api-key": "@"}\n', RANDOM),
    ("src/app.py", 'if password == "@":\n    return admin()\n', HAND),
    ("src/app.py", 'ENCRYPTION_KEY = b"@"\n', HEXED),
    ("src/settings/prod.py", 'EMAIL_HOST_PASSWORD = "@"\n', HAND),
    ("src/app.py", "# old: api_key = '@'\n", RANDOM),
    ("src/app.py", 'AUTH_TOKEN = "@"  # noqa\n', HEXED),
    ("src/app.py", 'db_url = "postgresql://shop:@@db.internal:5432/orders"\n', HAND.replace("%", "x")),
    ("src/app.py", 'requests.get(url, headers={"Authorization": "Bearer @"})\n', RANDOM),
    # JavaScript and TypeScript
    ("src/index.js", "const dbPassword = '@';\n", HAND),
    ("src/index.js", "module.exports = { apiKey: '@', region: 'eu-west-1' };\n", RANDOM),
    ("src/index.mjs", "const pool = mysql.createPool({ host, user, password: '@' });\n", HAND),
    ("src/index.ts", "private readonly clientSecret: string = '@';\n", RANDOM),
    ("src/index.ts", "const token = process.env.API_TOKEN ?? '';\nconst signingKey = `@`;\n", HEXED),
    ("src/index.js", "const JWT_SECRET = process.env.JWT_SECRET || '';\nlet jwtSecret = \"@\";\n", PHRASE),
    ("src/index.js", 'config.set("password", "@");\n', HAND),
    ("src/index.tsx", "const options = { headers: { 'X-Api-Key': '@' } };\n", RANDOM),
    # Other languages
    ("src/Main.java", 'private static final String DB_PASSWORD = "@";\n', HAND),
    ("src/Main.java", 'props.put("password", "@");\n', HAND),
    ("src/main.go", 'apiToken := "@"\n', RANDOM),
    ("src/main.go", 'const dbPassword string = "@"\n', HAND),
    ("src/app.rb", "password = '@'\n", HAND),
    ("src/app.rb", "  :secret_key => '@',\n", RANDOM),
    ("src/App.cs", 'var clientSecret = "@";\n', RANDOM),
    ("src/index.php", "$db_password = '@';\n", HAND),
    ("src/index.php", "'password' => '@',\n", HAND),
    ("infra/main.tf", 'variable "x" {}\nmaster_password = "@"\n', HAND),
    ("infra/prod.tfvars", 'db_password = "@"\n', HAND),
    # Shells and images
    ("deploy.sh", "export DB_PASSWORD=@\n", HAND),
    ("deploy.sh", 'API_TOKEN="@" ./run\n', RANDOM),
    ("deploy.sh", "aws cognito-idp admin-set-user-password --password '@' --permanent\n", HAND),
    ("deploy.sh", "mysql --user=admin --password=@ shop\n", HAND),
    ("Dockerfile", "ENV API_TOKEN=@\n", RANDOM),
    ("Makefile", "deploy:\n\tDB_PASSWORD=@ sam deploy\n", HAND),
    # Settings
    (".env", "STAGE=prod\nDB_PASSWORD=@\n", HAND),
    (".env", 'SESSION_SECRET="@"\n', RANDOM),
    (".env.production", "AWS_SECRET_ACCESS_KEY=@\n", AWS),
    (".env", "REDIS_URL=redis://default:@@cache.internal:6379\n", RANDOM),
    (".aws/credentials", "[default]\naws_secret_access_key = @\n", AWS),
    ("config.ini", "[db]\npassword = @\n", HAND),
    ("application.properties", "spring.datasource.password=@\n", HAND),
    ("config.yaml", "db:\n  user: admin\n  password: @\n", HAND.replace("%", "x")),
    ("config.yaml", "partner:\n  api_key: '@'\n", RANDOM),
    ("docker-compose.yml", "    environment:\n      POSTGRES_PASSWORD: @\n", HAND.replace("%", "x")),
    ("docker-compose.yml", "    environment:\n      - JWT_SECRET=@\n", RANDOM),
    ("k8s.yaml", "        - name: API_TOKEN\n          value: @\n", RANDOM),
    ("task.json", '{"environment": [{"name": "DB_PASSWORD", "value": "@"}]}\n', HAND),
    ("config.toml", 'client_secret = "@"\n', RANDOM),
    ("config.json", '{\n  "db": {\n    "password": "@"\n  }\n}\n', HAND),
    ("config.json", '{"stripe": {"secretKey": "@"}}\n', RANDOM),
    ("event.json", '{"accessToken": "@"}\n', LONG),
    (".npmrc", "//registry.internal/:_authToken=@\n", HEXED),
    (".netrc", "machine git.internal login ci password @\n", HAND),
    (".pypirc", "[internal]\nusername = ci\npassword = @\n", HAND),
    ("settings.xml", "<server><username>ci</username><password>@</password></server>\n", HAND),
    ("web.config", '<add name="db" connectionString="Server=db;User Id=sa;Password=@;" />\n', HAND),
    ("App.config", '<add key="ApiToken" value="@" />\n', RANDOM),
    # Notebooks, notes and keys
    ("train.ipynb", '{"cells": [{"source": ["api_key = \\"@\\"\\n", "run(api_key)"]}]}', RANDOM),
    ("train.ipynb", '{\n "cells": [{\n   "source": [\n    "import os\\n",\n    "password = \'@\'\\n"\n ]}]}', HAND),
    ("train.ipynb", '{"outputs": [{"text": ["{\'access_token\': \'@\', \'expires\': 3600}\\n"]}]}', RANDOM),
    ("notes.md", "The gateway's key is still `API_KEY=@` until Friday.\n", RANDOM),
    ("notes.txt", 'password: "@"\n', RANDOM),
    ("id_rsa", "@\n", private_key("OPENSSH", "a")),
    ("src/app.py", 'KEY = """@"""\n', private_key("EC", "b")),
    ("account.json", '{"private_key": "@"}\n', private_key("RSA", "c").replace("\n", "\\n")),
    ("src/app.js", 'const sas = "SharedAccess' + 'Key=@";\n', chance(BASE64, 43, "sas") + "="),
    ("src/app.py", 'AUTH = "Basic @"\n', "YWRhOlZuNC1yZWdlbi1pbS1NYWk="),
    ("tests/test_app.py", 'client = Client("@")\n', VENDORS["GitHub token"]()),
    # beside an example, not in it
    ("api.yaml", "example:\n  token: x\nsettings:\n  api:\n    access_token: '@'\n", RANDOM),
]  # fmt: skip

_DECOYS = [
    ("src/app.py", 'PASSWORD = os.environ["DB_PASSWORD"]\n'),
    ("src/app.py", 'password = get_secret("prod/db/password")\n'),
    ("src/app.py", 'SECRET_NAME = "prod/orders/db"\n'),
    ("src/app.py", 'PASSWORD_FIELD = "password"\n'),
    ("src/app.py", 'parser.add_argument("--password", "-p", help="the password")\n'),
    ("src/app.py", 'errors["password"] = "too short"\n'),
    ("src/app.py", 'if token == "invalid":\n    raise\n'),
    ("src/app.py", 'password = "changeme"\n'),
    ("src/app.py", 'API_KEY = "<your api key>"\n'),
    ("src/app.py", 'API_KEY = "YOUR_API_KEY"\n'),
    ("src/app.py", 'api_key = "xxxxxxxxxxxxxxxxxxxx"\n'),
    ("src/app.py", 'api_key = "${API_KEY}"\n'),
    ("src/app.py", "token = f'{prefix}-{number}'\n"),
    ("src/app.py", 'password = "%s" % value\n'),
    ("src/app.py", 'key = "customers/2026/report.csv"\n'),
    ("src/app.py", 'partition_key = "CUSTOMER#1234"\n'),
    ("src/app.py", f'idempotency_key = "{RANDOM}"\n'),
    ("src/app.py", f'etag = "{HEXED}"\n'),
    ("src/app.py", f'SHA256 = "{chance(HEX, 64)}"\n'),
    ("src/app.py", f'commit = "{chance(HEX, 40)}"\n'),
    ("src/app.py", 'kms_key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"\n'),
    ("src/app.py", 'secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd"\n'),
    ("src/app.py", 'next_token = response.get("NextToken")\n'),
    ("src/app.py", 'TOKEN_URL = "https://login.example.com/oauth2/token"\n'),
    ("src/app.py", 'ACCESS_KEY = "AKIA' + 'IOSFODNN7EXAMPLE"\n'),
    ("src/app.py", 'SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCY' + 'EXAMPLEKEY"\n'),
    ("src/app.py", 'aws_access_key_id = "AKIA' + 'XXXXXXXXXXXXXXXX"\n'),
    ("src/app.py", 'header = "-----BEGIN ' + 'PRIVATE KEY-----"\n'),
    ("src/app.py", 'pattern = r"password=(\\S+)"\n'),
    ("src/app.py", 'PASSWORD_PATTERN = r"^(?=.*[A-Z])(?=.*\\d).{12,}$"\n'),
    ("src/app.py", 'logger.info("password: %s", mask(password))\n'),
    ("src/app.py", 'selector = "input[name=password]"\n'),
    ("src/app.py", '# password = "hunter-of-words"\n'),
    ("src/app.py", 'auth_type = "AWS_IAM"\n'),
    ("src/app.py", 'tokenizer = "cl100k_base"\n'),
    ("src/app.py", 'class Meta:\n    key = "Ipv6CidrAssociations"\n'),
    ("src/app.py", 'url = "https://user@example.com:8443/path"\n'),
    ("src/app.py", 'url = "postgres://user:password@localhost/db"\n'),
    ("src/app.py", 'url = "https://{user}:{password}@host/"\n'),
    ("src/app.py", 'author = "Ada Lovelace"\n'),
    ("src/app.py", 'compass = "north-by-north-west-123"\n'),
    ("src/index.js", "const password = req.body.password;\n"),
    ("src/index.js", "const token = req.headers['x-auth-token'];\n"),
    ("src/index.js", "const apiKey = process.env.API_KEY || 'test-key';\n"),
    ("src/index.js", "label: { password: 'Passwort', username: 'Name' }\n"),
    ("src/index.js", "const tokenType = 'Bearer';\n"),
    ("src/index.js", "authorization: 'Bearer ' + token\n"),
    ("src/index.js", "const headers = { Authorization: `Bearer ${token}` };\n"),
    ("src/index.js", "allowHeaders: ['content-type', 'x-amz-security-token', 'x-amz-user-agent']\n"),
    ("src/index.ts", "passwordHash: await bcrypt.hash(password, 10),\n"),
    ("src/index.ts", "secretKey: string;\n"),
    ("src/index.ts", "type Key = 'PASSWORD_V2' | 'TOKEN_V3';\nconst accessToken: Key = 'TOKEN_V3';\n"),
    ("src/index.ts", "clientRequestToken: '1d2129a1-3d38-460a-9756-e5b91fddb951',\n"),
    ("src/Main.java", "String password = System.getenv(\"DB_PASSWORD\");\n"),
    ("src/Main.java", '@Value("${db.password}") private String password;\n'),
    ("src/main.go", 'token := os.Getenv("TOKEN")\n'),
    ("src/app.rb", "password = ENV.fetch('DB_PASSWORD')\n"),
    ("infra/main.tf", 'password = var.db_password\nkms_key = "alias/orders"\n'),
    ("infra/main.tf", 'password = data.aws_secretsmanager_secret_version.db.secret_string\n'),
    ("deploy.sh", 'export DB_PASSWORD="$1"\n'),
    ("deploy.sh", "TOKEN=$(aws codeartifact get-authorization-token --domain d)\n"),
    ("deploy.sh", 'curl -H "Authorization: Bearer $TOKEN" https://example.com\n'),
    ("deploy.sh", "aws ecr get-login-password --region eu-west-1 | docker login --password-stdin $REGISTRY\n"),
    ("Dockerfile", "ARG NPM_TOKEN\nENV NPM_TOKEN=${NPM_TOKEN}\n"),
    (".env", "DB_PASSWORD=\nAPI_TOKEN=\n"),
    (".env.example", "DB_PASSWORD=your-password-here\nAPI_KEY=abc123\n"),
    (".env", "PASSWORD_MIN_LENGTH=12\nTOKEN_TTL=3600\n"),
    (".env", "SECRET_ID=prod/orders/db\n"),
    ("config.yaml", "password: !Ref DbPassword\n"),
    ("config.yaml", "password: '{{resolve:secretsmanager:db:SecretString:password}}'\n"),
    ("config.yaml", "passwordPolicy:\n  minimumLength: 12\n"),
    ("config.yaml", "token: ${{ secrets.GITHUB_TOKEN }}\n"),
    ("config.yaml", "cacheKey: orders-v2-7f3a\n"),
    ("swagger.yaml", "        password:\n          type: string\n          format: password\n"),
    ("config.json", '{"password": "string", "token": "required"}\n'),
    ("messages.json", '{"forgotPassword": "Forgot your password?", "password": "Password"}\n'),
    ("package.json", '{"dependencies": {"jsonwebtoken": "^9.0.2", "passport": "^0.7.0"}}\n'),
    ("package-lock.json", f'{{"integrity": "sha512-{chance(BASE64, 86)}=="}}\n'),
    ("poetry.lock", f'token = "{RANDOM}"\n'),
    (".secrets.baseline", f'{{"results": {{"a.py": [{{"hashed_secret": "{chance(HEX, 40)}"}}]}}}}\n'),
    ("src/found.json", f'{{"hashed_secret": "{chance(HEX, 40)}", "client_secret_hash": "{chance(HEX, 64)}"}}\n'),
    (
        "api.yaml",
        "examples:\n  Token:\n    value:\n      expires_in: 3600\n"
        '      access_token: "1fac5730-9d17-416d-b2ca-0be90e1e93f5"\n',
    ),
    ("event.json", '{"headers": {"postman-token": "8f3a90e4-22f5-40e2-a5e8-8459dd0ec5d1"}}\n'),
    ("src/models.json", '{"inputTokens": "1200x8q4z9w3", "availableTokens": "77a8q4z9w3k2"}\n'),
    ("dist/app.min.js", f'var token="{RANDOM}";'),
    ("page.html", '<input type="password" name="password" placeholder="Password">\n'),
    ("settings.xml", "<password>${env.MAVEN_PASSWORD}</password>\n"),
    ("train.ipynb", '{"outputs": [{"data": {"image/png": "' + chance(BASE64, 4000) + '"}}]}'),
    ("train.ipynb", '{"source": ["token = os.environ[\\"TOKEN\\"]\\n"]}'),
    ("README.md", "Set `API_KEY=your-key` and `DB_PASSWORD=secret`.\n"),
    ("README.md", "Authorization: Bearer <token>\n"),
    ("README.md", "password: at least twelve characters\n"),
    ("tests/test_app.py", 'login("ada", password="Passw0rd!")\n'),
    ("tests/test_app.py", f'token = "{chance(HEX, 8)}-aaaa"\n'),
    ("tests/fixtures/event.json", '{"password": "Vn4-regen"}\n'),
    ("events.json", '{"token": "eyJ' + 'hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijklmno"}\n'),
    ("cert.pem", "-----BEGIN CERTIFICATE-----\n" + chance(BASE64, 64) + "\n-----END CERTIFICATE-----\n"),
    ("public.pem", "-----BEGIN PUBLIC KEY-----\n" + chance(BASE64, 64) + "\n-----END PUBLIC KEY-----\n"),
]  # fmt: skip


def planted() -> Iterator[Planted]:
    """Files with a secret each: those of a name, and each vendor's in a place that says nothing of it."""
    for path, text, secret in _BOUND:
        yield Planted(path, text.replace("@@", f"{secret}\0").replace("@", secret).replace("\0", "@"), secret)
    for make in VENDORS.values():
        secret = make()
        yield Planted("src/client.py", f'client = Client("eu-west-1", "{secret}")\n', secret)


def decoys() -> Iterator[Planted]:
    """Files without a secret."""
    for path, text in _DECOYS:
        yield Planted(path, text, "")
