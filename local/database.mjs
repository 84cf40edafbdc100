// One database, and for each service a user that owns a schema of its own and nothing else. Usage: database.mjs PSQL
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { readEnv } from "./run.mjs";

const psql = process.argv[2];
const { CCTV_PG_PORT: port, CCTV_DB_USER: owner, CCTV_SECRETS: secrets } = process.env;

function run(database, sql) {
  const result = spawnSync(psql, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", port, "-U", owner, "-d", database, "-At"], {
    input: sql,
    encoding: "utf8",
  });
  if (result.status !== 0) {
    console.error(result.stderr || String(result.error));
    process.exit(1);
  }
  return result.stdout.trim();
}

if (run("postgres", "select 1 from pg_database where datname = 'metro_cctv'") !== "1") run("postgres", "create database metro_cctv");
const statements = ["set client_min_messages = warning;", "create extension if not exists postgis;"];
for (const service of ["gateway", "registry", "analytics", "link", "retention"]) {
  const { CCTV_DB_USER: user, CCTV_DB_PASSWORD: password } = readEnv(join(secrets, `${service}.env`));
  statements.push(
    `do $$ begin if not exists (select 1 from pg_roles where rolname = '${user}') then create role ${user} login; end if; end $$;`,
    `alter role ${user} password '${password}' noinherit nosuperuser nocreatedb nocreaterole;`,
    `create schema if not exists ${service} authorization ${user};`,
    `alter role ${user} set search_path = ${service}, public;`,
    `grant connect on database metro_cctv to ${user};`,
  );
}
run("metro_cctv", statements.join("\n"));
