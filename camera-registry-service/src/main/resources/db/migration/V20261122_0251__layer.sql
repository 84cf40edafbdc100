-- What a map of cameras is looked at together with: dangers, places to send people to, and what blocks a view.
create table layer (
  layer text primary key check (layer in ('HAZARD', 'PARKING', 'HOSPITAL', 'HYDRANT', 'OBSTRUCTION', 'SHELTER')),
  features integer not null,
  changed_at timestamptz not null,
  -- Grows with every replacement, in any layer: tiles of a lower one are out of date.
  edition bigint generated always as identity
);

create table layer_feature (
  layer text not null,
  feature_id text not null,
  geom geometry(Geometry, 4326) not null,
  geom3857 geometry(Geometry, 3857) generated always as (st_transform(geom, 3857)) stored,
  -- Nothing else is kept of a feature's properties: open data carries owners' names and mobile numbers.
  name text,
  kind text,
  capacity integer,
  free integer,
  phone text,
  -- Of its top above the ground.
  height_m double precision,
  note text,
  primary key (layer, feature_id)
);
create index layer_feature_geom_idx on layer_feature using gist (geom);
create index layer_feature_ground_idx on layer_feature using gist ((geom::geography));
create index layer_feature_geom3857_idx on layer_feature using gist (geom3857);
