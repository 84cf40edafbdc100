-- The states between open and closed, who takes part, codes that change, the six reasons, and the moments that the
-- response figures are made of. An incident of an agency was shared from the start; how old ones ended was kept in free words.
alter table incident rename column reported_as to raw_phrase;
alter table incident
  add column state text,
  add column state_by text,
  add column state_since timestamptz,
  add column marks text[] not null default '{}',
  -- One of the six classes that centres report by.
  add column statistics_class text,
  add column close_remark text,
  -- First moments; null: never.
  add column confirmed_at timestamptz,
  add column shared_at timestamptz,
  add column responding_at timestamptz,
  add column arrived_at timestamptz;

update incident set
  state = case when status = 'CLOSED' then 'CLOSED' when agency is null then 'REPORTED' else 'SHARED' end,
  state_by = coalesce(closed_by, opened_by),
  state_since = coalesce(closed_at, opened_at),
  confirmed_at = case when agency is not null then opened_at end,
  shared_at = case when agency is not null then opened_at end,
  close_remark = close_reason,
  close_reason = case when status = 'CLOSED' then 'UNVERIFIABLE' end,
  statistics_class = case
    when kind in ('ROBBERY', 'ASSAULT', 'THEFT', 'KIDNAP') then 'FIVE_MAJOR_CRIMES'
    when kind in ('FIRE', 'DISASTER') then 'DISASTER_FIRE'
    when kind in ('TRAFFIC', 'RESCUE', 'MEDICAL', 'MISSING') then 'SAFETY_RESPONSE'
    when kind = 'LOITERING' then 'MINOR_OFFENCE'
    else 'OTHER' end;

alter table incident
  alter column state set not null,
  alter column state_by set not null,
  alter column state_since set not null,
  alter column statistics_class set not null,
  add check (state in ('REPORTED', 'CONFIRMED', 'SHARED', 'RESPONDING', 'CLOSED')),
  add check ((state = 'CLOSED') = (status = 'CLOSED')),
  add check (marks <@ array ['TRANSFERRED', 'JOINT', 'WIDE_AREA']),
  add check (statistics_class in ('FIVE_MAJOR_CRIMES', 'MINOR_OFFENCE', 'JUVENILE', 'SAFETY_RESPONSE', 'DISASTER_FIRE',
    'OTHER')),
  add check (close_reason in ('SOLVED', 'WITHDRAWN', 'HANDED_OVER', 'FALSE_OR_OTHER_AGENCY', 'UNVERIFIABLE',
    'COMMANDER_DECISION')),
  add check ((status = 'CLOSED') = (close_reason is not null));

-- Agencies that take part or did; one that comes again has a second row.
create table incident_agency (
  incident_id uuid not null references incident,
  agency text not null,
  part text not null check (part in ('LEAD', 'JOINT')),
  since timestamptz not null,
  until timestamptz check (until >= since),
  added_by text not null
);
create unique index incident_agency_now_idx on incident_agency (incident_id, agency) where until is null;
create unique index incident_agency_lead_idx on incident_agency (incident_id) where until is null and part = 'LEAD';
create index incident_agency_idx on incident_agency (incident_id, since);
insert into incident_agency (incident_id, agency, part, since, until, added_by)
select incident_id, agency, 'LEAD', opened_at, closed_at, opened_by from incident where agency is not null;

-- Every 112 code a case had; the row of the incident has the present one.
create table incident_code (
  incident_id uuid not null references incident,
  code smallint not null check (code between 0 and 4),
  at timestamptz not null,
  by_whom text not null,
  why text not null
);
create index incident_code_idx on incident_code (incident_id, at);
insert into incident_code (incident_id, code, at, by_whom, why)
select incident_id, code, opened_at, opened_by, 'as reported' from incident where code is not null;
