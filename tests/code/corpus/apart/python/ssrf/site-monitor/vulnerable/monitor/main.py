from fastapi import FastAPI
from mangum import Mangum

from monitor.routes import router

app = FastAPI(title="Site monitor", docs_url=None, redoc_url=None, openapi_url=None)
app.include_router(router, prefix="/checks")

handler = Mangum(app, lifespan="off")
