-- Zones as they ever counted; only added to.
create table zone_version (
  camera_code text not null references camera,
  -- The camera's version that brought them.
  version bigint not null,
  zones jsonb not null check (jsonb_typeof(zones) = 'array'),
  at timestamptz not null,
  -- Who made them count: the drawer, or whoever approved a proposal.
  who text not null,
  -- Who had drawn them, where that was another person.
  proposed_by text check (proposed_by <> who),
  proposal int,
  reason text check (length(reason) <= 500),
  primary key (camera_code, version)
);
insert into zone_version (camera_code, version, zones, at, who)
  select code, version, zones, changed_at, 'registry' from camera where zones <> '[]';

-- Zones that wait for a second person, and what became of them.
create table zone_proposal (
  camera_code text not null references camera,
  number int not null check (number > 0),
  zones jsonb not null check (jsonb_typeof(zones) = 'array'),
  -- Version of the zones they were drawn over; 0: there were none.
  based_on bigint not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > proposed_at),
  reason text check (length(reason) <= 500),
  state text not null check (state in ('OPEN', 'APPROVED', 'REJECTED')),
  decided_by text,
  decided_at timestamptz,
  decision_reason text check (length(decision_reason) <= 500),
  primary key (camera_code, number),
  check ((state = 'OPEN') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  -- Nobody approves what he drew himself.
  check (state <> 'APPROVED' or decided_by <> proposed_by)
);
