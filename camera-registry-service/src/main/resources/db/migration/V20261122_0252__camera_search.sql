-- Names as they are searched: composed, small letters, nothing but what is spoken. The service folds what is asked alike.
create function search_fold(t text) returns text language sql immutable strict parallel safe as
  $$ select translate(lower(normalize(t, NFC)), E' \t!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~·ㆍ・–—“”‘’（）「」', '') $$;

-- Each Korean syllable by its first consonant (초성); everything else as it is.
create function search_initials(folded text) returns text language sql immutable strict parallel safe as
  $$ select coalesce(string_agg(case when ascii(ch) between 44032 and 55203
       then substr('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', (ascii(ch) - 44032) / 588 + 1, 1) else ch end, '' order by n), '')
     from string_to_table(folded, null) with ordinality as s(ch, n) $$;

-- Pairs of neighbours; Korean words have two syllables, too few for trigrams. "^" stands before the first letter.
create function search_pairs(folded text, initials text) returns text[] language sql immutable strict parallel safe as
  $$ select array_agg(distinct substr(t, i, 2))
     from (values ('^' || folded), ('^' || initials)) as v(t), generate_series(1, length(t) - 1) as i $$;

create table camera_search (
  code text primary key references camera on delete cascade,
  code_folded text not null,
  folded text not null,
  initials text not null
);
create index camera_search_code_idx on camera_search (code_folded text_pattern_ops);
create index camera_search_pairs_idx on camera_search using gin (search_pairs(folded, initials));

create function camera_search_added() returns trigger language plpgsql as $$ begin
  insert into camera_search (code, code_folded, folded, initials)
    select code, search_fold(code), f.folded, search_initials(f.folded)
    from fresh, lateral (select search_fold(name) as folded) f;
  return null;
end $$;
create function camera_search_changed() returns trigger language plpgsql as $$ begin
  update camera_search s set folded = f.folded, initials = search_initials(f.folded)
    from fresh, gone, lateral (select search_fold(fresh.name) as folded) f
    where gone.code = fresh.code and gone.name <> fresh.name and s.code = fresh.code;
  return null;
end $$;
create trigger camera_search_added after insert on camera
  referencing new table as fresh for each statement execute function camera_search_added();
create trigger camera_search_changed after update on camera
  referencing old table as gone new table as fresh for each statement execute function camera_search_changed();

insert into camera_search (code, code_folded, folded, initials)
  select code, search_fold(code), search_fold(name), search_initials(search_fold(name)) from camera;
