FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /hauberk && /hauberk/bin/pip install --quiet --no-cache-dir /source

FROM python:3.13-slim
COPY --from=build /hauberk /hauberk
USER nobody
WORKDIR /application
ENTRYPOINT ["/hauberk/bin/hauberk"]
CMD ["check"]
