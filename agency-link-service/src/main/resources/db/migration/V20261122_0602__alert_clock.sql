-- Claims run out, alerts that nobody touches climb by the clock, and what happened to an alert is kept.
alter table alert
  -- Who is asked to look: it only climbs.
  add column level text not null default 'OPERATOR' check (level in ('OPERATOR', 'LEAD', 'MANAGER')),
  add column level_since timestamptz,
  -- Null: not waiting for anybody, or nobody is above.
  add column climbs_at timestamptz,
  add column claim_ends_at timestamptz;
update alert set level_since = received_at,
  climbs_at = case when state = 'NEW' then now() + interval '2 minutes' end,
  claim_ends_at = case when state = 'CLAIMED' then now() + interval '5 minutes' end;
alter table alert
  alter column level_since set not null,
  add check ((state = 'CLAIMED') = (claim_ends_at is not null)),
  add check (climbs_at is null or state = 'NEW');
create index alert_climbs_idx on alert (climbs_at) where climbs_at is not null;
create index alert_claim_ends_idx on alert (claim_ends_at) where claim_ends_at is not null;
create index alert_holder_idx on alert (handled_by) where state in ('CLAIMED', 'ACKNOWLEDGED');

-- Steps of an alert, also those that the clock took; added, never changed.
create table alert_entry (
  entry_id bigint generated always as identity primary key,
  alert_id uuid not null references alert,
  at timestamptz not null,
  who text not null,
  what text not null,
  detail text not null
);
create index alert_entry_idx on alert_entry (alert_id, entry_id);

-- Who of the centre works on an incident; null: nobody in particular.
alter table incident add column holder text;
update incident set holder = opened_by where agency is null;
create index incident_holder_idx on incident (holder) where status = 'OPEN';

create table handover (
  handover_id uuid primary key,
  at timestamptz not null,
  by_whom text not null,
  from_whom text not null,
  -- Null: back to the queue.
  to_whom text,
  note text not null,
  alerts uuid[] not null,
  incidents uuid[] not null
);
create index handover_at_idx on handover (at desc);
