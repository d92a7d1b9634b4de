#!/bin/sh
# What a newcomer looks for at the root, and what should not have been committed. POSIX sh, git and awk only.
set -eu

repository=${1:?give the path of a Git repository}
LC_ALL=C
export LC_ALL

git_() {
    git -c safe.directory='*' -c core.quotePath=false -C "$repository" "$@"
}

# The commit that the snapshot step fixed, else HEAD; empty in a repository without commits.
if [ -n "${OPSFLOW_INPUTS:-}" ]; then
    commit=$(awk -F'"' '/^ *"commit": "/ { print $4; exit }' "$OPSFLOW_INPUTS/snapshot.json")
    # The server may hand the JSON on without its line breaks.
    [ -n "$commit" ] || commit=$(awk '{ if (match($0, /"commit": *"[0-9a-f]+"/)) {
        s = substr($0, RSTART, RLENGTH); sub(/.*: *"/, "", s); sub(/"$/, "", s); print s; exit } }' \
        "$OPSFLOW_INPUTS/snapshot.json")
else
    commit=$(git_ rev-parse --verify --quiet 'HEAD^{commit}' || true)
fi

list=$(mktemp)
trap 'rm -f "$list"' EXIT
if [ -n "$commit" ]; then
    git_ ls-tree -r --name-only "$commit" >"$list"
fi

# True when a path of the commit matches the extended regular expression, whatever its case.
has() {
    awk -v pattern="$1" 'tolower($0) ~ pattern { found = 1; exit } END { exit !found }' "$list" && echo true || echo false
}

number() {
    awk -v pattern="$1" 'tolower($0) ~ pattern { n++ } END { print n + 0 }' "$list"
}

echo '::progress 20 Looking at the root'
readme=$(has '^readme([.][a-z]+)?$')
licence=$(has '^(licen[cs]e|copying|unlicense)([.](md|txt))?$')
gitignore=$(has '^[.]gitignore$')
editorconfig=$(has '^[.]editorconfig$')
contributing=$(has '^(docs/|[.]github/)?contributing([.][a-z]+)?$')
security=$(has '^(docs/|[.]github/)?security([.][a-z]+)?$')
echo '::progress 50 Looking for continuous integration and tests'
ci=$(has '^([.]github/workflows/.*[.]ya?ml|[.]gitlab-ci[.]yml|jenkinsfile|[.]ci/.*|[.]circleci/config[.]yml|azure-pipelines[.]yml)$')
tests=$(has '(^|/)(tests?|__tests__|spec)/|[._-](test|spec)[.][a-z]+$|test[.]java$')
echo '::progress 70 Looking for what should not be there'
build_output=$(number '(^|/)(node_modules|target|dist|build/classes|__pycache__)/|[.](class|pyc|o|obj)$')
archives=$(number '[.](jar|war|ear|zip|tar|tgz|gz|7z)$')
conflicts=0
if [ -n "$commit" ]; then
    # Lines of seven signs and a space: a merge that was committed unresolved.
    conflicts=$( (git_ grep -I -l -E -e '^(<{7}|>{7}) ' "$commit" || true) | awk 'END { print NR }')
fi

present=0
for each in "$readme" "$licence" "$gitignore" "$editorconfig" "$contributing" "$security" "$ci" "$tests"; do
    [ "$each" = false ] || present=$((present + 1))
done

cat >"${OPSFLOW_OUTPUT:-/dev/stdout}" <<JSON
{
  "readme": $readme,
  "licence": $licence,
  "gitignore": $gitignore,
  "editorconfig": $editorconfig,
  "contributing": $contributing,
  "security": $security,
  "ci": $ci,
  "tests": $tests,
  "present": $present,
  "asked": 8,
  "build_output_files": $build_output,
  "archive_files": $archives,
  "files_with_conflict_marks": $conflicts
}
JSON
echo "$present of 8 found; $build_output files of build output, $archives archives, $conflicts with conflict marks"
echo "::progress 100 $present of 8 found"
