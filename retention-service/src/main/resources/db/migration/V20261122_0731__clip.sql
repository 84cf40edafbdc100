-- A copy that left the house for an agency's case: what it showed, to whom, why, its hash, and when it must be gone there.
create table clip (
  id uuid primary key,
  camera_id text not null,
  district_code text not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  agency text not null,
  subject text not null,
  case_no text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  made_at timestamptz not null,
  -- Police copies: seven days (domain.md row 57).
  destroy_by timestamptz not null check (destroy_by > made_at)
);
create index clip_made_idx on clip (made_at, id);
