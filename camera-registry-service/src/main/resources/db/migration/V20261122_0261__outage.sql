-- Planned work: what happens meanwhile is nobody's fault, and opens no outage.
create table maintenance (
  maintenance_id uuid primary key,
  camera_code text not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  reason text not null,
  who text not null,
  entered_at timestamptz not null
);
create index maintenance_camera_idx on maintenance (camera_code, to_at);

-- A camera without pictures, or a whole silent district, and who was told and took it up.
create table outage (
  outage_id uuid primary key,
  -- Null: the whole district.
  camera_code text,
  district_code text not null,
  -- As they were when it opened.
  owner_agency text,
  managing_agency text,
  cause text not null,
  detail text not null,
  cameras int not null check (cameras > 0),
  since timestamptz not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('PICTURES', 'OUT_OF_SERVICE')),
  notified_at timestamptz,
  notified_to text,
  acknowledged_at timestamptz,
  acknowledged_by text,
  note text,
  check ((ended_at is null) = (ended_by is null)),
  check (ended_at >= since),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
-- One open outage for a camera, one for a district.
create unique index outage_open_camera_idx on outage (camera_code) where ended_at is null and camera_code is not null;
create unique index outage_open_district_idx on outage (district_code) where ended_at is null and camera_code is null;
create index outage_since_idx on outage (since desc, outage_id desc);
create index outage_camera_idx on outage (camera_code, since);
create index outage_ended_idx on outage (ended_at) where ended_at is not null;

-- Who was told, in order. EVENT: Kafka took cctv.outage.v1.
create table outage_notice (
  outage_id uuid not null references outage on delete cascade,
  at timestamptz not null,
  told text not null,
  how text not null check (how in ('EVENT', 'PHONE', 'MAIL', 'VISIT')),
  who text not null
);
create index outage_notice_idx on outage_notice (outage_id, at);
create unique index outage_notice_event_idx on outage_notice (outage_id) where how = 'EVENT';
