-- A made-up metropolis for measuring: :cameras cameras clustered round 600 crossings, most of them in a few centres, in 25
-- districts; 3,000 buildings that block views. The same seed gives the same city.
select setseed(0.37);
create temp table centre as
  select i, 127.385 + 0.055 * sqrt(-2 * ln(random() + 1e-9)) * cos(2 * pi() * random()) as lon,
         36.35 + 0.045 * sqrt(-2 * ln(random() + 1e-9)) * sin(2 * pi() * random()) as lat
  from generate_series(1, 600) i;
insert into district (code, name, name_en, outline)
  select 'MT-D' || lpad(i::text, 2, '0'), '제' || i || '구', 'District ' || i,
         st_multi(st_makeenvelope(127.13 + 0.1 * (i % 5), 36.12 + 0.09 * (i / 5), 127.23 + 0.1 * (i % 5), 36.21 + 0.09 * (i / 5), 4326))
  from generate_series(0, 24) i;
create temp table spot as
  select pick.i, c.lon + 0.004 * sqrt(-2 * ln(random() + 1e-9)) * cos(2 * pi() * random()) as lon,
         c.lat + 0.0035 * sqrt(-2 * ln(random() + 1e-9)) * sin(2 * pi() * random()) as lat, random() as r, random() as s
  from (select i, 1 + floor(600 * power(random(), 2.2))::int as n from generate_series(1, :cameras) i) pick
    join centre c on c.i = pick.n;
insert into camera (code, name, district_code, purpose, managing_agency, position, heading_deg, field_of_view_deg, main_url,
    main_transport, main_picture, sub_url, sub_transport, sub_picture, ptz, ptz_range, range_m, height_m, law, security,
    has_credentials, credentials_changed_at, state, zones, version, changed_at)
  select 'MT-' || lpad(i::text, 6, '0'),
         (array['시청', '둔산동', '은행동', '유성온천', '대전역', '중앙로', '갈마', '월평', '탄방', '용문', '오룡', '판암'])[1 + i % 12] || ' '
           || (array['사거리', '초등학교 앞', '공원 입구', '지하차도', '버스정류장', '골목', '주차장'])[1 + i % 7] || ' ' || i,
         'MT-D' || lpad((least(4, greatest(0, floor((lon - 127.13) / 0.1)))::int
           + 5 * least(4, greatest(0, floor((lat - 36.12) / 0.09)))::int)::text, 2, '0'),
         (array['CRIME_PREVENTION', 'CRIME_PREVENTION', 'CRIME_PREVENTION', 'MULTIPURPOSE', 'CHILD_PROTECTION',
           'TRAFFIC_ENFORCEMENT', 'TRAFFIC_INFORMATION', 'FACILITY_MANAGEMENT', 'DISASTER', 'VEHICLE_CRIME_PREVENTION'])[1 + i % 10],
         '대전광역시', st_setsrid(st_makepoint(lon, lat), 4326)::geography,
         case when r < 0.9 then round((360 * s)::numeric, 1) end, 60 + 40 * r,
         'rtsp://10.' || i / 65536 % 256 || '.' || i / 256 % 256 || '.' || i % 256 || ':554/main', 'TCP',
         '{"codec": "H264", "width": 1920, "height": 1080, "fps": 15.0}',
         'rtsp://10.' || i / 65536 % 256 || '.' || i / 256 % 256 || '.' || i % 256 || ':554/sub', 'TCP',
         '{"codec": "H264", "width": 640, "height": 360, "fps": 15.0}',
         r > 0.85, case when r > 0.85 then '{"panFromDeg": 0, "panToDeg": 360, "tiltFromDeg": -90, "tiltToDeg": 20, "maxZoom": 30}'::jsonb end,
         case when r < 0.5 then 20 + round(100 * s) end, case when r < 0.7 then 4 + round(5 * s) end,
         '{"basis": "CRIME_PREVENTION", "noticeBoard": {"postedAt": "2024-03-01", "purpose": "범죄예방", "place": "시청 앞",
           "range": "반경 50m", "hours": "24시간", "contact": "042-270-0000", "contractor": null},
           "consultation": {"kind": "NOTICE", "documentNo": "2024-17", "heldAt": "2024-02-01"}}',
         '{"maker": "Maker", "model": "M-200", "firmware": "1.2.3", "firmwareCertificate": null, "certificateSha256": null,
           "certificateExpiresAt": null, "passwordChangedAt": null}',
         true, now(), case when s < 0.97 then 'ACTIVE' else 'PLANNED' end, '[]', 1, now()
  from spot;
insert into camera_health (camera_code, district_code, state, cause, detail, since, changed_at)
  select code, district_code, case when n % 100 < 93 then 'ONLINE' when n % 100 < 96 then 'OFFLINE' when n % 100 < 98 then 'DEGRADED'
           else 'CONNECTING' end, 'NONE', '', now() - make_interval(hours => n % 500), now()
  from (select code, district_code, row_number() over (order by code)::int as n from camera where state = 'ACTIVE') c;
insert into layer_feature (layer, feature_id, geom, name, height_m)
  select 'OBSTRUCTION', i::text, st_envelope(st_buffer(st_setsrid(st_makepoint(lon + 0.0007, lat + 0.0004), 4326), 0.00012)),
         '건물 ' || i, case when i % 3 > 0 then 6 + i % 40 end
  from spot where i <= 3000;
insert into layer (layer, features, changed_at) values ('OBSTRUCTION', 3000, now());
insert into camera_search (code, code_folded, folded, initials, pairs)
  select code, search_fold(code), folded, initials, search_pairs(folded, initials)
  from (select code, folded, search_initials(folded) as initials from (select code, search_fold(name) as folded from camera) f) i
  on conflict do nothing;
delete from map_change;
