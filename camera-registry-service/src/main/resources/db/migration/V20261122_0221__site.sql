-- A row of the national standard data: a place with one or more cameras, in the owner's words. What the cameras themselves
-- say (place, purpose, agency, how many) is read from them; here stands what the last file said.
create table site (
  site_id text primary key check (site_id ~ '^[A-Z0-9][A-Z0-9-]{2,27}$'),
  -- Who publishes the row: its 개방자치단체코드 or, failing that, its district's, or the district's own code.
  publisher text not null,
  district_code text not null references district,
  standard_code text,
  -- Null: it came from a 13-column file, which has none.
  management_no text,
  agency text not null,
  road_address text,
  lot_address text,
  purpose text not null,
  purpose_subtype text,
  cameras smallint not null check (cameras between 1 and 200),
  -- 만 화소: 10,000 pixels.
  pixels_10k int,
  view text,
  retention_days smallint check (retention_days between 1 and 365),
  -- First day of the month.
  installed date,
  phone text,
  lat double precision not null,
  lon double precision not null,
  data_date date,
  update_kind text,
  updated_at text,
  modified_at text,
  changed_at timestamptz not null
);
create index site_publisher_idx on site (publisher, agency, site_id);
create index site_district_idx on site (district_code, site_id);
