-- Who did what to what, why, and whether it was allowed. Each row carries the hash of the one before it.
create table ledger (
  seq bigint primary key check (seq > 0),
  audit_id uuid not null unique,
  recorded_at timestamptz not null,
  -- The event as canonical JSON: exactly the text that was hashed.
  body text not null,
  -- SHA-256 of (previous hash, then body in UTF-8); 32 zero bytes come before the first row.
  hash bytea not null check (length(hash) = 32),
  -- For searching; taken from the body, so they cannot say anything else.
  at timestamptz not null,
  subject text generated always as (body::jsonb ->> 'subject') stored,
  agency text generated always as (body::jsonb ->> 'agency') stored,
  action text generated always as (body::jsonb ->> 'action') stored,
  object_id text generated always as (body::jsonb ->> 'objectId') stored,
  district_code text generated always as (body::jsonb ->> 'districtCode') stored
);
create index ledger_at_idx on ledger (at);
create index ledger_subject_idx on ledger (subject, seq);
create index ledger_object_id_idx on ledger (object_id, seq);
create index ledger_district_code_idx on ledger (district_code, seq);

-- Where the chain ends: rows cut off the end are missed.
create table ledger_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  hash bytea not null
);
insert into ledger_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_no_change before update or delete on ledger
  for each row execute function ledger_is_append_only();
create trigger ledger_no_truncate before truncate on ledger
  for each statement execute function ledger_is_append_only();
create trigger ledger_head_stays before delete on ledger_head
  for each row execute function ledger_is_append_only();
