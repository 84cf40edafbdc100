-- An outline may have islands, and the national standard data names a district by a code of its own.
alter table district drop column outline3857;
alter table district alter column outline type geometry(MultiPolygon, 4326) using st_multi(outline);
alter table district add column outline3857 geometry(MultiPolygon, 3857)
  generated always as (st_transform(outline, 3857)) stored;
create index district_outline3857_idx on district using gist (outline3857);
-- 개방자치단체코드. Null: not entered yet; then an import finds the district by the place alone.
alter table district add column standard_code text unique check (standard_code ~ '^[0-9]{7}$');
alter table district add column changed_at timestamptz not null default now();
