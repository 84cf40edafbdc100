-- Which models look, by role; every instance follows this row. No row: the configured model, and none of other roles.
create table model_choice (
  role text primary key check (role in ('OBJECTS', 'FIRE')),
  -- Of the model that configuration named when this was chosen: another configuration makes the choice void.
  configured_sha256 text check (configured_sha256 ~ '^[0-9a-f]{64}$'),
  -- Names of folders, and what their files were then. Null: the configured one; of other roles: none.
  active_model text,
  active_sha256 text check (active_sha256 ~ '^[0-9a-f]{64}$'),
  shadow_model text,
  shadow_sha256 text check (shadow_sha256 ~ '^[0-9a-f]{64}$'),
  has_previous boolean not null,
  previous_model text,
  previous_sha256 text check (previous_sha256 ~ '^[0-9a-f]{64}$'),
  -- Each change is one more; two hands at a time: the second is refused.
  version bigint not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text not null,
  check ((active_model is null) = (active_sha256 is null)),
  check ((shadow_model is null) = (shadow_sha256 is null)),
  check ((previous_model is null) = (previous_sha256 is null)),
  check (has_previous or previous_model is null)
);
