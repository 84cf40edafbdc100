-- One row for each camera that was ever steered or set up: whose hand is on it, what is due, what is approved.
create table ptz_head (
  camera_code text primary key,
  -- The lease; null: nobody steers. It counts while leased_until lies ahead.
  holder text,
  holder_role text,
  rank text check (rank in ('OPERATOR', 'LEAD', 'CASE')),
  purpose text,
  case_no text,
  leased_since timestamptz,
  leased_until timestamptz,
  -- Grows with every command of a person; what is due for an older one is void.
  command_no bigint not null default 0,
  -- A continuous move that nobody stopped: sent again by whichever instance looks first, should the one that sent it die.
  stop_due_at timestamptz,
  home_due_at timestamptz,
  -- Failed attempts at what is due; reset by a command.
  tries int not null default 0,
  -- Tokens in the order of the round; null: no patrol.
  patrol_presets text[],
  patrol_dwell_s int,
  patrol_at int,
  patrol_due_at timestamptz,
  -- Approved by those who run the camera.
  home_preset text,
  home_after_s int check (home_after_s between 30 and 86400),
  -- [{"fromDeg","toDeg","tiltFromDeg","tiltToDeg"}]; empty: free.
  arcs jsonb not null default '[]',
  presets_read_at timestamptz,
  check ((holder is null) = (leased_until is null)),
  check ((patrol_presets is null) = (patrol_due_at is null))
);
create index ptz_head_stop_due_idx on ptz_head (stop_due_at) where stop_due_at is not null;
create index ptz_head_home_due_idx on ptz_head (home_due_at) where home_due_at is not null;
create index ptz_head_patrol_due_idx on ptz_head (patrol_due_at) where patrol_due_at is not null;

-- The camera's own presets as it last told them; degrees are null where it tells no position or its range is unknown.
create table ptz_preset (
  camera_code text not null,
  token text not null,
  name text not null,
  pan_deg double precision,
  tilt_deg double precision,
  zoom double precision,
  primary key (camera_code, token)
);

-- A second person's yes to a vendor, for one camera and some minutes.
create table ptz_permit (
  id uuid primary key,
  camera_code text not null,
  account text not null,
  granted_by text not null,
  reason text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  check (account <> granted_by),
  check (valid_from < valid_until)
);
create index ptz_permit_account_idx on ptz_permit (account, camera_code);

-- What agency-link told of cases' rights (cctv.grant.v1): the newest word on each, and a revocation is the last one.
create table ptz_grant (
  id uuid primary key,
  case_no text not null,
  agency text not null,
  camera_code text not null,
  valid_from timestamptz not null,
  expires_at timestamptz not null,
  active boolean not null,
  at timestamptz not null
);
create index ptz_grant_camera_idx on ptz_grant (camera_code, agency);
