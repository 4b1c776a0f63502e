"""Secrets that are made when a test runs: they belong to nobody, and no file of the project holds one.

Forms of vendors are put together from parts, so that a scanner of whoever hosts the project finds nothing here.
"""

import base64
import hashlib
import json
import random
import string
from collections.abc import Callable

ALNUM = string.ascii_letters + string.digits
HEX = "0123456789abcdef"
BASE32 = string.ascii_uppercase + "234567"
URL = ALNUM + "-_"
BASE64 = ALNUM + "+/"


def chance(alphabet: str, length: int, seed: str = "") -> str:
    """A text of chance, the same whenever it is made with one seed; never a row of one kind of characters."""
    source = random.Random(hashlib.sha256(f"{alphabet}{length}{seed}".encode()).digest())
    while True:
        found = "".join(source.choice(alphabet) for _ in range(length))
        if len(set(found)) >= min(length, len(alphabet)) // 3 and any(map(str.isdigit, found)):
            return found


def token(seed: str) -> str:
    """A JSON Web Token."""
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": chance(ALNUM, 8, seed), "iat": 1790000000, "scope": "orders"})
    whole = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join((*whole, chance(URL, 43, seed)))


def private_key(kind: str = "RSA", seed: str = "") -> str:
    """A text that has the form of a private key."""
    body = [chance(BASE64, 64, f"{seed}{line}") for line in range(12)]
    dashes = "-" * 5
    return "\n".join((f"{dashes}BEGIN {kind} PRIVATE KEY{dashes}", *body, f"{dashes}END {kind} PRIVATE KEY{dashes}"))


VENDORS: dict[str, Callable[[], str]] = {
    "AWS access key": lambda: "AK" + "IA" + chance(BASE32, 16),
    "AWS temporary key": lambda: "AS" + "IA" + chance(BASE32, 16, "t"),
    "Amazon Bedrock key": lambda: "ABSK" + "QmVkcm9ja0FQSUtleS" + chance(BASE64, 90),
    "Google API key": lambda: "AI" + "za" + chance(URL, 35),
    "Google client secret": lambda: "GOC" + "SPX-" + chance(URL, 28),
    "Google access token": lambda: "ya" + "29." + chance(URL, 60),
    "Azure key": lambda: "Account" + "Key=" + chance(BASE64, 86) + "==",
    "Azure client secret": lambda: chance(ALNUM, 3) + "8" + "Q~" + chance(ALNUM, 34),
    "Alibaba Cloud key": lambda: "LT" + "AI" + chance(ALNUM, 20),
    "DigitalOcean token": lambda: "dop" + "_v1_" + chance(HEX, 64),
    "Databricks token": lambda: "da" + "pi" + chance(HEX, 32),
    "age secret key": lambda: "AGE-SECRET" + "-KEY-1" + chance(BASE32, 58),
    "GitHub token": lambda: "gh" + "p_" + chance(ALNUM, 36),
    "GitHub fine-grained token": lambda: "github" + "_pat_" + chance(ALNUM, 22) + "_" + chance(ALNUM, 59),
    "GitLab token": lambda: "gl" + "pat-" + chance(URL, 20),
    "npm token": lambda: "np" + "m_" + chance(ALNUM, 36),
    "PyPI token": lambda: "py" + "pi-AgEIcHlwaS5vcmc" + chance(URL, 120),
    "RubyGems key": lambda: "ruby" + "gems_" + chance(HEX, 48),
    "NuGet key": lambda: "o" + "y2" + chance(string.ascii_lowercase + string.digits, 43),
    "Docker Hub token": lambda: "dckr" + "_pat_" + chance(URL, 27),
    "Artifactory key": lambda: "AK" + "Cp" + chance(ALNUM, 69),
    "Vault token": lambda: "hv" + "s." + chance(URL, 90),
    "Terraform token": lambda: chance(ALNUM, 14) + ".atlas" + "v1." + chance(ALNUM, 64),
    "Pulumi token": lambda: "pu" + "l-" + chance(HEX, 40),
    "Postman key": lambda: "PM" + "AK-" + chance(HEX, 24) + "-" + chance(HEX, 34),
    "Doppler token": lambda: "dp" + ".pt." + chance(ALNUM, 43),
    "Atlassian token": lambda: "ATA" + "TT3" + chance(URL, 180),
    "Figma token": lambda: "fi" + "gd_" + chance(URL, 40),
    "Linear key": lambda: "lin" + "_api_" + chance(ALNUM, 40),
    "Notion token": lambda: "nt" + "n_" + chance(ALNUM, 46),
    "Netlify token": lambda: "nf" + "p_" + chance(ALNUM, 36),
    "Supabase token": lambda: "sb" + "p_" + chance(HEX, 40),
    "PlanetScale secret": lambda: "pscale" + "_pw_" + chance(ALNUM, 43),
    "Contentful token": lambda: "CF" + "PAT-" + chance(URL, 43),
    "Stripe key": lambda: "sk_" + "live_" + chance(ALNUM, 24),
    "Stripe webhook secret": lambda: "wh" + "sec_" + chance(ALNUM, 32),
    "Square token": lambda: "sq0" + "atp-" + chance(URL, 22),
    "Shopify token": lambda: "shp" + "at_" + chance(HEX, 32),
    "Slack token": lambda: "xo" + "xb-" + chance("123456789", 12) + "-" + chance(ALNUM, 24),
    "Slack webhook": lambda: (
        "hooks" + ".slack.com/services/T" + chance(BASE32, 8) + "/B" + chance(BASE32, 8, "b") + "/" + chance(ALNUM, 24)
    ),
    "Discord webhook": lambda: "discord" + ".com/api/webhooks/" + chance("123456789", 18) + "/" + chance(URL, 68),
    "Telegram token": lambda: chance("123456789", 10) + ":A" + "A" + chance(URL, 33),
    "Twilio key": lambda: "S" + "K" + chance(HEX, 32),
    "SendGrid key": lambda: "S" + "G." + chance(URL, 22) + "." + chance(URL, 43),
    "Mailgun key": lambda: "ke" + "y-" + chance(HEX, 32),
    "Mailchimp key": lambda: chance(HEX, 32) + "-u" + "s14",
    "Brevo key": lambda: "xkey" + "sib-" + chance(HEX, 64) + "-" + chance(ALNUM, 16),
    "New Relic key": lambda: "NR" + "AK-" + chance(string.ascii_uppercase + string.digits, 27),
    "Grafana token": lambda: "gl" + "sa_" + chance(ALNUM, 32) + "_" + chance(HEX, 8),
    "Sentry token": lambda: "sn" + "tryu_" + chance(HEX, 64),
    "Dynatrace token": lambda: "dt0" + "c01." + chance(BASE32, 24) + "." + chance(BASE32, 64),
    "OpenAI key": lambda: "s" + "k-proj-" + chance(URL, 48),
    "Anthropic key": lambda: "s" + "k-ant-api03-" + chance(URL, 93),
    "Hugging Face token": lambda: "h" + "f_" + chance(ALNUM, 34),
    "Groq key": lambda: "gs" + "k_" + chance(ALNUM, 52),
    "Replicate token": lambda: "r" + "8_" + chance(ALNUM, 37),
    "Perplexity key": lambda: "pp" + "lx-" + chance(ALNUM, 48),
    "JSON Web Token": lambda: token("vendor"),
    "private key": private_key,
}
"""Each form that a vendor gave its secrets, by what it is called."""
