-- What analytics announced. The queue that people work on is agency-link's; this is the proof and the picture.
create table alert (
  -- Derived from camera, zone, behaviour, track and start: a replayed frame cannot raise it twice.
  alert_id uuid primary key,
  camera_id text not null check (camera_id ~ '^[A-Z0-9][A-Z0-9-]{2,31}$'),
  district_code text not null,
  behaviour text not null,
  zone_id text not null,
  -- Capture times, not ours.
  started_at timestamptz not null,
  captured_at timestamptz not null check (captured_at >= started_at),
  raised_at timestamptz not null,
  track_id bigint not null,
  score double precision not null check (score between 0 and 1),
  model_sha256 text not null check (model_sha256 ~ '^[0-9a-f]{64}$'),
  rule_version text not null
);
create index alert_camera_idx on alert (camera_id, captured_at);

create table evidence (
  alert_id uuid primary key references alert,
  captured_at timestamptz not null,
  -- The frame that fulfilled the rule, as the camera sent it. Null: destroyed.
  jpeg bytea check (length(jpeg) <= 131072),
  destroyed_at timestamptz,
  check ((jpeg is null) = (destroyed_at is not null))
);
-- JPEGs do not shrink any further.
alter table evidence alter column jpeg set storage external;
create index evidence_due_idx on evidence (captured_at) where jpeg is not null;
