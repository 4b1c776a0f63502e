import os
from dataclasses import dataclass
from datetime import datetime, timezone

import boto3
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse
from mangum import Mangum

kinesis = boto3.client("firehose")
STREAM = os.environ["CLICK_STREAM"]
router = APIRouter(prefix="/c")


@dataclass(frozen=True)
class Click:
    campaign: int
    target: str

    @classmethod
    def of(cls, campaign: int, request: Request) -> "Click":
        return cls(campaign, request.query_params.get("next", "https://www.example.com/"))

    def record(self) -> None:
        line = f"{datetime.now(timezone.utc).isoformat()},{self.campaign}\n"
        kinesis.put_record(DeliveryStreamName=STREAM, Record={"Data": line.encode()})

    def follow(self) -> RedirectResponse:
        return RedirectResponse(self.target, status_code=303)  # FAULT open-redirect


@router.get("/{campaign}")
def click(campaign: int, request: Request) -> RedirectResponse:
    it = Click.of(campaign, request)
    it.record()
    return it.follow()


app = FastAPI()
app.include_router(router)
handler = Mangum(app)
