import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { asProblem, fieldFaults, type Problem } from '../api/problem';
import { putZones } from '../api/registry';
import type { Camera, Zone } from '../api/types';
import type { PictureFrame } from '../camera/CameraPage';
import { useSpeech } from '../language/LanguageProvider';
import { zoneRight } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { Board } from './Board';
import { draw, drawingOf, faultAt, faultsOf, isChanged, KINDS, MOST_ZONES, shapeOf, zoneOf, type Drawing } from './drawing';
import { Proposals, Versions } from './Proposals';
import { ZoneForm } from './ZoneForm';
import './zone.css';

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
  const sendable = changed && drawing.shapes.every((shape) => faultsOf(shape).length === 0);

  useEffect(() => setProblem(null), [drawing.shapes]);
  const version = useRef(camera.version);
  useEffect(() => {
    if (version.current === camera.version) return;
    version.current = camera.version;
    setGhosts([]);
    stroke({ type: 'reset', zones: camera.zones });
  }, [camera.version, camera.zones]);

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
            {KINDS.map((kind) => (
              <button
                key={kind}
                type="button"
                disabled={drawing.shapes.length >= MOST_ZONES}
                data-testid={`zone-add-${kind}`}
                onClick={() => {
                  stroke({ type: 'add', kind, name: t('zone.word') });
                  document.querySelector<SVGElement>('.zone-board')?.focus();
                }}
              >
                + {code('behaviour', kind)}
              </button>
            ))}
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
            {at === drawing.selected && <ZoneForm shape={shape} onStroke={stroke} readOnly={readOnly} />}
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
      <Proposals
        key={`p${round}`}
        camera={camera}
        mayDecide={right !== 'look'}
        onShow={setGhosts}
        onDecided={onChanged}
      />
      <Versions
        camera={camera}
        onShow={setGhosts}
        onTake={readOnly ? null : (zones) => stroke({ type: 'replace', shapes: zones.map(shapeOf) })}
      />
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
