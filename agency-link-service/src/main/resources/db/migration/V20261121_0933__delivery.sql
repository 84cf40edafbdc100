-- What an agency was told, in order. Writers of one agency take a lock, so that a reader's cursor never skips a late commit.
create table agency_event (
  event_id bigint generated always as identity primary key,
  agency text not null,
  incident_id uuid not null,
  type text not null,
  at timestamptz not null,
  -- The exact text that is signed and sent.
  data text not null
);
create index agency_event_idx on agency_event (agency, event_id);

create table webhook (
  webhook_id uuid primary key,
  agency text not null,
  url text not null,
  -- AES-256-GCM with the key of cctv.link.secrets-key-file.
  secret bytea not null,
  active boolean not null,
  created_at timestamptz not null,
  created_by text not null
);

create table delivery (
  delivery_id bigint generated always as identity primary key,
  webhook_id uuid not null references webhook,
  agency text not null,
  incident_id uuid not null,
  event_id bigint not null references agency_event,
  state text not null check (state in ('PENDING', 'DONE', 'DEAD')),
  attempts int not null,
  -- While one tries, this is the end of its lease.
  next_at timestamptz not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  last_error text
);
create index delivery_due_idx on delivery (agency, next_at) where state = 'PENDING';
create index delivery_order_idx on delivery (webhook_id, incident_id, delivery_id) where state = 'PENDING';

-- The same request again gets the same answer for a day. Answers hold media tickets, so they are encrypted.
create table idempotent_answer (
  agency text not null,
  idempotency_key text not null,
  body_sha256 text not null,
  answer bytea not null,
  at timestamptz not null,
  primary key (agency, idempotency_key)
);
