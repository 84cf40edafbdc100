-- Steps of the procedure that were done or taken back; the last row of an item counts.
create table procedure_mark (
  mark_id bigint generated always as identity primary key,
  incident_id uuid not null references incident,
  item text not null,
  done boolean not null,
  at timestamptz not null,
  who text not null
);
create index procedure_mark_idx on procedure_mark (incident_id, item, mark_id desc);
