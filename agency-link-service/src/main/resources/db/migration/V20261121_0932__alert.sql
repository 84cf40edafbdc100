create table alert (
  alert_id uuid primary key,
  camera_id text not null,
  district_code text not null,
  raised_at timestamptz not null,
  -- The event as it came.
  raised jsonb not null,
  state text not null check (state in ('NEW', 'CLAIMED', 'ACKNOWLEDGED', 'DISMISSED', 'ESCALATED')),
  handled_by text,
  handled_at timestamptz,
  dismiss_reason text,
  incident_id uuid references incident deferrable initially deferred,
  -- Whoever writes first wins; the other sees that it grew.
  version bigint not null default 0,
  received_at timestamptz not null,
  check ((state = 'NEW') = (handled_by is null)),
  check ((state = 'ESCALATED') = (incident_id is not null))
);
create index alert_newest_idx on alert (raised_at desc, alert_id desc);
create index alert_open_idx on alert (district_code, raised_at desc) where state in ('NEW', 'CLAIMED');
