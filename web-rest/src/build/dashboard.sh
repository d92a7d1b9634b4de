#!/bin/sh
# Builds the dashboard and lays it where the WAR is packed from. Does only what is out of date.
# usage: dashboard.sh DASHBOARD_DIRECTORY TARGET_DIRECTORY SKIP(true|false)
set -eu
dashboard=$1
target=$2
skip=$3

mkdir -p "$target"

if [ "$skip" = false ] && [ -f "$dashboard/package-lock.json" ]; then
    cd "$dashboard"
    # npm writes this file last, so that an interrupted install is done again.
    installed=node_modules/.package-lock.json
    if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
        npm ci --no-audit --no-fund
        touch "$installed"
    fi
    if [ ! -f dist/index.html ] ||
        [ -n "$(find . \( -name node_modules -o -name dist \) -prune -o -type f -newer dist/index.html -print | head -n 1)" ]; then
        npm run build
        touch dist/index.html
    fi
fi

if [ -f "$dashboard/dist/index.html" ]; then
    rm -rf "$target"
    cp -R "$dashboard/dist" "$target"
fi
