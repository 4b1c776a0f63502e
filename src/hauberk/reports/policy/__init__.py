"""What functions need, for a reader, a program, IAM and templates."""
