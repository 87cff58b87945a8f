# Sourced by ./serve-example and ./test from the top folder: a virtual environment with Reactor in it.
#
#   environment EXTRA PIP-ARGUMENTS...   installs once, and again when the requirements change
#
# VENV names another folder than .venv, PYTHON another interpreter than the newest one found.

VENV=${VENV:-.venv}

say() {
    printf '%s\n' "$*" >&2
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

has_apt() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }
}

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    say "error: no Python 3.11 or newer found (looked for ${PYTHON:-python3.13 ... python3})"
    say "  hint: install one from https://www.python.org/downloads/ or name it: PYTHON=/path/to/python3 $0"
    return 1
}

make_venv() {
    if "$1" -m venv "$VENV" 2>"$VENV.log"; then
        rm -f "$VENV.log"
        return
    fi
    rm -rf "$VENV"
    if has_apt && grep -q ensurepip "$VENV.log"; then
        say "Installing Debian's python3-venv"
        as_root apt-get update -qq
        as_root apt-get install -qq -y --no-install-recommends python3-venv >/dev/null
        rm -f "$VENV.log"
        "$1" -m venv "$VENV"
        return
    fi
    cat "$VENV.log" >&2
    rm -f "$VENV.log"
    say "error: $1 cannot make a virtual environment"
    return 1
}

environment() {
    extra=$1
    shift
    if [ ! -x "$VENV/bin/python" ]; then
        python=$(find_python)
        say "Making a virtual environment in $VENV with $("$python" --version)"
        make_venv "$python"
    fi
    # The stamp holds what was installed and what it was installed from.
    wanted=$(
        printf '%s\n' "$extra" "$PWD" "$@"
        cat pyproject.toml
        for argument in "$@"; do [ ! -f "$argument" ] || cat "$argument"; done
    )
    stamp="$VENV/.reactor-$extra$(printf '%s' "$*" | tr -c 'a-zA-Z0-9' '-')"
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
        return
    fi
    say "Installing Reactor and what it needs; the first time takes a few minutes"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --editable ".${extra:+[$extra]}" "$@"
    printf '%s\n' "$wanted" >"$stamp"
}
