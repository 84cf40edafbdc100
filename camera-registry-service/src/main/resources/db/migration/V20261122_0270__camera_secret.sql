-- Cameras' log-ins under envelope encryption. Nothing in here can be read without a master key, which is never in the database.
create table camera_secret (
  camera_code text primary key references camera,
  -- The master key that wraps the data key: a file's name, or the key service's name and version of it.
  master_key_id text not null check (length(master_key_id) between 1 and 128),
  -- The data key, as that key's keeper wrapped it.
  wrapped_key bytea not null check (length(wrapped_key) between 32 and 1024),
  -- 0x02, nonce (12 bytes), AES-256-GCM of user name and password; bound to the code and the purpose.
  sealed bytea not null check (length(sealed) between 32 and 2048),
  -- HMAC-SHA-256 of the password: equal passwords, equal bytes. Its key is wrapped like a data key.
  fingerprint bytea not null check (length(fingerprint) = 32),
  changed_at timestamptz not null,
  -- When the password last became another one.
  password_changed_at timestamptz not null check (password_changed_at <= changed_at)
);
create index camera_secret_fingerprint_idx on camera_secret (fingerprint);
create index camera_secret_master_key_idx on camera_secret (master_key_id, camera_code);

-- The root of the fingerprints' key; one row at most.
create table fingerprint_key (
  one boolean primary key default true check (one),
  master_key_id text not null,
  wrapped_key bytea not null
);

comment on column camera.credentials is
  'The first format (0x01) of camera_secret; read and moved there by the feature "secret", written by nobody any more.';
