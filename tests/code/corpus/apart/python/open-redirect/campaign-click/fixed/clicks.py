import os
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import urlsplit

import boto3
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse
from mangum import Mangum

SITES = {"www.example.com", "shop.example.com"}

kinesis = boto3.client("firehose")
STREAM = os.environ["CLICK_STREAM"]
router = APIRouter(prefix="/c")


@dataclass(frozen=True)
class Click:
    campaign: int
    target: str

    @classmethod
    def of(cls, campaign: int, request: Request) -> "Click":
        target = request.query_params.get("next", "")
        parts = urlsplit(target)
        if parts.scheme != "https" or parts.netloc not in SITES:
            target = "https://www.example.com/"
        return cls(campaign, target)

    def record(self) -> None:
        line = f"{datetime.now(timezone.utc).isoformat()},{self.campaign}\n"
        kinesis.put_record(DeliveryStreamName=STREAM, Record={"Data": line.encode()})

    def follow(self) -> RedirectResponse:
        return RedirectResponse(self.target, status_code=303)


@router.get("/{campaign}")
def click(campaign: int, request: Request) -> RedirectResponse:
    it = Click.of(campaign, request)
    it.record()
    return it.follow()


app = FastAPI()
app.include_router(router)
handler = Mangum(app)
