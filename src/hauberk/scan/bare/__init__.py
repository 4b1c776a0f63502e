"""Code of Lambda functions that no template tells of: which files, cut into which applications, read into the model."""
