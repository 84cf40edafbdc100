-- Who of the centre works here, as their tokens said when they last came: whom a shift can be handed over to.
create table colleague (
  name text primary key,
  role text not null,
  -- Codes, or '*'.
  districts text[] not null,
  seen_at timestamptz not null
);
