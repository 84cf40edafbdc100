-- Alarms about people. Picture and place are kept as long as the incident is open and no longer.
create table vulnerable_alarm (
  alarm_id uuid primary key,
  incident_id uuid not null unique references incident,
  source text not null,
  -- The sender's own number.
  alarm_no text not null,
  -- Of who asked for help to the person (Location Information Act art. 29).
  relation text not null,
  -- WGS 84; null once purged.
  lon double precision,
  lat double precision,
  -- JPEG, AES-256-GCM with the key of cctv.link.secrets-key-file; null once purged.
  photo bytea,
  has_photo boolean not null,
  raised_at timestamptz not null,
  escalate_at timestamptz not null,
  escalated_at timestamptz,
  taken_by text,
  taken_at timestamptz,
  purged_at timestamptz,
  check ((taken_by is null) = (taken_at is null)),
  check (purged_at is null or (photo is null and lon is null and lat is null))
);
create unique index vulnerable_alarm_open_idx on vulnerable_alarm (source, alarm_no) where purged_at is null;
create index vulnerable_alarm_wait_idx on vulnerable_alarm (escalate_at) where purged_at is null;

-- What was destroyed: its hash says what it was, and nothing else is left of it.
create table vulnerable_purge (
  alarm_id uuid not null references vulnerable_alarm,
  kind text not null check (kind in ('PHOTO', 'PLACE')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes int not null,
  at timestamptz not null,
  primary key (alarm_id, kind)
);
