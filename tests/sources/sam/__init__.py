"""Reading of serverless templates."""
