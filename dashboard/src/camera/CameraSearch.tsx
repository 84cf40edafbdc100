import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { findCameras } from '../api/registry';
import { asProblem, isAbort, type Problem } from '../api/problem';
import type { SearchHit } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { chosenHit, matchIn, stepActive } from './searchKeys';

const WAIT_MS = 140;
const MOST_HITS = 20;

interface Found {
  words: string;
  hits: SearchHit[];
  problem: Problem | null;
}

/** A field that finds cameras by part of a name, place or code, or by initials; arrows choose, Enter takes. */
export function CameraSearch({
  onChoose,
  label,
  inputRef,
  testId,
}: {
  onChoose(hit: SearchHit): void;
  label: string;
  inputRef?: Ref<HTMLInputElement>;
  testId: string;
}) {
  const { t, code } = useSpeech();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [active, setActive] = useState(-1);
  const [shown, setShown] = useState(false);
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const asked = words.trim();
    if (!asked) return setFound(null);
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      findCameras(asked, MOST_HITS, leaving.signal).then(
        ({ items }) => {
          setFound({ words: asked, hits: items, problem: null });
          setActive(-1);
        },
        (thrown: unknown) =>
          isAbort(thrown) ||
          leaving.signal.aborted ||
          setFound({ words: asked, hits: [], problem: asProblem(thrown) }),
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [words]);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const open = shown && found !== null;
  const choose = (hit: SearchHit) => {
    setShown(false);
    setWords(hit.name);
    onChoose(hit);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const hits = open ? found.hits : [];
    const next = stepActive(event.key, active, hits.length);
    if (next !== null) setActive(next);
    else if (event.key === 'Enter' && chosenHit(hits, active)) choose(chosenHit(hits, active)!);
    else if (event.key === 'Escape' && (open || words)) {
      if (open) setShown(false);
      else setWords('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="camera-search" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setShown(false)}>
      <input
        ref={inputRef}
        type="search"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${listId}-${active}` : undefined}
        aria-label={label}
        placeholder={label}
        value={words}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        data-testid={testId}
        onChange={(event) => {
          setWords(event.target.value);
          setShown(true);
        }}
        onFocus={() => setShown(true)}
        onKeyDown={onKey}
      />
      {open && (
        <ul ref={list} id={listId} role="listbox" aria-label={label} className="search-hits">
          {found.hits.map((hit, at) => (
            <li
              key={hit.cameraId}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              data-testid="search-hit"
              data-camera-id={hit.cameraId}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(hit)}
            >
              <Marked name={hit.name} words={found.words} />
              <span className="sub">
                <Marked name={hit.cameraId} words={found.words} /> · {code('cameraState', hit.state)} ·{' '}
                {code('match', hit.match)}
              </span>
            </li>
          ))}
          {found.hits.length === 0 && (
            <li className="search-none" role="status">
              {found.problem ? code('problem', found.problem.slug) : t('find.none')}
              {!found.problem && <span className="sub">{t('find.noneHint')}</span>}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function Marked({ name, words }: { name: string; words: string }) {
  const place = matchIn(name, words);
  if (!place) return <span>{name}</span>;
  return (
    <span>
      {name.slice(0, place[0])}
      <mark>{name.slice(...place)}</mark>
      {name.slice(place[1])}
    </span>
  );
}
