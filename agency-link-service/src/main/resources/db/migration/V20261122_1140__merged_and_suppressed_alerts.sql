-- Neighbouring cameras that see the same are one alert: the later ones hang on the first and wait for nobody.
alter table alert
  add column merged_into uuid references alert,
  add check (merged_into is null or merged_into <> alert_id),
  add check (merged_into is null or (state = 'NEW' and climbs_at is null));
create index alert_merged_idx on alert (merged_into) where merged_into is not null;

-- What analytics saw and raised no alert for. Counts only: no picture, no person; kept for thirty days.
create table suppressed_alert (
  suppression_id uuid primary key,
  camera_id text not null,
  district_code text not null,
  behaviour text not null,
  zone_id text not null,
  zone_name text not null,
  reason text not null,
  captured_at timestamptz not null
);
create index suppressed_alert_recent_idx on suppressed_alert (captured_at desc, district_code);
