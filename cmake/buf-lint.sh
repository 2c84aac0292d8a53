#!/bin/sh
# Lints our protos with buf, offline: buf wants every import inside its
# workspace, so one is assembled that holds the Debian packages' files beside
# ours. Usage: cmake/buf-lint.sh [buf binary]; "breaking" against another tree:
# cmake/buf-lint.sh buf OTHER_PROTOS_DIR.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
buf=${1:-buf}
against=${2:-}
googleapis=/usr/share/gocode/src/github.com/gogo/googleapis

workspace=$(mktemp -d)
trap 'rm -rf "$workspace"' EXIT

# Copies, for buf does not follow links out of a workspace.
assemble() { # assemble PROTOS_DIR TARGET
  mkdir -p "$2/ours" "$2/foreign/google/rpc"
  cp -R "$1/." "$2/ours/"
  cp "$googleapis"/google/rpc/*.proto "$2/foreign/google/rpc/"
  printf 'version: v1\ndirectories:\n  - ours\n  - foreign\n' >"$2/buf.work.yaml"
  printf 'version: v1\n' >"$2/foreign/buf.yaml"
}

assemble "$root/protos" "$workspace/new"
cd "$workspace/new"
"$buf" lint --path ours/comity
if [ -n "$against" ]; then
  assemble "$against" "$workspace/old"
  "$buf" breaking --path ours/comity --against "$workspace/old"
fi
