"""What differs between two states of an application, for a reader and a program."""
