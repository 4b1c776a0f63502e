"""What AWS IAM makes of policies: exactly, offline, and with a request as the proof.

``catalogue`` knows the actions, ``language`` what a policy says, ``evaluator`` decides one request as AWS documents
it, ``algebra`` answers for every possible request at once, and the modules beside them put the questions.
"""
