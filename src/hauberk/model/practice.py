"""The nineteen practices, by their numbers and names. Every part of Hauberk uses these words."""

PRACTICES: dict[int, str] = {
    1: "Least privilege",
    2: "Environment variables for configuration",
    3: "Secrets",
    4: "Monitoring and logging",
    5: "Dependencies",
    6: "Network security",
    7: "Data in transit",
    8: "Input validation",
    9: "WAF",
    10: "Versioning",
    11: "Throttling",
    12: "VPC and security groups",
    13: "Execution environment",
    14: "Review of IAM policies",
    15: "MFA",
    16: "Runtimes and images",
    17: "AWS Config rules",
    18: "Education",
    19: "Security updates",
}

EDUCATION = 18
"""The practice that no verdict is about: `hauberk explain` teaches it."""
