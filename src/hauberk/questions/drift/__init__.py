"""What differs between two states of an application: two snapshots of an account, or a template and a snapshot."""
