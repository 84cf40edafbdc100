-- Where the map changed, and in which transaction: every instance reads on from the oldest transaction that was open when it
-- last read, so none is missed however they commit. Rows of the last minutes only. Cameras' changes are written by the service;
-- those of their health by the trigger below, hence a later version than that table's.
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

-- Only when the state is another: the words of ingest repeat themselves every minute.
create function map_health_changed() returns trigger language plpgsql as $$ begin
  insert into map_change (x, y) select map_cell_x(geom3857), map_cell_y(geom3857) from camera where code = new.camera_code;
  return null;
end $$;
create trigger map_health_added after insert on camera_health
  for each row when (new.state <> 'UNKNOWN') execute function map_health_changed();
create trigger map_health_changed after update on camera_health
  for each row when (old.state is distinct from new.state) execute function map_health_changed();
