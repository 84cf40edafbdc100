-- Where moving cameras were, by their own clocks. Kept as long as pictures are (30 days), then deleted by the service.
create table camera_pose (
  camera_code text not null,
  at timestamptz not null,
  position geography(Point, 4326) not null,
  heading_deg double precision check (heading_deg between 0 and 360),
  -- Above the ground.
  height_m double precision check (height_m between 0 and 1000),
  said_by text not null,
  primary key (camera_code, at)
);
create index camera_pose_at_idx on camera_pose using brin (at);

-- One row a moving camera: its newest pose, and what consumers were told.
create table moving_camera (
  camera_code text primary key,
  at timestamptz,
  -- Restricted airspaces that hold the newest pose.
  airspaces text[] not null default '{}',
  told_at timestamptz,
  -- The newest pose is still to be told.
  due boolean not null default false
);
create index moving_camera_due_idx on moving_camera (camera_code) where due;

-- Air that drones keep out of.
create table airspace (
  code text primary key check (code ~ '^[A-Z0-9][A-Z0-9-]{1,31}$'),
  name text not null,
  polygon geometry(Geometry, 4326) not null
    check (st_geometrytype(polygon) in ('ST_Polygon', 'ST_MultiPolygon') and st_isvalid(polygon)),
  -- Above the ground, both included.
  floor_m double precision not null,
  ceiling_m double precision check (ceiling_m > floor_m),
  from_at timestamptz,
  to_at timestamptz check (to_at > from_at),
  changed_at timestamptz not null
);
create index airspace_polygon_idx on airspace using gist (polygon);

create table mission (
  id uuid primary key,
  camera_code text not null,
  way geometry(LineString, 4326) not null,
  height_m double precision not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  filed_by text not null,
  filed_at timestamptz not null
);
create index mission_camera_idx on mission (camera_code, from_at desc);
