from typing import Annotated

from aws_lambda_powertools.utilities.parser import BaseModel
from pydantic import Field, PositiveInt, StringConstraints


class Filter(BaseModel):
    supplier: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[0-9]{4}$")]
    ramp: PositiveInt = 1
    days: int = Field(default=7, le=31)
