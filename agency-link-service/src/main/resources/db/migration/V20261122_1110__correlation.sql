-- What was told of one place and moment from several sides: which rule joined it to which incident, and who took it out again.
create table incident_join (
  join_id uuid primary key,
  incident_id uuid not null references incident,
  kind text not null check (kind in ('ALERT', 'CASE', 'FIRE_SENSOR', 'SAFE_RETURN', 'TELCO', 'CENTRE')),
  -- Of the alert, or of the incident that the other side's word opened. Joined once; what was taken out is not joined again.
  signal_id uuid not null unique,
  at timestamptz not null,
  joined_at timestamptz not null,
  rule text not null,
  distance_m int not null,
  seconds int not null,
  state text not null check (state in ('JOINED', 'TAKEN_OUT')),
  taken_out_by text,
  taken_out_at timestamptz,
  reason text,
  check ((state = 'TAKEN_OUT') = (taken_out_by is not null and taken_out_at is not null and reason is not null))
);
create index incident_join_incident_idx on incident_join (incident_id, joined_at);
