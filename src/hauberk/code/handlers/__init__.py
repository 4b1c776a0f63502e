"""Handlers of AWS Lambda in code that no template names: by the frameworks that make them, and by their shape."""
