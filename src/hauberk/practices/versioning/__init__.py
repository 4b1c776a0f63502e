"""Practice 10: versioning, gradual deployment and the way back."""

from hauberk.practices.versioning import backups, deployments, signing

CONTROLS = (*deployments.CONTROLS, *signing.CONTROLS, *backups.CONTROLS)
