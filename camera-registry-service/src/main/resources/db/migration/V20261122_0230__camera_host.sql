-- Which camera stands at an address: asked by discovery and probe, of up to a thousand hosts at once.
create index camera_onvif_host_idx on camera (substring(onvif_address from '^[a-z]+://(\[[^]]+\]|[^/:?#]+)'))
  where onvif_address is not null;
create index camera_stream_host_idx on camera (substring(main_url from '^[a-z]+://(\[[^]]+\]|[^/:?#]+)'));
