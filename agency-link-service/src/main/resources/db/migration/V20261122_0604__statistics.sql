-- What was allowed for a purpose, one row for each row of the ledger that says so, and without the person: districts,
-- purposes and agencies are all that the statistics need. Filled from cctv.audit.v1, as the ledger is.
create table usage_row (
  audit_id uuid primary key,
  at timestamptz not null,
  action text not null,
  district_code text,
  purpose text not null,
  agency text
);
create index usage_row_at_idx on usage_row (at);

-- When the first picture of an incident was looked at: the ledger's first live view with its case number.
alter table incident add column first_video_at timestamptz;
create index incident_case_no_idx on incident (case_no) where case_no is not null and first_video_at is null;
create index incident_opened_idx on incident (opened_at);
