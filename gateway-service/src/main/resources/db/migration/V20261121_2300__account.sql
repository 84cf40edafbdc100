-- People who log in and programs that fetch tokens: one name space, so a token's subject is never ambiguous.
create table account (
  name text primary key check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$'),
  kind text not null check (kind in ('PERSON', 'CLIENT')),
  -- "{algorithm}hash" as Spring Security's delegating encoder writes it.
  secret_hash text not null,
  role text not null,
  -- District codes, or '*' for a city-wide account.
  districts text[] not null,
  agency text,
  enabled boolean not null default true,
  -- Grows when sessions opened before must end: a new password.
  version integer not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check (role <> 'SERVICE' or kind = 'CLIENT')
);
