-- The words of ingest. Every minute each row's "at" is rewritten: room on the page keeps those updates cheap (HOT), so no
-- index may name "at".
alter table stream_health set (fillfactor = 70);
-- When the stream began or ceased to show pictures, the newest last; at most 32. Many in a short time: it flaps.
alter table stream_health add column changes timestamptz[] not null default '{}';
-- When pictures came but were not recorded, the newest last; at most 8. Of the main stream.
alter table stream_health add column gaps timestamptz[] not null default '{}';

-- What an operator is told of a camera: one row, one state, for lists, tiles, filters and views. A camera without a row was
-- never heard of (UNKNOWN). Kept by the words of ingest and by the sweep.
create table camera_health (
  camera_code text primary key,
  district_code text not null,
  state text not null check (state in ('ONLINE', 'DEGRADED', 'CONNECTING', 'OFFLINE', 'STALE', 'UNKNOWN')),
  cause text not null,
  detail text not null,
  -- Start of this state; the last word before it where it began in silence.
  since timestamptz not null,
  -- Time alone may change the state then; null: only a word or silence can.
  recheck_at timestamptz,
  -- When the row last changed in a way that a map or a list shows.
  changed_at timestamptz not null
) with (fillfactor = 80);
create index camera_health_recheck_idx on camera_health (recheck_at) where recheck_at is not null;
create index camera_health_not_online_idx on camera_health (state, since) where state <> 'ONLINE';
create index camera_health_district_idx on camera_health (district_code);
create index camera_health_changed_idx on camera_health (changed_at);

insert into camera_health (camera_code, district_code, state, cause, detail, since, changed_at)
select c.code, c.district_code, s.state, s.cause, s.detail, s.since, now()
from stream_health s join camera c on c.code = s.camera_code where s.stream = 'MAIN';

-- States that are over; the present one is in camera_health and begins where the last one here ends.
create table health_interval (
  camera_code text not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  state text not null,
  cause text not null,
  detail text not null,
  primary key (camera_code, from_at)
);
create index health_interval_to_idx on health_interval (to_at);

-- Whether a district speaks at all.
create table district_link (
  district_code text primary key,
  -- The latest word on any of its cameras.
  heard_at timestamptz not null,
  -- The first word after the last silence: the others get as long as any camera to speak again.
  back_at timestamptz not null,
  stale boolean not null default false,
  since timestamptz not null
);
insert into district_link (district_code, heard_at, back_at, since)
select district_code, max(since), max(since), max(since) from camera_health group by district_code;

-- Whether a camera is meant to give pictures: ACTIVE, as its own events say. Closed periods stand in service_interval.
create table camera_service (
  camera_code text primary key,
  version bigint not null,
  active boolean not null,
  since timestamptz not null
);
create table service_interval (
  camera_code text not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  primary key (camera_code, from_at)
);
create index service_interval_to_idx on service_interval (to_at);
