"""Practice 17: AWS Config rules."""

from hauberk.practices.config_rules import recorders

CONTROLS = recorders.CONTROLS
