# SPDX-License-Identifier: Apache-2.0
# Shared by the scripts of ci/: where the tree is, where a build goes, how to say what is being done.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=${ACDLOOP_JOBS:-$(nproc)}
export CCACHE_DIR=${CCACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/acdloop-ccache}
# A clone in another folder compiles the same files: paths below the tree are no difference.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

say() { printf '== %s\n' "$*"; }

# configure NAME [cmake arguments]: build folder build/NAME. Quiet unless it fails.
configure() {
  local name=$1; shift
  local log; log=$(mktemp)
  if ! cmake -S "$root" -B "$root/build/$name" -G Ninja "$@" >"$log" 2>&1; then
    cat "$log" >&2; rm -f "$log"; return 1
  fi
  rm -f "$log"
}

# build NAME [targets]: quiet unless it fails.
build() {
  local name=$1; shift
  local log; log=$(mktemp)
  if ! cmake --build "$root/build/$name" -j "$jobs" ${1:+--target "$@"} >"$log" 2>&1; then
    grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking)' "$log" >&2; rm -f "$log"; return 1
  fi
  rm -f "$log"
}
