"""The embedded account: moto behind a loopback port, in a process of its own, and an application deployed into it."""
