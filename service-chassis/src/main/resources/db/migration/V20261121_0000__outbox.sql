-- Events that were decided together with a table's change and are still to be sent, in this order.
create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  key text not null,
  -- Null: a tombstone for a compacted topic.
  value bytea,
  added_at timestamptz not null default now()
);
