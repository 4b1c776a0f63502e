"""The lab: an AWS account on this machine, to try and test on what is meant for a real one.

Nothing in here reaches AWS. The extra ``lab`` brings what it needs; no other command imports it.
"""
