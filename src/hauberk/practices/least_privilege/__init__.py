"""Practice 1: least privilege."""

from hauberk.practices.least_privilege import function_url

CONTROLS = (*function_url.CONTROLS,)
