"""The policy language: what a document says, as frozen types, and how it is read, printed and validated."""
