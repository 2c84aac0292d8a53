#!/usr/bin/env bash
# Installs those packages of the lists given that the machine lacks; with all of
# them there it needs no rights. Usage: install-packages.sh LIST...
set -euo pipefail

missing=()
while read -r package; do
  [ -n "$package" ] || continue
  # A virtual package counts when something installed provides it.
  dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null |
    grep -q 'install ok installed' || missing+=("$package")
done < <(cat "$@")
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || {
    echo "These packages are missing, and installing them takes root: ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}"
"${as_root[@]}" apt-get update -q=2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q=2 -y \
  --no-install-recommends "${missing[@]}" >/dev/null
