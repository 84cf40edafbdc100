-- Names as they are searched: composed, small letters, without spaces and signs. The service folds what it writes and
-- what it is asked; the functions fold what was written by hand, and must agree with it.
create function search_fold(t text) returns text language sql immutable strict parallel safe as
  $$ select translate(lower(normalize(t, NFC)), E' \t!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~·ㆍ・–—“”‘’（）「」\u00a0\u3000', '') $$;

-- Each Korean syllable by its first consonant (초성); everything else as it is.
create function search_initials(folded text) returns text language sql immutable strict parallel safe as
  $$ select coalesce(string_agg(case when ascii(ch) between 44032 and 55203
       then substr('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', (ascii(ch) - 44032) / 588 + 1, 1) else ch end, '' order by n), '')
     from string_to_table(folded, null) with ordinality as s(ch, n) $$;

create function search_pairs(folded text, initials text) returns text[] language sql immutable strict parallel safe as
  $$ select coalesce(array_agg(distinct substr(t, i, 2)), '{}')
     from (values ('^' || folded), ('^' || initials)) as v(t), generate_series(1, length(t) - 1) as i $$;

create table camera_search (
  code text primary key references camera on delete cascade,
  code_folded text not null,
  folded text not null,
  initials text not null,
  -- Neighbouring letters of both; Korean words have two syllables, too few for trigrams. "^" stands before the first.
  pairs text[] not null
);
create index camera_search_code_idx on camera_search (code_folded text_pattern_ops);
create index camera_search_pairs_idx on camera_search using gin (pairs);

insert into camera_search (code, code_folded, folded, initials, pairs)
  select code, search_fold(code), folded, initials, search_pairs(folded, initials)
  from (select code, folded, search_initials(folded) as initials from (
    select code, search_fold(name) as folded from camera) f) i;
