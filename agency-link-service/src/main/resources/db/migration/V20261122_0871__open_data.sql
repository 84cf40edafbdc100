-- What was published of a month, as it was: a second answer that differs by one case would give that case away.
create table open_data (
  month text not null check (month ~ '^\d{4}-\d\d$'),
  sheet text not null check (sheet in ('CLASSES', 'CELLS')),
  published_at timestamptz not null,
  content bytea not null,
  primary key (month, sheet)
);
