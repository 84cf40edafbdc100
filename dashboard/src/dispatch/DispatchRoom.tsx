import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { closeCase, fetchUnitPositions, moveTarget, prolongCase } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { BoardCase, CloseReason, Me } from '../api/types';
import { CloseIncidentDialog } from '../incident/CloseIncidentDialog';
import { IncidentUnits } from '../incident/IncidentUnits';
import { useUnits } from '../incident/useUnits';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { useSpeech } from '../language/LanguageProvider';
import { durationText } from '../language/time';
import { Guard } from '../system/Guard';
import { ProblemNote } from '../system/ProblemNote';
import { Clock, EventLine } from '../system/StripParts';
import { keyFactsOf } from '../system/useShortcuts';
import { useNow } from '../system/useNow';
import { boardAction, byUrgency, pageOf, type BoardAction } from './board';
import { BoardHelp } from './BoardHelp';
import { CaseContext, usePlaceContext } from './CaseContext';
import { CaseTiles } from './CaseTiles';
import { GrantCountdown } from './GrantCountdown';
import { useBoard } from './useBoard';
import './dispatch.css';

// The pictures must not wait for the map's library.
const CaseMap = lazy(() => import('./CaseMap').then((module) => ({ default: module.CaseMap })));

/** The desk of an agency's room: its open cases and nothing else. */
export function DispatchRoom({ me, onLogOut }: { me: Me; onLogOut(): void }) {
  const { t, code, language } = useSpeech();
  const { board, problem, line, announced, reload } = useBoard();
  const [chosen, choose] = useState<string | null>(null);
  const [page, setPage] = useState(0);
  const [large, setLarge] = useState<string | null>(null);
  const [closing, setClosing] = useState(false);
  const [aiming, setAiming] = useState(false);
  const [help, setHelp] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const cases = useMemo(() => byUrgency(board?.items ?? []), [board]);
  const open = cases.find((one) => one.incidentId === chosen) ?? cases[0] ?? null;
  const context = usePlaceContext(me.role === 'FIRE_119' ? open : null);
  const shown = pageOf(open?.cameras ?? [], page);

  const go = (incidentId: string | null) => {
    choose(incidentId);
    setPage(0);
    setLarge(null);
    setAiming(false);
    setRefused(null);
    setSaid('');
  };
  const step = (work: Promise<unknown>, done: string) => {
    setRefused(null);
    work.then(
      () => setSaid(done),
      (thrown: unknown) => setRefused(asProblem(thrown)),
    ).finally(reload);
  };
  const own = board && open?.own && open.caseNo !== null ? { agency: board.agency, caseNo: open.caseNo } : null;
  const sentBy = own && open && open.units.length > 0 ? own.agency : null;
  const sentTo = own?.caseNo ?? null;
  const units = useUnits(
    useMemo(
      () => (sentBy && sentTo ? (signal: AbortSignal) => fetchUnitPositions(sentBy, sentTo, signal) : null),
      [sentBy, sentTo],
    ),
  );
  const mayMove = own !== null && open?.disaster === null;
  const move = (by: 1 | -1) => {
    const at = open ? cases.indexOf(open) : -1;
    const next = cases[Math.min(cases.length - 1, Math.max(0, at + by))];
    if (!next) return;
    go(next.incidentId);
    setSaid(`${code('kind', next.kind)} ${next.caseNo ?? t('board.shared')}`);
  };
  const act = (action: BoardAction) => {
    switch (action.name) {
      case 'next':
        return move(1);
      case 'previous':
        return move(-1);
      case 'prolong':
        return own && step(prolongCase(own.agency, own.caseNo), t('board.prolonged'));
      case 'end':
        return own && setClosing(true);
      case 'target':
        return mayMove && setAiming(!aiming);
      case 'pageOn':
        return setPage(shown.page + 1);
      case 'pageBack':
        return setPage(shown.page - 1);
      case 'tile': {
        const camera = open?.cameras[action.at]?.camera.cameraId ?? null;
        return setLarge(camera === large ? null : camera);
      }
      case 'help':
        return setHelp(true);
      case 'back':
        setAiming(false);
        return setLarge(null);
    }
  };
  useBoardKeys(act);

  return (
    <div className="dispatch" data-testid="dispatch" data-agency={board?.agency} data-cases={board ? cases.length : -1}>
      <header className="strip" data-testid="system-strip">
        <span className="brand">
          <img src="/icon.svg" alt="" width={24} height={24} /> Metro CCTV
        </span>
        <h1 className="dispatch-agency">
          {board ? (language === 'ko' ? board.nameKorean : board.name) : code('role', me.role)}
        </h1>
        <EventLine events={line} />
        <Clock />
        <span className="who" title={me.name}>
          {me.name}
          <span>{language === 'ko' ? me.roleKorean : code('role', me.role)}</span>
        </span>
        <LanguageSwitch />
        <button type="button" className="quiet" onClick={() => setHelp(true)} aria-label={t('help.title')}>
          ?
        </button>
        <button type="button" className="quiet" onClick={onLogOut} data-testid="log-out">
          {t('session.logOut')}
        </button>
      </header>
      <nav className="case-list" aria-label={t('board.cases')} data-testid="case-list">
        <h2>{t('board.count', { count: cases.length })}</h2>
        {problem && <ProblemNote problem={problem} retry={reload} />}
        {cases.map((one) => (
          <CaseCard key={one.incidentId} one={one} current={one === open} onOpen={() => go(one.incidentId)} />
        ))}
        {board && cases.length === 0 && (
          <div className="empty" data-testid="board-empty">
            <strong>{t('board.none')}</strong>
            <span>{t('board.noneHint')}</span>
          </div>
        )}
      </nav>
      <main className="case" data-testid="case" data-incident-id={open?.incidentId} data-case-no={open?.caseNo}>
        {open && (
          <Guard key={open.incidentId}>
            <CaseHead open={open} own={own !== null} mayMove={mayMove} aiming={aiming} act={act} />
            {refused && <ProblemNote problem={refused} />}
            <CaseTiles
              open={open}
              shown={shown}
              large={large}
              onLarge={(cameraId) => setLarge(cameraId === large ? null : cameraId)}
              onPage={setPage}
            />
          </Guard>
        )}
      </main>
      <aside className="case-around" aria-label={t('board.around')}>
        {open && (
          <>
            <Suspense fallback={<div className="case-map" aria-busy="true" />}>
              <CaseMap
                open={open}
                context={context.value}
                units={units}
                onTarget={
                  aiming && own
                    ? (place) => {
                        setAiming(false);
                        step(moveTarget(own.agency, own.caseNo, place), t('board.moved'));
                      }
                    : null
                }
              />
            </Suspense>
            {aiming && <p className="notice">{t('board.aim')}</p>}
            <IncidentUnits units={units} />
            {me.role === 'FIRE_119' && open.own && <CaseContext context={context} />}
          </>
        )}
      </aside>
      <p className="hidden-text" role="status" aria-live="polite" data-testid="board-said">
        {said}
      </p>
      <p className="hidden-text" role="alert" data-testid="board-announced">
        {announced && t('board.announce', { kind: code('kind', announced.kind), summary: announced.summary })}
      </p>
      {closing && own && (
        <CloseIncidentDialog
          withRemark={false}
          onClose={() => setClosing(false)}
          onSubmit={(reason: CloseReason) => {
            setClosing(false);
            step(closeCase(own.agency, own.caseNo, reason), t('board.closed', { caseNo: own.caseNo }));
          }}
        />
      )}
      {help && <BoardHelp onClose={() => setHelp(false)} />}
    </div>
  );
}

function useBoardKeys(act: (action: BoardAction) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = boardAction(keyFactsOf(event, true));
      if (!action) return;
      event.preventDefault();
      latest.current(action);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function CaseCard({ one, current, onOpen }: { one: BoardCase; current: boolean; onOpen(): void }) {
  const { t, code, language } = useSpeech();
  const now = useNow(10_000);
  return (
    <button
      type="button"
      className={`case-card ${current ? 'selected' : ''}`}
      aria-current={current}
      data-testid="case-card"
      data-incident-id={one.incidentId}
      data-case-no={one.caseNo}
      onClick={onOpen}
    >
      <span className="case-card-head">
        {one.code !== null && <span className={`case-code code-${one.code}`}>CODE {one.code}</span>}
        <strong>{code('kind', one.kind)}</strong>
        <span className="age number">
          {t('time.ago', { duration: durationText(language, now - Date.parse(one.openedAt)) })}
        </span>
      </span>
      <span>{one.summary}</span>
      <span className="sub">
        {one.caseNo ?? t('board.shared')} · {t('board.cameras', { count: one.cameras.length })}
      </span>
    </button>
  );
}

function CaseHead({
  open,
  own,
  mayMove,
  aiming,
  act,
}: {
  open: BoardCase;
  own: boolean;
  mayMove: boolean;
  aiming: boolean;
  act(action: BoardAction): void;
}) {
  const { t, code } = useSpeech();
  return (
    <header className="case-head">
      <div className="case-what">
        <h2>
          {open.code !== null && <span className={`case-code code-${open.code}`}>CODE {open.code}</span>}
          {code('kind', open.kind)} · <span className="number">{open.caseNo ?? t('board.shared')}</span>
          {open.disaster && (
            <span className={`severity severity-${open.disaster.severity}`}>
              {code('severity', String(open.disaster.severity))}
            </span>
          )}
        </h2>
        <p>
          {open.summary}
          {open.address && ` · ${open.address}`}
        </p>
        <p className="sub">
          {open.agencies.map((agency) => code('agencyName', agency)).join(' · ')}
          {open.units.map((sent) => ` · ${t('board.unit', { unit: sent.unit, count: sent.cameras })}`).join('')}
          {open.target && ` · ${t('board.targetMoved', { count: open.target.moves })}`}
        </p>
      </div>
      <GrantCountdown cameras={open.cameras} own={own} />
      <div className="case-steps">
        {own ? (
          <>
            <button type="button" onClick={() => act({ name: 'prolong' })} data-testid="case-prolong">
              {t('incident.prolong')} <kbd>r</kbd>
            </button>
            {mayMove && (
              <button
                type="button"
                aria-pressed={aiming}
                onClick={() => act({ name: 'target' })}
                data-testid="case-target"
              >
                {t('board.target')} <kbd>t</kbd>
              </button>
            )}
            <button type="button" className="danger" onClick={() => act({ name: 'end' })} data-testid="case-close">
              {t('board.close')} <kbd>x</kbd>
            </button>
          </>
        ) : (
          <p className="sub">{t('board.centreEnds')}</p>
        )}
      </div>
    </header>
  );
}
