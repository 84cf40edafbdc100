-- An airspace that is entered after a flight was filed suspends the flight; whoever still wants to fly files anew.
alter table mission
  add column suspended_at timestamptz,
  add column suspended_because text,
  add check (num_nonnulls(suspended_at, suspended_because) in (0, 2));
create index mission_way_idx on mission using gist (way);
