"""Kinds of secrets that their issuers gave a form: a row for each, as of 2026-11.

``source`` names the issuer's page. OpenAI, Anthropic and some others show the beginnings of their keys and publish no
form; theirs are as GitHub's ("supported secret scanning patterns") and GitGuardian's lists of secrets have them.
"""

from collections.abc import Callable
from typing import NamedTuple


class Format(NamedTuple):
    """A kind of secret that its format gives away.

    A match begins at one of the ``marks``, or at most ``before`` characters before one. Behind a mark that ends in one
    of ``_``, ``-`` and ``.`` there are at least :data:`RUN` letters, digits, ``_`` or ``-``, unless it is one of
    :data:`ALONE`. What of a match is secret is its group ``secret``, or all of it. Where the pattern alone doesn't
    tell, ``is_one`` does.
    """

    kind: str
    marks: tuple[str, ...]
    pattern: str
    source: str
    before: int = 0
    is_one: Callable[[str], bool] | None = None


def _is_token(text: str) -> bool:
    from hauberk.model.secret_words import is_wordy

    return any(map(str.isdigit, text)) and not is_wordy(text)


def _is_login(text: str) -> bool:
    """Whether a text is the base64 form of a name, a colon and a password."""
    return ":" in (decoded(text) or "")


def decoded(text: str) -> str | None:
    """What a text is the base64 form of, if that is text."""
    from base64 import b64decode  # seldom needed

    try:
        found = b64decode(text, validate=True).decode("utf-8")
    except ValueError:
        return None
    return found if found.replace("\n", "").replace("\t", "").replace("\r", "").isprintable() else None


RUN = 16
ALONE = frozenset(("xapp-",))
_LISTS = "GitHub, Supported secret scanning patterns"

FORMATS = (
    # Clouds
    Format(
        "AWS access key",
        ("AKIA", "ASIA"),
        r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9](?![a-z]))",
        "AWS, IAM identifiers: unique ids",
    ),
    Format(
        "Amazon Bedrock key",
        ("ABSKQmVkcm9ja0FQSUtleS",),
        r"ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{40,255}={0,2}",
        _LISTS,
    ),
    Format("Google API key", ("AIza",), r"AIza[A-Za-z0-9_-]{35}", "Google Cloud, API keys"),
    Format("Google client secret", ("GOCSPX-",), r"GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])", _LISTS),
    Format("Google access token", ("ya29.",), r"\bya29\.[A-Za-z0-9_-]{30,1024}", "Google, Using OAuth 2.0"),
    Format(
        "Azure key",
        ("AccountKey=", "SharedAccessKey="),
        r"(?:AccountKey|SharedAccessKey)=(?P<secret>[A-Za-z0-9+/]{40,128}={0,2})",
        "Azure Storage and Service Bus, connection strings",
    ),
    Format(
        "Azure client secret",
        ("8Q~",),
        r"(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{34}(?![A-Za-z0-9_~.-])",
        _LISTS,
        before=3,
    ),
    Format("Alibaba Cloud key", ("LTAI",), r"(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{17,20}(?![A-Za-z0-9])", _LISTS),
    Format(
        "DigitalOcean token",
        ("dop_v1_", "doo_v1_", "dor_v1_"),
        r"\bdo[opr]_v1_[a-f0-9]{64}",
        "DigitalOcean, Token format",
    ),
    Format("Databricks token", ("dapi",), r"(?<![A-Za-z0-9])dapi[a-f0-9]{32}(?:-[0-9])?(?![A-Za-z0-9])", _LISTS),
    Format("Heroku key", ("HRKU-",), r"\bHRKU-[A-Za-z0-9_-]{36,80}", "Heroku, API key prefixes"),
    # Keys
    Format(
        "private key",
        ("-----BEGIN",),
        r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----)[\s\S]){0,16384}+(?:-----END)?",
        "RFC 7468",
    ),
    Format("age secret key", ("AGE-SECRET-KEY-",), r"AGE-SECRET-KEY-1[0-9A-Z]{58}", "age, format"),
    # Where code lives and is built
    Format(
        "GitHub token",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        r"gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{22,255}",
        "GitHub, token formats",
    ),
    Format(
        "GitLab token",
        ("glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glagent-", "gloas-"),
        r"gl(?:pat|dt|rt|cbt|ptt|ft|agent|oas)-[A-Za-z0-9_-]{20,300}(?:\.[a-z0-9]{2}\.[a-z0-9]{9})?",
        "GitLab, token overview",
    ),
    Format("npm token", ("npm_",), r"npm_[A-Za-z0-9]{36}", "npm, about access tokens"),
    Format(
        "PyPI token",
        ("pypi-",),
        r"pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{16,1024}",
        "PyPI, API tokens: a macaroon that begins with the place it is for",
    ),
    Format("RubyGems key", ("rubygems_",), r"\brubygems_[a-f0-9]{48}", _LISTS),
    Format("NuGet key", ("oy2",), r"(?<![A-Za-z0-9])oy2[a-z0-9]{43}(?![A-Za-z0-9])", _LISTS),
    Format("Docker Hub token", ("dckr_pat_", "dckr_oat_"), r"\bdckr_[po]at_[A-Za-z0-9_-]{27,40}", _LISTS),
    Format("Artifactory key", ("AKCp",), r"(?<![A-Za-z0-9])AKCp[A-Za-z0-9]{69}(?![A-Za-z0-9])", _LISTS),
    Format("Vault token", ("hvs.", "hvb."), r"\bhv[sb]\.[A-Za-z0-9_-]{24,300}", "HashiCorp Vault, tokens"),
    Format(
        "Terraform token",
        (".atlasv1.",),
        r"(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,70}",
        "HCP Terraform, API tokens",
        before=14,
    ),
    Format("Pulumi token", ("pul-",), r"\bpul-[a-f0-9]{40}(?![A-Za-z0-9])", _LISTS),
    Format("Postman key", ("PMAK-",), r"\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}", _LISTS),
    Format("Doppler token", ("dp.pt.", "dp.ct."), r"\bdp\.(?:pt|ct)\.[A-Za-z0-9]{40,44}", _LISTS),
    Format("Atlassian token", ("ATATT3",), r"\bATATT3[A-Za-z0-9_=-]{100,255}", _LISTS),
    Format("Figma token", ("figd_",), r"\bfigd_[A-Za-z0-9_-]{40,64}", _LISTS),
    Format("Linear key", ("lin_api_",), r"\blin_api_[A-Za-z0-9]{40}", _LISTS),
    Format("Notion token", ("ntn_",), r"\bntn_[A-Za-z0-9]{40,50}", _LISTS),
    Format("Netlify token", ("nfp_",), r"\bnfp_[A-Za-z0-9]{36,40}", _LISTS),
    Format("Supabase token", ("sbp_",), r"\bsbp_[a-f0-9]{40}", _LISTS),
    Format("PlanetScale secret", ("pscale_",), r"\bpscale_(?:tkn|pw|oauth)_[A-Za-z0-9_-]{32,64}", _LISTS),
    Format("Contentful token", ("CFPAT-",), r"\bCFPAT-[A-Za-z0-9_-]{43}", _LISTS),
    # Payment
    Format(
        "Stripe key",
        ("sk_live_", "rk_live_", "sk_test_", "rk_test_"),
        r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}",
        "Stripe, API keys",
    ),
    Format("Stripe webhook secret", ("whsec_",), r"\bwhsec_[A-Za-z0-9]{32,64}", "Stripe, webhooks"),
    Format("Square token", ("sq0atp-", "sq0csp-"), r"\bsq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}", _LISTS),
    Format(
        "Shopify token",
        ("shpat_", "shpca_", "shppa_", "shpss_"),
        r"\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",
        "Shopify, access tokens",
    ),
    # Messages
    Format("Slack token", ("xox", "xapp-"), r"(?:xox[abeoprs]|xapp-[0-9])-[A-Za-z0-9-]{10,255}", "Slack, token types"),
    Format(
        "Slack webhook",
        ("hooks.slack",),
        r"hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{20,80}",
        "Slack, incoming webhooks",
    ),
    Format(
        "Teams webhook",
        (".webhook.office.com/",),
        r"\.webhook\.office\.com/webhookb2/[A-Za-z0-9@-]{36,80}/IncomingWebhook/[A-Za-z0-9/-]{32,120}",
        "Microsoft Teams, incoming webhooks",
    ),
    Format(
        "Discord webhook",
        ("/webhooks/",),
        r"discord(?:app)?\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{15,21}/[A-Za-z0-9_-]{20,128}",
        "Discord, webhook resource",
        before=26,
    ),
    Format(
        "Telegram token",
        (":AA",),
        r"(?<![A-Za-z0-9_])[0-9]{8,10}:AA[A-Za-z0-9_-]{30,40}(?![A-Za-z0-9_-])",
        "Telegram, authorizing your bot",
        before=10,
    ),
    Format("Twilio key", ("SK",), r"(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])", "Twilio, what is a SID"),
    Format("SendGrid key", ("SG.",), r"\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}", "SendGrid, API keys"),
    Format("Mailgun key", ("key-",), r"(?<![A-Za-z0-9_-])key-[a-f0-9]{32}(?![A-Za-z0-9])", _LISTS),
    Format("Mailchimp key", ("-us",), r"(?<![A-Za-z0-9])[0-9a-f]{32}-us[0-9]{1,2}(?![A-Za-z0-9])", _LISTS, before=32),
    Format("Brevo key", ("xkeysib-",), r"\bxkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}", _LISTS),
    # Watching
    Format("New Relic key", ("NRAK-",), r"\bNRAK-[A-Z0-9]{27}", "New Relic, API keys"),
    Format("Grafana token", ("glsa_",), r"\bglsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}", "Grafana, service account tokens"),
    Format("Grafana Cloud token", ("glc_",), r"\bglc_eyJ[A-Za-z0-9]{16}[A-Za-z0-9+/]{16,400}={0,2}", _LISTS),
    Format(
        "Sentry token",
        ("sntrys_", "sntryu_"),
        r"\bsntrys_eyJ[A-Za-z0-9_-]{16}[A-Za-z0-9_=+/-]{24,400}|\bsntryu_[a-f0-9]{64}",
        "Sentry, auth tokens",
    ),
    Format(
        "Dynatrace token",
        ("dt0c01.", "dt0s01.", "dt0s16."),
        r"\bdt0(?:c01|s01|s16)\.[A-Z0-9]{24}\.[A-Z0-9]{64}",
        "Dynatrace, token format",
    ),
    # Models
    Format(
        "OpenAI key",
        ("sk-",),
        r"\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32,255}|\bsk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}",
        _LISTS,
    ),
    Format("Anthropic key", ("sk-ant-",), r"\bsk-ant-[a-z0-9]{3,10}-[A-Za-z0-9_-]{32,255}", _LISTS),
    Format("Hugging Face token", ("hf_",), r"\bhf_[A-Za-z0-9]{34,40}(?![A-Za-z0-9])", _LISTS),
    Format("Groq key", ("gsk_",), r"\bgsk_[A-Za-z0-9]{52}", _LISTS),
    Format("Replicate token", ("r8_",), r"\br8_[A-Za-z0-9]{37}(?![A-Za-z0-9])", _LISTS),
    Format("Perplexity key", ("pplx-",), r"\bpplx-[A-Za-z0-9]{48}", _LISTS),
    # Forms of the web
    Format(
        "JSON Web Token",
        ("eyJ",),
        r"(?<![\w-])eyJ[A-Za-z0-9_-]{10,2048}\.eyJ[A-Za-z0-9_-]{10,4096}\.[A-Za-z0-9_-]{10,1024}",
        "RFC 7519",
    ),
    Format(
        "password in a URL",
        ("://",),
        r"(?<=[a-z][a-z0-9+.-])://[^\s:/@'\"{}$]{0,64}:(?P<secret>(?:[^\s/@'\"{}$]|\$(?!\{)|'(?=\w)){3,128})@",
        "RFC 3986, section 3.2.1",
    ),
    Format(
        "bearer token",
        ("earer ",),
        r"\b[Bb]earer {1,4}(?P<secret>[A-Za-z0-9._~+/-]{16,4096}={0,2})",
        "RFC 6750",
        before=1,
        is_one=_is_token,
    ),
    Format(
        "login of Basic",
        ("asic ",),
        r"\b[Bb]asic {1,4}(?P<secret>[A-Za-z0-9+/]{8,1024}={0,2})",
        "RFC 7617",
        before=1,
        is_one=_is_login,
    ),
)
"""Letters may be glued before a secret that a resource's id can hold (``NameAKIA…``), not before one whose beginning
may well end a word (``task_live_…``). No pattern looks at a character more often than some hundred times, whatever a
file repeats."""
