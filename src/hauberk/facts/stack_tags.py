"""The tags by which CloudFormation says of what it makes which stack and which part of its template it is of
("Resource tag", AWS CloudFormation user guide, 2026-11)."""

STACK_NAME = "aws:cloudformation:stack-name"
LOGICAL_ID = "aws:cloudformation:logical-id"
STACK_ID = "aws:cloudformation:stack-id"
