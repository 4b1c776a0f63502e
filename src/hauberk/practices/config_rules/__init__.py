"""Practice 17: AWS Config rules."""

from hauberk.practices.config_rules import account, recorders, rules

CONTROLS = (*recorders.CONTROLS, *rules.CONTROLS, *account.CONTROLS)
