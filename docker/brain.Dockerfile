# The brain: Rasa with our components, and the model trained when the image is built: a container starts in seconds.
# The same sources give the same model: whatever draws has a fixed seed.
FROM python:3.10.21-slim-bookworm AS build
WORKDIR /opt/sportello
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_PYTHON_DOWNLOADS=1
COPY requirements/uv.txt requirements/build.txt requirements/brain.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary=:all: --root-user-action=ignore -r requirements/uv.txt
RUN --mount=type=cache,target=/root/.cache/uv \
    uv venv --no-project .venv && \
    uv pip sync --python .venv --require-hashes --build-constraints requirements/build.txt \
        --require-build-hashes --preview-features build-dependency-hashes requirements/brain.txt
# Only what the model depends on, as INPUTS in bot/brain/training.py: a change elsewhere trains nothing anew.
COPY nlu/__init__.py nlu/serve.py nlu/later.py nlu/sentences.py nlu/config.yml nlu/
COPY nlu/components nlu/components
COPY nlu/domain nlu/domain
COPY nlu/data nlu/data
COPY stories stories
COPY bot/__init__.py bot/italian.py bot/
ENV RASA_TELEMETRY_ENABLED=false RASA_MAX_CACHE_SIZE=0 TF_CPP_MIN_LOG_LEVEL=3 PYTHONWARNINGS=ignore \
    SQLALCHEMY_SILENCE_UBER_WARNING=1 OPENBLAS_NUM_THREADS=1
# Three minutes on two cores.
RUN .venv/bin/python -m nlu.serve train --data nlu/data stories --domain nlu/domain --config nlu/config.yml \
        --out models --fixed-model-name sportello --force --skip-validation

FROM python:3.10.21-slim-bookworm
USER 10002:10002
WORKDIR /opt/sportello
# HOME and MPLCONFIGDIR: libraries of Rasa's that want to write somewhere find the one place where they may.
ENV PATH=/opt/sportello/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONWARNINGS=ignore \
    HOME=/tmp MPLCONFIGDIR=/tmp/matplotlib SPORTELLO_BRAIN_HOST=0.0.0.0
COPY --from=build /opt/sportello/.venv .venv
COPY --from=build /opt/sportello/models models
# Of the service only the modules that the brain imports: no knowledge, no access to anything else.
COPY bot/__init__.py bot/italian.py bot/errors.py bot/
COPY bot/brain/__init__.py bot/brain/variables.py bot/brain/
COPY bot/storage/__init__.py bot/storage/keys.py bot/storage/
COPY nlu/*.py nlu/*.yml nlu/
COPY nlu/components nlu/components
ENTRYPOINT ["python", "-m", "nlu.alone"]
CMD ["models/sportello.tar.gz"]
