import { useEffect, useState } from 'react';
import { camerasThatSee, camerasWithin, nearestCameras, type Point } from '../api/registry';
import { asProblem, isAbort, type Problem } from '../api/problem';
import { HealthMark } from '../camera/HealthMark';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import { LEAST_CORNERS, polygonOf, type Finding, type Tool } from './found';

const MOST = 50;
const NEAREST_WITHIN_M = 2000;

export interface Search {
  tool: Tool;
  corners: readonly Point[];
  /** An area is asked for when it is closed; a point at once. */
  closed: boolean;
}

interface Answer {
  findings: Finding[];
  hidden: number;
  more: boolean;
}

async function ask(search: Search, signal: AbortSignal): Promise<Answer> {
  const [point] = search.corners;
  switch (search.tool) {
    case 'nearest': {
      const { items } = await nearestCameras(point!, NEAREST_WITHIN_M, MOST, signal);
      return {
        findings: items.map(({ camera, distanceM }) => ({ camera, distanceM, how: null, preset: null })),
        hidden: 0,
        more: items.length === MOST,
      };
    }
    case 'sees': {
      const { items, hidden } = await camerasThatSee(point!, MOST, signal);
      return { findings: items, hidden: hidden?.length ?? 0, more: items.length === MOST };
    }
    case 'within': {
      const { items, next } = await camerasWithin(polygonOf(search.corners)!, null);
      return {
        findings: items.map((camera) => ({ camera, distanceM: null, how: null, preset: null })),
        hidden: 0,
        more: next !== null,
      };
    }
  }
}

/** Which cameras see a point, stand near it, or stand in an area: the list beside the map. */
export function FindPanel({
  search,
  onFound,
  onCamera,
  onUndo,
  onFinish,
  onClose,
}: {
  search: Search;
  onFound(findings: Finding[]): void;
  onCamera(cameraId: string): void;
  onUndo(): void;
  onFinish(): void;
  onClose(): void;
}) {
  const { t } = useSpeech();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  const asking = search.closed && search.corners.length > 0;

  useEffect(() => {
    setAnswer(null);
    setProblem(null);
    onFound([]);
    if (!asking) return;
    const leaving = new AbortController();
    ask(search, leaving.signal).then(
      (found) => {
        if (leaving.signal.aborted) return;
        setAnswer(found);
        onFound(found.findings);
      },
      (thrown: unknown) => isAbort(thrown) || leaving.signal.aborted || setProblem(asProblem(thrown)),
    );
    return () => leaving.abort();
    // onFound only draws.
  }, [search, asking, round]);

  const drawing = search.tool === 'within' && !search.closed;
  return (
    <section className="find-panel" aria-label={t(`tool.${search.tool}`)} data-testid="find-panel" data-tool={search.tool}>
      <header>
        <h2>{t(`tool.${search.tool}`)}</h2>
        <button type="button" className="quiet close" onClick={onClose} aria-label={t('action.close')}>
          ✕
        </button>
      </header>
      {!asking && <p className="find-hint">{t(`tool.${search.tool}Hint`)}</p>}
      {drawing && (
        <div className="find-actions">
          <button type="button" disabled={search.corners.length === 0} onClick={onUndo}>
            {t('tool.undo')} <kbd>⌫</kbd>
          </button>
          <button
            type="button"
            className="primary"
            disabled={search.corners.length < LEAST_CORNERS}
            onClick={onFinish}
            data-testid="find-finish"
          >
            {t('tool.finish', { count: search.corners.length })}
          </button>
        </div>
      )}
      {problem && <ProblemNote problem={problem} retry={() => setRound(round + 1)} />}
      {asking && !answer && !problem && <p aria-busy="true">{t('app.loading')}</p>}
      <p role="status" className="find-count">
        {answer && t(answer.more ? 'tool.foundMore' : 'tool.found', { count: answer.findings.length })}
        {answer && answer.hidden > 0 && <> · {t('tool.hidden', { count: answer.hidden })}</>}
      </p>
      {answer?.findings.length === 0 && <p className="find-hint">{t(`tool.${search.tool}None`)}</p>}
      {answer && answer.findings.length > 0 && (
        <ul className="camera-list">
          {answer.findings.map((finding) => (
            <li key={`${finding.camera.cameraId} ${finding.preset ?? ''}`}>
              <button
                type="button"
                className="camera-row"
                data-testid="found-camera"
                data-camera-id={finding.camera.cameraId}
                onClick={() => onCamera(finding.camera.cameraId)}
              >
                <HealthMark state={finding.camera.health.state} label={false} />
                <span className="name">{finding.camera.name}</span>
                <span className="sub">
                  {finding.distanceM !== null && <strong className="number">{metresText(finding.distanceM)} </strong>}
                  {finding.how === 'PTZ' && <>· {t('tool.byTurning')} </>}
                  {finding.preset && <>({finding.preset}) </>}· {finding.camera.cameraId}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function metresText(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`;
}
