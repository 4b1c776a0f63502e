"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How long an example takes says something about the machine, not about Hauberk.
settings.register_profile("hauberk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hauberk")
