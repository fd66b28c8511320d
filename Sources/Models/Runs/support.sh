# What the runs share. Each is a script `run FOLDER [--ship]` that sources this file and has then
#
#   $here     its own folder, where the spec is
#   $work     FOLDER, where everything goes that it makes
#   $run      where `train` keeps its run: $work/run unless a script says otherwise
#   $recur    the program; RECUR=PATH takes that one and builds none
#   packages  installs packages of PyPI for `python`
#   python    runs a script, with them if there are any, that may import those beside this file
#   train     `recur train SPEC DATA...` into $run; what was interrupted goes on
#   ship      with --ship, copies what came of it to $here
set -euo pipefail

[ $# -ge 1 ] && [ $# -le 2 ] && [ "${2:---ship}" = --ship ] || {
  echo "usage: $0 FOLDER [--ship]" >&2
  exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
work=$(cd "$1" && pwd)
run=$work/run
shipping=${2:-}

if [ -z "${RECUR:-}" ]; then
  package=$(cd "$here/../../../.." && pwd)
  swift build --package-path "$package" -c release --product recur >&2
  RECUR=$(swift build --package-path "$package" -c release --show-bin-path)/recur
fi
recur=$RECUR

packages() {
  [ -x "$work/venv/bin/pip" ] || python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "$@"
}

python() {
  local program=python3
  [ ! -x "$work/venv/bin/python" ] || program=$work/venv/bin/python
  PYTHONPATH=$here/.. PYTHONDONTWRITEBYTECODE=1 "$program" "$@"
}

train() {
  local start=$SECONDS
  "$recur" train "$@" -o "$run" --resume
  echo "trained in $((SECONDS - start)) s on $(nproc) x$(sed -n '/^model name/{s/[^:]*://p;q}' /proc/cpuinfo)"
  sha256sum "$run/weights.safetensors"
}

ship() {
  [ -n "$shipping" ] || return 0
  cp "$run/weights.safetensors" "$run/curves.svg" "$here"
}
