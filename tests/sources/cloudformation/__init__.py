"""CloudFormation as AWS reads it."""
