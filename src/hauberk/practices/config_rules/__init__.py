"""Practice 17: AWS Config rules."""

from hauberk.practices.config_rules import account, recorders

CONTROLS = (*recorders.CONTROLS, *account.CONTROLS)
