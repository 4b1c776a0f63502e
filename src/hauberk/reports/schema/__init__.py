"""Proposed schemas: as JSON, as YAML, and as what AWS SAM and CloudFormation take."""
