"""Tests of Hauberk."""
