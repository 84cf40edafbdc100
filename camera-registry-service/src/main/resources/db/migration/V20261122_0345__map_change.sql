-- Where the map changed, and in which transaction: every instance reads on from the oldest transaction that was open when it
-- last read, so none is missed however they commit. Rows of the last minutes only. Later than what it watches.
create table map_change (
  xact xid8 not null default pg_current_xact_id(),
  -- The web mercator tile of zoom 18, about 120 m wide here, that holds the place.
  x integer not null,
  y integer not null,
  at timestamptz not null default now()
);
create index map_change_xact_idx on map_change (xact);
create index map_change_at_idx on map_change (at);

create function map_cell_x(place geometry) returns integer language sql immutable parallel safe as
  $$ select least(262143, greatest(0, floor((st_x(place) + 20037508.342789244) / 40075016.685578488 * 262144)))::integer $$;
create function map_cell_y(place geometry) returns integer language sql immutable parallel safe as
  $$ select least(262143, greatest(0, floor((20037508.342789244 - st_y(place)) / 40075016.685578488 * 262144)))::integer $$;

-- By statement: an import of thousands writes each place once.
create function map_camera_added() returns trigger language plpgsql as $$ begin
  insert into map_change (x, y) select distinct map_cell_x(geom3857), map_cell_y(geom3857) from fresh where state <> 'RETIRED';
  return null;
end $$;
create function map_camera_removed() returns trigger language plpgsql as $$ begin
  insert into map_change (x, y) select distinct map_cell_x(geom3857), map_cell_y(geom3857) from gone where state <> 'RETIRED';
  return null;
end $$;
create function map_camera_changed() returns trigger language plpgsql as $$ begin
  insert into map_change (x, y)
    select map_cell_x(f.geom3857), map_cell_y(f.geom3857) from fresh f join gone g using (code)
      where (f.name, f.district_code, f.purpose, f.state) is distinct from (g.name, g.district_code, g.purpose, g.state)
        or f.geom3857 is distinct from g.geom3857
    union
    select map_cell_x(g.geom3857), map_cell_y(g.geom3857) from fresh f join gone g using (code)
      where f.geom3857 is distinct from g.geom3857;
  return null;
end $$;
create trigger map_camera_added after insert on camera
  referencing new table as fresh for each statement execute function map_camera_added();
create trigger map_camera_removed after delete on camera
  referencing old table as gone for each statement execute function map_camera_removed();
create trigger map_camera_changed after update on camera
  referencing old table as gone new table as fresh for each statement execute function map_camera_changed();

-- By row, and only when the state is another: the words of ingest repeat themselves every minute.
create function map_health_changed() returns trigger language plpgsql as $$ begin
  insert into map_change (x, y) select map_cell_x(geom3857), map_cell_y(geom3857) from camera where code = new.camera_code;
  return null;
end $$;
create trigger map_health_added after insert on camera_health
  for each row when (new.state <> 'UNKNOWN') execute function map_health_changed();
create trigger map_health_changed after update on camera_health
  for each row when (old.state is distinct from new.state) execute function map_health_changed();
