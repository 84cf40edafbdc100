-- How well each camera is secured, as last assessed. Findings: [{"code", "severity", "detail"}], worst first.
create table posture (
  camera_code text primary key,
  district_code text not null,
  score int not null check (score between 0 and 100),
  findings jsonb not null,
  assessed_at timestamptz not null
);
create index posture_score_idx on posture (score, camera_code);
create index posture_district_idx on posture (district_code, score, camera_code);

-- Changed since; assessed at the next turn.
create table posture_due (
  camera_code text primary key
);
insert into posture_due (camera_code) select code from camera;

-- Which certificate a camera last showed, and when it last was another one.
create table certificate_seen (
  camera_code text primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  seen_at timestamptz not null,
  changed_at timestamptz
);
