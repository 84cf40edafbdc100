create table import_job (
  id uuid primary key,
  format text not null check (format in ('STANDARD', 'GEOJSON')),
  dry_run boolean not null,
  state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  encoding text not null,
  columns smallint,
  bytes bigint not null,
  bytes_done bigint not null default 0,
  -- Null until the file has been read through once.
  rows int,
  rows_done int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  refused int not null default 0,
  warnings int not null default 0,
  cameras int not null default 0,
  started_by text not null,
  -- Districts its account may change; {*}: all.
  districts text[] not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  problem text,
  -- The process that works on it, and when that was last alive.
  instance uuid not null,
  heartbeat_at timestamptz not null,
  cancel_wanted boolean not null default false
);
create index import_job_started_at_idx on import_job (started_at desc);

-- The job's report. Row: as a spreadsheet counts, the header is 1; null: the whole file.
create table import_finding (
  job_id uuid not null references import_job on delete cascade,
  n int not null,
  row int,
  "column" text,
  value text,
  code text not null,
  refused boolean not null,
  reason text not null,
  primary key (job_id, n)
);
