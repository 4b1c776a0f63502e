"""What is dangerous in what a program does: hostile data that reaches a place where it does harm."""
