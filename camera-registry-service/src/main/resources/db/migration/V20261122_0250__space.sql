-- GeoJSON's lines are straight in longitude and latitude, and so is this index: "within a polygon" asks it.
create index camera_lonlat_idx on camera using gist ((position::geometry));

-- The few that see far are asked about places far away; the others need not be.
create index camera_far_sight_idx on camera using gist (position) where range_m > 300;
