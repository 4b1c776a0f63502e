"""What is known of IAM and what follows from it, whatever language a policy was read from."""
