-- GeoJSON's lines are straight in longitude and latitude, and so is this index: "within a polygon" asks it.
create index camera_lonlat_idx on camera using gist ((position::geometry));
