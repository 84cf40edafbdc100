-- A green wave ends when the controller has acknowledged it; until then it is told again. One that the controller did not
-- acknowledge at all may still run there, so its end is told as well.
alter table signal_priority
  -- When the controller acknowledged the end; null: it may still hold the lights.
  add column released_at timestamptz,
  add column release_tried_at timestamptz,
  drop constraint signal_priority_state_check,
  add constraint signal_priority_state_check
    check (state in ('REQUESTED', 'CONFIRMED', 'GRANTED', 'REFUSED', 'RELEASING', 'RELEASED', 'FAILED')),
  add check (state <> 'RELEASED' or released_at is not null) not valid;
update signal_priority set released_at = decided_at where state = 'RELEASED';

-- Of one unit in a case one request waits or runs at a time; older ones end.
update signal_priority earlier set state = case earlier.state when 'REQUESTED' then 'REFUSED' else 'RELEASING' end,
  decided_by = 'clock', decided_at = now()
where earlier.state in ('REQUESTED', 'GRANTED') and exists (
  select 1 from signal_priority newer where newer.incident_id = earlier.incident_id
    and newer.agency = earlier.agency and newer.unit = earlier.unit
    and newer.state in ('REQUESTED', 'GRANTED')
    and (newer.requested_at, newer.request_id) > (earlier.requested_at, earlier.request_id));
create unique index signal_priority_unit_idx on signal_priority (incident_id, agency, unit)
  where state in ('REQUESTED', 'CONFIRMED', 'GRANTED');
drop index signal_priority_open_idx;
create index signal_priority_open_idx on signal_priority (requested_at) where released_at is null and state <> 'REFUSED';

-- The first arrival of an incident counts for the response times; after a transfer the new agency arrives once more.
alter table incident add column state_arrived_at timestamptz;
update incident set state_arrived_at = arrived_at where state = 'RESPONDING' and arrived_at >= state_since;

-- First pictures are found by the incident's id or by agency and number, which have their indexes; this one fitted no query.
drop index incident_case_no_idx;
