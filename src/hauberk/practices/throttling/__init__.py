"""Practice 11: throttling, and what becomes of what fails."""

from hauberk.practices.throttling import apis, concurrency, failures, streams

CONTROLS = (*apis.CONTROLS, *concurrency.CONTROLS, *failures.CONTROLS, *streams.CONTROLS)
