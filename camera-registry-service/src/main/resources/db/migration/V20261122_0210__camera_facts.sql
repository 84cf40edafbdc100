-- A camera's whole entry: whose it is, what allows it, how it hangs, what it shows, what it is worth as a device.
alter table camera
  add column site_id text,
  -- The owner's own word where the ten legal values say less, e.g. 문화재.
  add column purpose_subtype text,
  -- Null: the managing agency owns it.
  add column owner_agency text,
  add column height_m double precision check (height_m between 0 and 1000),
  add column tilt_deg double precision check (tilt_deg between -90 and 90),
  add column range_m double precision check (range_m between 1 and 10000),
  add column ptz_range jsonb,
  -- codec, width, height, fps; always read as a whole.
  add column main_picture jsonb,
  add column sub_picture jsonb,
  add column onvif_address text,
  -- basis, noticeBoard, consultation (PIPA 25, Decree 23, 24).
  add column law jsonb not null default '{}',
  -- maker, model, firmware, certificates, age of the password.
  add column security jsonb not null default '{}',
  add column mobility text not null default 'FIXED' check (mobility in ('FIXED', 'DRONE', 'VEHICLE')),
  add column recording_notice text,
  -- Array of masks as in the event.
  add column masks jsonb not null default '[]',
  add column has_credentials boolean not null default false,
  add column credentials_changed_at timestamptz,
  add column state_since timestamptz not null default now(),
  add column state_reason text,
  alter column main_url drop not null,
  alter column main_transport drop not null;

-- What was before keeps its state, also where evidence is missing that a new camera must bring.
update camera set state_since = changed_at, has_credentials = credentials is not null,
  credentials_changed_at = case when credentials is not null then changed_at end;

alter table camera
  add check (state <> 'ACTIVE' or main_url is not null),
  add check ((main_url is null) = (main_transport is null)),
  add check (sub_url is null or main_url is not null);

create index camera_managing_agency_idx on camera (managing_agency, code);
create index camera_owner_agency_idx on camera (owner_agency, code);
create index camera_purpose_idx on camera (purpose, code);
create index camera_site_idx on camera (site_id) where site_id is not null;
create index camera_moving_idx on camera (mobility, code) where mobility <> 'FIXED';

-- Every change, in its transaction; only ever added to.
create table camera_history (
  id bigint generated always as identity primary key,
  code text not null,
  version bigint not null,
  at timestamptz not null,
  who text not null,
  what text not null check (what in ('REGISTERED', 'CHANGED', 'STATE', 'ZONES', 'CREDENTIALS', 'IMPORTED', 'WARNING')),
  fields text[] not null,
  -- The named fields before and after; never a secret.
  before jsonb,
  after jsonb,
  reason text
);
create index camera_history_code_idx on camera_history (code, id);
