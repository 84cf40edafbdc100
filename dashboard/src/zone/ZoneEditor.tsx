import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { fetchModel } from '../api/doors';
import { asProblem, fieldFaults, type Problem } from '../api/problem';
import { fetchZoneKinds, putZones } from '../api/registry';
import { ZONE_KINDS, type Camera, type Zone, type ZoneKind } from '../api/types';
import type { PictureFrame } from '../camera/CameraPage';
import { useSpeech } from '../language/LanguageProvider';
import { zoneRight } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { Board } from './Board';
import {
  draw,
  drawingOf,
  faultAt,
  faultsOf,
  isChanged,
  MOST_ZONES,
  parameterFaults,
  shapeOf,
  zoneOf,
  type Drawing,
  type Shape,
} from './drawing';
import { Proposals, Versions } from './Proposals';
import { ZoneForm } from './ZoneForm';
import './zone.css';

/** Kinds with a button of their own; the others are in a list. */
const COMMON = 4;

/** Zones of a camera, drawn on its picture; a manager's count at once, a lead's wait for another person. */
export function ZoneEditor({
  camera,
  frame,
  onChanged,
}: {
  camera: Camera;
  frame: PictureFrame;
  onChanged(): void;
}) {
  const { t, code } = useSpeech();
  const { me } = useDesk();
  const right = zoneRight(me, camera.districtCode);
  const readOnly = right === 'look';
  const [drawing, stroke] = useReducer(draw, camera.zones, drawingOf);
  const [ghosts, setGhosts] = useState<readonly Zone[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [round, setRound] = useState(0);
  const changed = isChanged(drawing, camera.zones);
  const kinds = useLoaded(fetchZoneKinds).value?.items ?? [];
  const model = useLoaded(fetchModel).value?.active ?? null;
  const parametersOf = (shape: Shape) => kinds.find(({ kind }) => kind === shape.kind)?.parameters ?? [];
  /** In words, what the active model does not know; null: nothing, or nobody knows. */
  const missingFor = (kind: string) => {
    const seen = model?.behaviours?.find((one) => one.kind === kind);
    if (!seen || seen.available) return null;
    const unknown = seen.needs.filter((words) => !words.some((word) => model?.labels.includes(word)));
    return unknown.map((words) => words.map((word) => code('class', word)).join('/')).join(', ');
  };

  const refused = useMemo(
    () => (problem ? faultAt(fieldFaults(problem), problem.detail, drawing.shapes) : new Map<number, string>()),
    // The server spoke of the shapes as they were sent.
    [problem],
  );
  const faults = drawing.shapes.map((shape, at) => [
    ...faultsOf(shape).map((fault) => t(fault)),
    ...(refused.has(at) ? [refused.get(at)!] : []),
  ]);
  const faulty = new Set(faults.flatMap((list, at) => (list.length > 0 ? [at] : [])));
  const sendable = changed && drawing.shapes.every((shape) => faultsOf(shape).length === 0 && parameterFaults(shape, parametersOf(shape)).length === 0);

  useEffect(() => setProblem(null), [drawing.shapes]);
  const version = useRef(camera.version);
  useEffect(() => {
    if (version.current === camera.version) return;
    version.current = camera.version;
    setGhosts([]);
    stroke({ type: 'reset', zones: camera.zones });
  }, [camera.version, camera.zones]);

  const add = (kind: ZoneKind) => {
    stroke({ type: 'add', kind, name: t('zone.word') });
    document.querySelector<SVGElement>('.zone-board')?.focus();
  };
  const send = () => {
    setBusy(true);
    setSaid('');
    putZones(camera.cameraId, drawing.shapes.map(zoneOf), camera.version)
      .then(
        (answer) => {
          if (!Array.isArray(answer) && answer && 'proposal' in answer) {
            setSaid(t('zone.proposed', { number: answer.proposal }));
            setRound((before) => before + 1);
          } else {
            setSaid(t('zone.saved'));
            onChanged();
          }
        },
        (thrown: unknown) => setProblem(asProblem(thrown)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <div className="zone-editor" data-testid="zone-editor" data-right={right}>
      <Board
        frame={frame}
        drawing={drawing}
        faulty={faulty}
        ghosts={ghosts.map(shapeOf)}
        onStroke={stroke}
        readOnly={readOnly}
      />
      <p id="zone-said" className="hidden-text" role="status" aria-live="polite">
        {positionText(drawing)}
      </p>
      {readOnly ? (
        <p className="sub">{t('zone.lookOnly')}</p>
      ) : (
        <>
          <div className="form-actions" role="group" aria-label={t('zone.add')}>
            {ZONE_KINDS.slice(0, COMMON).map((kind) => (
              <button
                key={kind}
                type="button"
                disabled={drawing.shapes.length >= MOST_ZONES}
                data-testid={`zone-add-${kind}`}
                onClick={() => add(kind)}
              >
                + {code('behaviour', kind)}
              </button>
            ))}
            <select
              value=""
              disabled={drawing.shapes.length >= MOST_ZONES}
              aria-label={t('zone.addOther')}
              data-testid="zone-add-other"
              onChange={(event) => add(event.target.value as ZoneKind)}
            >
              <option value="">+ {t('zone.addOther')}</option>
              {ZONE_KINDS.slice(COMMON).map((kind) => (
                <option key={kind} value={kind}>
                  {code('behaviour', kind)}
                  {missingFor(kind) !== null && ` (${t('zone.unavailableShort')})`}
                </option>
              ))}
            </select>
          </div>
          <p className="sub">
            {t(drawing.mode === 'edit' ? 'zone.hint' : drawing.mode === 'fresh' ? 'zone.hintFresh' : 'zone.hintPoints')}
          </p>
        </>
      )}
      {drawing.shapes.length === 0 && (
        <div className="empty">
          <strong>{t('zone.none')}</strong>
          {!readOnly && <span>{t('zone.noneHint')}</span>}
        </div>
      )}
      <ol className="zone-list">
        {drawing.shapes.map((shape, at) => (
          <li key={shape.zoneId} className={at === drawing.selected ? 'selected' : ''} data-testid="zone-item" data-zone-id={shape.zoneId}>
            <button
              type="button"
              className="zone-name"
              aria-expanded={at === drawing.selected}
              onClick={() => stroke({ type: 'select', shape: at })}
            >
              <span className={`zone-key ${shape.kind}`} aria-hidden="true" />
              {shape.name}
              <span className="sub">{code('behaviour', shape.kind)}</span>
            </button>
            {faults[at]!.map((fault) => (
              <p key={fault} className="fault" role="alert" data-testid="zone-fault">
                {fault}
              </p>
            ))}
            {at === drawing.selected && (
              <ZoneForm
                shape={shape}
                parameters={parametersOf(shape)}
                missing={missingFor(shape.kind)}
                onStroke={stroke}
                readOnly={readOnly}
              />
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <div className="form-actions">
          <button
            type="button"
            className="primary"
            disabled={!sendable || busy}
            onClick={send}
            data-testid="zone-save"
          >
            {t(right === 'draw' ? 'zone.save' : 'zone.propose')}
          </button>
          <button type="button" disabled={drawing.past.length === 0} onClick={() => stroke({ type: 'undo' })}>
            {t('zone.undo')} <kbd>Ctrl Z</kbd>
          </button>
          <button
            type="button"
            className="quiet"
            disabled={!changed}
            onClick={() => stroke({ type: 'replace', shapes: camera.zones.map(shapeOf) })}
          >
            {t('zone.discard')}
          </button>
        </div>
      )}
      {problem && (
        <ProblemNote problem={problem} {...(problem.slug === 'conflict' ? { retry: onChanged } : {})} />
      )}
      {said && (
        <p role="status" className="notice" data-testid="zone-said">
          {said}
        </p>
      )}
      {!readOnly && (
        <>
          <Proposals key={`p${round}`} camera={camera} onShow={setGhosts} onDecided={onChanged} />
          <Versions
            camera={camera}
            onShow={setGhosts}
            onTake={(zones) => stroke({ type: 'replace', shapes: zones.map(shapeOf) })}
          />
        </>
      )}
    </div>
  );

  function positionText(now: Drawing): string {
    const shape = now.selected === null ? undefined : now.shapes[now.selected];
    if (!shape) return '';
    const corner = now.vertex === null ? undefined : shape.points[now.vertex];
    if (!corner) return shape.name;
    return t('zone.vertexAt', {
      number: now.vertex! + 1,
      count: shape.points.length,
      x: Math.round(corner.x * 100),
      y: Math.round(corner.y * 100),
    });
  }
}
