#!/usr/bin/env bash
# Makes the files of the embedded lab from the data set, in plain format, gzipped:
#
#   netbox-4.7.3-tables.sql.gz       NetBox's tables, and the rows that a fresh install of it has: content types, permissions,
#                                    migrations, the user and its tokens. No topology, change log, search index or jobs.
#   netbox-4.7.3-constraints.sql.gz  keys, indexes, triggers: apart, so that a topology can be loaded before there are any
#   lab601-rows.sql.gz               the topology of the data set, for the test that the embedded lab's is the same;
#                                    all moments in it are made the same one
#
#   lab/make-base-dump.sh [DUMP]     DUMP: a pg_dump in custom format; default: netbox-4.7.3-lab601.dump beside this script
#
# It needs pg_restore, but no server. The same DUMP and the same pg_restore give the same bytes.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dump=${1:-$here/netbox-4.7.3-lab601.dump}
package=resources/io/github/pocstate/lab/internal/database
main=$here/../state-lab/src/main/$package
test=$here/../state-lab/src/test/$package

fresh='^(auth_permission|core_objecttype|dcim_moduletypeprofile|django_content_type|django_migrations|users_token|users_user|users_userconfig)$'
fresh_or_noise="$fresh|^(core_job|core_objectchange|extras_cachedvalue)\$"

# The dump's table of contents, with the rows and the sequences of those tables only that a condition of awk's is true for.
contents() { # condition
  pg_restore --list "$dump" \
    | awk '/ TABLE DATA | SEQUENCE SET / { table = $7; sub(/_id_seq$/, "", table); if (!('"$1"')) next } { print }'
}

# Comments, blank lines, psql's own commands and a setting that PostgreSQL 15 does not know are left out.
plain() { # condition, options
  pg_restore "${@:2}" --no-owner --no-acl --use-list=<(contents "$1") --file=- "$dump" \
    | sed -e '/^--/d' -e '/^$/d' -e '/^\\\(un\)\{0,1\}restrict /d' -e '/^SET transaction_timeout /d'
}

one_moment() { sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?\+00/2026-01-01 00:00:00+00/g'; }

mkdir -p "$main" "$test"
plain "table ~ /$fresh/" --section=pre-data --section=data | gzip -9n >"$main/netbox-4.7.3-tables.sql.gz"
plain "table ~ /$fresh/" --section=post-data | gzip -9n >"$main/netbox-4.7.3-constraints.sql.gz"
plain "table !~ /$fresh_or_noise/" --section=data | one_moment | gzip -9n >"$test/lab601-rows.sql.gz"
ls -l "$main" "$test"
