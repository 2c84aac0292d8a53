#!/usr/bin/env bash
# Holds the tree to its layout: what may include what, the top level, file
# lengths, a README in each folder of code, no path of one machine.
# Usage: layout_test.sh PROJECT_ROOT
set -uo pipefail
cd "$1" || exit 2
failures=0
fail() { echo "layout: $*"; failures=$((failures + 1)); }

# Files of the project: what git knows, or in a plain copy all but build output.
files() {
  git ls-files --cached --others --exclude-standard -- "$@" 2>/dev/null ||
    find "${@:-.}" -type f -not -path './build/*' | sed 's|^\./||'
}

# --- The top level is fixed.
allowed_top='^(CMakeLists.txt|CMakePresets.json|README.md|SECURITY.md|protos|registry-service|query-service|tests|deploy|common|cli|cmake|\..*)$'
while read -r entry; do
  fail "not allowed at the top level: $entry"
done < <(files | cut -d/ -f1 | sort -u | grep -Ev "$allowed_top")

# --- An include points only at what the including folder may use. A row:
# folder, then the prefixes of quoted includes that it may have.
generated='comity/(model|registry|query|pack)/v1/ google/(rpc|protobuf)/ grpc/(health|reflection)/ absl/'
no_grpc='grpcpp/|\.grpc\.pb\.h|grpc/(health|reflection|impl|support)'
rules=(
  "common/platform|common/platform/ comity/model/v1/"
  "common/model|common/model/ common/platform/ comity/(model|registry)/v1/"
  "common/rules|common/rules/ common/model/ common/platform/ comity/(model|registry)/v1/"
  "registry-service/registry/store|registry/store/ common/"
  "registry-service/registry/core|registry/(store|core)/ common/"
  "registry-service/registry/api|registry/(core|api)/ common/"
  "registry-service/registry/server|registry/ common/"
  "query-service/query/resolve|query/resolve/ common/"
  "query-service/query/index|query/(resolve|index)/ common/"
  "query-service/query/answer|query/(resolve|index|answer)/ common/"
  "query-service/query/feed|query/(index|feed)/ common/"
  "query-service/query/api|query/(index|answer|feed|api)/ common/"
  "query-service/query/server|query/ common/"
  "cli|cli/ common/"
)
for rule in "${rules[@]}"; do
  folder=${rule%%|*}
  [ -d "$folder" ] || continue
  pattern="^($(tr ' ' '|' <<<"${rule#*|} $generated"))"
  while IFS=: read -r file line include; do
    grep -Eq "$pattern" <<<"$include" ||
      fail "$file:$line: $folder may not include \"$include\""
  done < <(files "$folder" | grep -E '\.(cc|h)$' | xargs -r grep -nHE '^#include "' |
    sed -E 's/^([^:]+):([0-9]+):#include "([^"]+)".*/\1:\2:\3/' | grep -v ':grpcpp/')
done

# --- gRPC and SQL stay at the edges.
edges='^(common/platform/grpc|registry-service/registry/(api|server)|query-service/query/(api|feed|server)|cli|tests)/'
while read -r file; do
  grep -Eq "$edges" <<<"$file" && continue
  grep -Eq "^#include [\"<]($no_grpc)" "$file" && fail "$file: gRPC away from the edge"
  [[ $file == registry-service/registry/store/* ]] || {
    grep -Eq '^#include [<"](sqlite3|libpq)' "$file" && fail "$file: SQL away from the store"
  }
done < <(files common registry-service query-service cli | grep -E '\.(cc|h)$')

# --- Files stay short, folders explain themselves, nothing names one machine.
while read -r file; do
  lines=$(wc -l <"$file")
  [ "$lines" -lt 400 ] || fail "$file: $lines lines; the bound is 400"
done < <(files | grep -E '\.(cc|h|cmake|sh|py|proto)$')
while read -r folder; do
  [ -f "$folder/README.md" ] || fail "$folder: has no README.md"
done < <(files common registry-service query-service cli | grep -E '\.(cc|h)$' |
  xargs -r -n1 dirname | sort -u | grep -v '/grpc$')
while read -r hit; do
  fail "a path of one machine: $hit"
done < <(files | grep -v '^tests/layout/' | xargs -r grep -nIE '/(work|farm|root)/')

[ "$failures" -eq 0 ] || { echo "layout: $failures failures"; exit 1; }
echo "layout: ok"
