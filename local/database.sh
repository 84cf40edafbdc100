#!/usr/bin/env bash
# One database, and for each service a user that owns a schema of its own and nothing else.
# Usage: database.sh PSQL, with PGHOST, PGPORT, PGUSER, PGPASSWORD, and CCTV_SECRETS naming the folder of the *.env files.
set -euo pipefail
psql=$1

run() { "$psql" -X -q -At -v ON_ERROR_STOP=1 -d "$1"; }

if [ "$(run postgres <<<"select 1 from pg_database where datname = 'metro_cctv'")" != 1 ]; then
  run postgres <<<"create database metro_cctv"
fi
{
  echo "set client_min_messages = warning;"
  echo "create extension if not exists postgis;"
  for service in gateway registry analytics link retention; do
    user=$(sed -n "s/^CCTV_DB_USER='\{0,1\}\([^']*\)'\{0,1\}$/\1/p" "$CCTV_SECRETS/$service.env")
    password=$(sed -n "s/^CCTV_DB_PASSWORD='\{0,1\}\([^']*\)'\{0,1\}$/\1/p" "$CCTV_SECRETS/$service.env")
    cat <<SQL
do \$\$ begin
  if not exists (select 1 from pg_roles where rolname = '$user') then create role $user login; end if;
end \$\$;
alter role $user password '$password' noinherit nosuperuser nocreatedb nocreaterole;
create schema if not exists $service authorization $user;
alter role $user set search_path = $service, public;
grant connect on database metro_cctv to $user;
grant create on database metro_cctv to $user;
SQL
  done
} | run metro_cctv
