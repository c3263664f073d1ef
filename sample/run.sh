#!/usr/bin/env bash
# Runs the sample as somebody outside this project would: with the artifacts installed, in a local repository of its own, with
# JUnit 5 and with JUnit 6. Prints what the resets took, from the test reports.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly REPORTS=sample/junit/target
repository=$(mktemp -d "${TMPDIR:-/tmp}/poc-state-sample.XXXXXX")
readonly repository
trap 'rm -rf "$repository"' EXIT

maven() { mvn -B -ntp "-Dmaven.repo.local=$repository" "$@"; }

fail() {
  printf 'sample: ERROR: %s\n' "$*" >&2
  exit 1
}

milliseconds() { # what took them
  grep -o "\"pocstate.$1-ms\">[0-9.]*" "$REPORTS/junit-reports/open-test-report.xml" | cut -d '>' -f 2 | sort -n |
    awk -v what="$1" '{ all[NR] = $1; sum += $1 }
      END { printf "%-10s %4d resets, median %9.3f ms, longest %9.3f ms, sum %8.3f s\n", what, NR, all[int((NR + 1) / 2)], all[NR], sum / 1000 }'
}

tests_with() { # version of JUnit, profile of the sample
  printf '\n==== JUnit %s\n' "$1"
  maven -f sample/junit/pom.xml ${2:+-P "$2"} clean verify
  grep -q "junit-jupiter-api-$1\." "$REPORTS"/surefire-reports/TEST-*.xml || fail "the tests did not run with JUnit $1"
  milliseconds wait && milliseconds restore && milliseconds extension
}

# What was downloaded before need not be downloaded again; what was installed before must not be used.
downloaded=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
[ ! -d "$downloaded" ] || cp -a "$downloaded/." "$repository"
rm -rf "$repository/io/github/pocstate"

maven -q -Pfast -DskipTests -DskipITs -pl state-bom,state-netbox,state-snapshot,state-lab -am install
tests_with 5
tests_with 6 junit6
