import os


class Settings:
    table = os.environ.get("GREETINGS", "greetings")
    region = os.environ.get("AWS_REGION", "eu-west-1")


settings = Settings()
