-- A grant may be for one vehicle or patrol alone, and may come again after the target moved away and back.
alter table access_grant
  -- Null: for the agency's room, whoever sits there.
  add unit text,
  -- Which rendition its addresses name.
  add stream text not null default 'MAIN' check (stream in ('MAIN', 'SUB')),
  add reason_codes text[] not null default '{}',
  drop constraint if exists access_grant_incident_id_camera_id_key;
drop index if exists access_grant_once_idx;
create unique index access_grant_once_idx on access_grant (incident_id, agency, coalesce(unit, ''), camera_id)
  where state <> 'REVOKED';

-- Who looks on for an agency: its room and each unit on its way, each by one of the agency's services.
create table case_viewer (
  incident_id uuid not null references incident,
  agency text not null,
  -- Empty: the room.
  unit text not null,
  service text not null,
  since timestamptz not null,
  ended_at timestamptz,
  primary key (incident_id, agency, unit)
);

-- Where the target was last seen; without a row it is the place of the incident.
create table case_target (
  incident_id uuid primary key references incident,
  lon double precision not null,
  lat double precision not null,
  at timestamptz not null,
  moves int not null
);

-- Cases that were open before this change are looked at by their rooms.
insert into case_viewer (incident_id, agency, unit, service, since)
select incident_id, agency, '', 'cases', opened_at from incident where agency is not null and status = 'OPEN';

-- What an answer holds of a case is forgotten with the case.
alter table idempotent_answer add incident_id uuid;
