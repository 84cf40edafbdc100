create table incident (
  incident_id uuid primary key,
  -- Null: the centre's own.
  agency text,
  case_no text,
  -- 112 response code 0 to 4; may change during the case.
  code smallint check (code between 0 and 4),
  kind text not null,
  -- The words that came, before they became a kind.
  reported_as text not null,
  summary text not null,
  address text,
  status text not null check (status in ('OPEN', 'CLOSED')),
  district_code text not null,
  lon double precision not null,
  lat double precision not null,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_by text,
  close_reason text,
  check ((agency is null) = (case_no is null)),
  check ((status = 'CLOSED') = (closed_at is not null))
);
create unique index incident_open_case_idx on incident (agency, case_no) where status = 'OPEN';
create index incident_case_idx on incident (agency, case_no, opened_at desc);
create index incident_newest_idx on incident (opened_at desc, incident_id desc);

create table incident_entry (
  entry_id bigint generated always as identity primary key,
  incident_id uuid not null references incident,
  at timestamptz not null,
  who text not null,
  what text not null,
  detail text not null
);
create index incident_entry_idx on incident_entry (incident_id, entry_id);

create table access_grant (
  grant_id uuid primary key,
  incident_id uuid not null references incident,
  case_no text not null,
  agency text not null,
  role text not null,
  camera_id text not null,
  district_code text not null,
  purpose text not null,
  -- The ticket itself is nowhere.
  ticket_sha256 text not null unique check (ticket_sha256 ~ '^[0-9a-f]{64}$'),
  valid_from timestamptz not null,
  expires_at timestamptz not null,
  -- No renewal beyond.
  limit_at timestamptz not null,
  state text not null check (state in ('ACTIVE', 'EXPIRED', 'REVOKED')),
  distance_m double precision not null,
  -- 0 is the best camera of the case.
  choice smallint not null,
  reason text not null,
  ended_at timestamptz,
  -- The compacted topic has forgotten it.
  buried boolean not null default false,
  unique (incident_id, camera_id)
);
create index access_grant_end_idx on access_grant (expires_at) where state = 'ACTIVE';
create index access_grant_bury_idx on access_grant (ended_at) where not buried;
