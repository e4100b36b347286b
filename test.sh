#!/usr/bin/env bash
# Installs what the tests need where it is missing, builds, checks the format and runs every test.
# The last line says "N passed, N failed"; the exit code is 0 only if all is well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 DEBIAN_FRONTEND=noninteractive
readonly results=TestResults
exec </dev/null

step() { printf '\n== %s\n' "$*"; }

as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi
}

install_missing() {
  local packages=()
  command -v chromium >/dev/null || packages+=(chromium)
  command -v node >/dev/null || packages+=(nodejs)
  command -v npm >/dev/null || packages+=(npm)
  [[ -x /usr/sbin/nginx ]] || packages+=(nginx)
  [[ -d /usr/lib/python3/dist-packages/stomp ]] || packages+=(python3-stomp)
  [[ -d /usr/lib/rabbitmq ]] || packages+=(rabbitmq-server)
  [[ -d /usr/share/activemq ]] || packages+=(activemq)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages+=(postgresql)
  if [[ ${#packages[@]} -eq 0 ]]; then return; fi
  step "Installing ${packages[*]}"
  # What could not be installed is named by the tests that miss it.
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" \
    || echo "Could not install: ${packages[*]}"
}

# npm ci only where the lock file has changed since: it empties node_modules first.
restore_node_packages() {
  local folder
  for folder in wwwroot tests/EndToEnd.Tests/node; do
    if [[ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]]; then continue; fi
    step "npm ci in $folder"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error) || echo "npm ci failed in $folder"
  done
}

# Prints "passed failed" of the result files; what was neither (skipped, not run) counts as failed.
count() {
  awk -F'"' '/<Counters / {
    for (i = 1; i < NF; i += 2) { if ($i ~ / total=$/) total += $(i + 1); if ($i ~ / passed=$/) passed += $(i + 1) }
  } END { print passed + 0, total - passed }' /dev/null "$results"/*.trx
}

finish() {
  printf '\n%d passed, %d failed\n' "$1" "$2"
  exit $(($2 > 0))
}

install_missing
restore_node_packages

step "Restore"
dotnet restore --locked-mode || finish 0 1
step "Build, warnings as errors"
dotnet build --configuration Release --no-restore || finish 0 1

faults=0
step "Format"
dotnet format --verify-no-changes --no-restore || { faults=$((faults + 1)); echo "FAILED: the format differs, run dotnet format"; }

# Runs one project's tests.
run() {
  local name=$1 code=0
  step "$name"
  # A run that crashed or hung fails though its counters may look well.
  dotnet test "tests/$name" --configuration Release --no-build --blame-hang-timeout 10m --blame-hang-dump-type none --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" || code=$?
  if [[ ! -f "$results/$name.trx" ]]; then
    echo "FAILED: $name wrote no results" | tee -a "$results/faults"
  elif [[ $code -ne 0 ]] && ! awk '/<Counters / && !/ failed="0"/ {found = 1} END {exit !found}' "$results/$name.trx"; then
    echo "FAILED: $name did not run to its end" | tee -a "$results/faults"
  fi
}

rm -rf "$results" && mkdir "$results"
for project in tests/*.Tests; do run "$(basename "$project")"; done
if [[ -f "$results/faults" ]]; then faults=$((faults + $(wc -l <"$results/faults"))); fi

step "Summary"
read -r passed failed < <(count)
finish "$passed" "$((failed + faults))"
