from urllib.parse import urljoin

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.router import Router

router = Router()
SITE = "https://www.theatre.example/"


def absolute(path: str) -> str:
    return urljoin(SITE, path)


@router.get("/tickets/<show>/buy")
def buy(show: str):
    back = router.current_event.query_string_parameters.get("back", "/")
    if not show.isalnum():
        return Response(status_code=404)
    return Response(status_code=303, headers={"Location": absolute(back)})  # FAULT open-redirect


app = APIGatewayHttpResolver()
app.include_router(router, prefix="/v1")


def handler(event, context):
    return app.resolve(event, context)
