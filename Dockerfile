# Belligraph as a server. It serves other machines, so it needs API keys:
#   docker build -t belligraph .
#   docker run -p 8000:8000 -v belligraph:/data -e BELLIGRAPH_API_KEYS="$(openssl rand -hex 32)" belligraph
# With --build-arg REQUIREMENTS=requirements-dask.txt it can be a part of a Dask cluster too, as compose.yaml does.

FROM node:22-slim AS web
WORKDIR /source/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci
COPY web ./
RUN npm run build

FROM python:3.12-slim AS build
ARG REQUIREMENTS=requirements.txt
WORKDIR /source
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/belligraph
COPY requirements*.txt ./
RUN /opt/belligraph/bin/pip install --require-hashes -r "$REQUIREMENTS"
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY ontology ontology
COPY extract extract
COPY graph graph
COPY app app
COPY --from=web /source/app/static app/static
COPY examples examples
RUN /opt/belligraph/bin/pip install --no-deps --no-build-isolation . \
    && /opt/belligraph/bin/belligraph gazetteer build

FROM python:3.12-slim
COPY --from=build /opt/belligraph /opt/belligraph
RUN useradd --system --uid 10001 --home-dir /data belligraph && install -d -o belligraph /data
ENV PATH=/opt/belligraph/bin:$PATH \
    BELLIGRAPH_HOST=0.0.0.0 \
    BELLIGRAPH_DATABASE_URL=sqlite:////data/belligraph.db
USER belligraph
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["belligraph", "serve"]
