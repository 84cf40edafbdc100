import { useCallback, useState, type FormEvent } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchTimeline, playlistUrl, type Purpose, type TimeRange } from '../api/doors';
import { useSpeech } from '../language/LanguageProvider';
import { toField } from '../language/time';
import { useDesk } from '../system/ControlRoomProvider';
import { PanelHead } from '../system/PanelHead';
import { ProblemNote } from '../system/ProblemNote';
import type { Panel } from '../system/route';
import { useLoaded } from '../system/useLoaded';
import { PlaybackVideo } from './PlaybackVideo';
import { rangeOf, type RangeFault } from './range';
import './playback.css';

const DEFAULT_LENGTH_MS = 5 * 60_000;
const PURPOSES = [
  'CRIME_RESPONSE',
  'FIRE_RESCUE',
  'MISSING_PERSON',
  'TRAFFIC_SAFETY',
  'FACILITY_CHECK',
  'DATA_SUBJECT',
] as const;

interface Viewing {
  range: TimeRange;
  why: Purpose;
}

/** Recordings of one camera. The purpose comes first: without one there is no picture. */
export function PlaybackPanel({
  panel,
  open,
}: {
  panel: Extract<Panel, { kind: 'playback' }>;
  open(panel: Panel): void;
}) {
  const { t } = useSpeech();
  const { room } = useDesk();
  const [viewing, setViewing] = useState<Viewing | null>(null);
  const name = room.cameras.get(panel.id)?.name ?? panel.id;
  return (
    <section className="panel" data-testid="playback-panel" data-camera-id={panel.id} aria-label={t('playback.title')}>
      <PanelHead title={t('playback.of', { name })} onClose={() => open({ kind: 'none' })} />
      <PlaybackForm panel={panel} onView={setViewing} />
      {viewing && <Recording key={JSON.stringify(viewing)} cameraId={panel.id} viewing={viewing} />}
      <button type="button" className="quiet" onClick={() => open({ kind: 'camera', id: panel.id })}>
        ← {t('playback.toLive')}
      </button>
    </section>
  );
}

function PlaybackForm({
  panel,
  onView,
}: {
  panel: Extract<Panel, { kind: 'playback' }>;
  onView(viewing: Viewing): void;
}) {
  const { t, code } = useSpeech();
  const { room } = useDesk();
  const [fault, setFault] = useState<RangeFault | null>(null);
  const [initial] = useState(() => {
    const now = serverNowMs();
    const from = panel.from ? Date.parse(panel.from) : now - DEFAULT_LENGTH_MS;
    const to = panel.to ? Date.parse(panel.to) : from + DEFAULT_LENGTH_MS;
    return { from: toField(from), to: toField(Math.min(to, now)) };
  });
  const incident = room.incidents.find((known) => known.incidentId === panel.incidentId);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (field: string) => String(fields.get(field) ?? '').trim();
    const range = rangeOf(text('from'), text('to'), serverNowMs());
    if (typeof range === 'string') return setFault(range);
    setFault(null);
    onView({ range, why: { purpose: text('purpose'), caseNo: text('caseNo') } });
  };
  return (
    <form className="playback-form" onSubmit={submit} data-testid="playback-form">
      <label>
        {t('playback.from')}
        <input name="from" type="datetime-local" step={1} required defaultValue={initial.from} />
      </label>
      <label>
        {t('playback.to')}
        <input name="to" type="datetime-local" step={1} required defaultValue={initial.to} />
      </label>
      <label>
        {t('playback.purpose')}
        <select name="purpose" required defaultValue="" autoFocus data-testid="playback-purpose">
          <option value="" disabled>
            {t('playback.choosePurpose')}
          </option>
          {PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {code('viewPurpose', purpose)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('playback.caseNo')}
        <input
          name="caseNo"
          maxLength={64}
          defaultValue={incident?.caseNo ?? ''}
          placeholder={t('playback.caseNoHint')}
        />
      </label>
      <p className="handled wide">{t('playback.recorded')}</p>
      {fault && (
        <p className="notice wide" role="alert">
          {t(`playback.fault.${fault}`)}
        </p>
      )}
      <button type="submit" className="primary wide" data-testid="playback-submit">
        ▶ {t('playback.submit')}
      </button>
    </form>
  );
}

function Recording({ cameraId, viewing }: { cameraId: string; viewing: Viewing }) {
  const { t } = useSpeech();
  const { range, why } = viewing;
  const load = useCallback(
    (signal: AbortSignal) => fetchTimeline(cameraId, range, why, signal),
    [cameraId, range, why],
  );
  const timeline = useLoaded(load);
  if (timeline.problem) return <ProblemNote problem={timeline.problem} retry={timeline.reload} />;
  if (!timeline.value)
    return (
      <p className="empty" aria-busy="true">
        {t('app.loading')}
      </p>
    );
  if (timeline.value.segments.length === 0 && timeline.value.gaps.length === 0) {
    return (
      <div className="empty">
        <strong>{t('playback.none')}</strong>
        <span>{t('playback.noneHint')}</span>
      </div>
    );
  }
  return <PlaybackVideo url={playlistUrl(cameraId, range, why)} range={range} timeline={timeline.value} />;
}
