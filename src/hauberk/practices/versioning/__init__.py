"""Practice 10: versioning, gradual deployment and the way back."""

from hauberk.practices.versioning import backups, callers, deployments, signing

CONTROLS = (*deployments.CONTROLS, *callers.CONTROLS, *signing.CONTROLS, *backups.CONTROLS)
