import os

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    URL.create(
        "postgresql+asyncpg",
        username="tickets",
        password=os.environ["DB_PASSWORD"],
        host=os.environ["DB_HOST"],
        database="tickets",
    ),
    poolclass=NullPool,
    connect_args={"ssl": "verify-full"},
)
Session = async_sessionmaker(engine, expire_on_commit=False)


async def session():
    async with Session() as db:
        yield db
