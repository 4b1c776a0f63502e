# The base is named by the digest of its index, which holds every platform, as docker-library/repo-info listed it on
# 2026-08-05 (Python 3.13.14 on Debian 13). Whoever releases an image renews it.
FROM python:3.13-slim@sha256:9662417aace5ae7b8e2609cce472b72a8958e134ba372808abe9cc1a0c0125e6 AS build
COPY requirements /source/requirements
RUN python -m venv /build \
    && /build/bin/pip install --quiet --no-cache-dir --require-hashes -r /source/requirements/build.txt \
    && python -m venv --without-pip /hauberk \
    && /build/bin/pip --python /hauberk/bin/python install --quiet --no-cache-dir --require-hashes -r /source/requirements/run.txt
COPY pyproject.toml README.md LICENSE /source/
COPY src /source/src
RUN /build/bin/pip wheel --quiet --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels /source \
    && /build/bin/pip --python /hauberk/bin/python install --quiet --no-deps --no-index /wheels/*.whl

FROM python:3.13-slim@sha256:9662417aace5ae7b8e2609cce472b72a8958e134ba372808abe9cc1a0c0125e6
COPY --from=build /hauberk /hauberk
# nobody: by number, so that a cluster can tell that it isn't root
USER 65534:65534
WORKDIR /application
ENTRYPOINT ["/hauberk/bin/hauberk"]
CMD ["check"]
