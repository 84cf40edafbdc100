-- Reports of the centre to an agency's room, and its receipts.
create table incident_report (
  report_id uuid primary key,
  incident_id uuid not null references incident,
  agency text not null,
  state text not null check (state in ('FILED', 'UNANSWERED', 'RECEIVED')),
  text text not null,
  -- 112 response code, for the police.
  code smallint check (code between 0 and 4),
  filed_by text not null,
  filed_at timestamptz not null,
  answer_by timestamptz not null,
  -- The agency's own number.
  receipt_no text,
  received_at timestamptz,
  check ((state = 'RECEIVED') = (receipt_no is not null) and (receipt_no is null) = (received_at is null))
);
create index incident_report_incident_idx on incident_report (incident_id, filed_at desc);
create index incident_report_wait_idx on incident_report (answer_by) where state = 'FILED';
