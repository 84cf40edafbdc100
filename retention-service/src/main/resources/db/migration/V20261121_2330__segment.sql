-- One recording file. The row outlives the file: it is the proof that the file was there and when it went.
create table segment (
  id uuid primary key,
  camera_id text not null,
  -- The camera's district when it was recorded.
  district_code text not null,
  -- Path below the recordings' root.
  object_key text not null unique,
  started_at timestamptz not null,
  ended_at timestamptz not null check (ended_at >= started_at),
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Length of "ftyp moov" at the start of the file.
  init_bytes int not null check (init_bytes > 0 and init_bytes < bytes),
  codecs text not null,
  width int not null,
  height int not null,
  key_id text,
  -- Set when its destruction begins; from then on nobody sees it.
  destruction_id uuid,
  destroyed_at timestamptz
);
create index segment_camera_time_idx on segment (camera_id, started_at);
create index segment_kept_idx on segment (ended_at) where destruction_id is null;
create index segment_destruction_idx on segment (destruction_id) where destruction_id is not null;

-- Missing time before a segment, and why.
create table segment_gap (
  segment_id uuid not null references segment,
  ordinal int not null,
  camera_id text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  cause text not null,
  detail text not null,
  primary key (segment_id, ordinal)
);
create index segment_gap_camera_time_idx on segment_gap (camera_id, from_at);

-- What others told us, as far as playback needs it. A retired camera stays: its recordings live on.
create table known_camera (
  camera_id text primary key,
  district_code text not null,
  version bigint not null
);

create table case_grant (
  id uuid primary key,
  case_no text not null,
  agency text not null,
  camera_id text not null,
  valid_from timestamptz not null,
  expires_at timestamptz not null,
  active boolean not null,
  at timestamptz not null
);
create index case_grant_camera_idx on case_grant (camera_id, agency);
