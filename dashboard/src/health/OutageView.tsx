import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchDistricts } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import { acknowledgeOutage, fetchOutages, notifyOutage } from '../api/registry';
import type { Outage, OutagePage } from '../api/types';
import { AgencyField, DistrictField } from '../camera/FilterFields';
import { HealthMark } from '../camera/HealthMark';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText, durationText } from '../language/time';
import { mayWorkOutages } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { Dialog } from '../system/Dialog';
import { Listing } from '../system/Listing';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { usePages } from '../system/usePages';

const AGAIN_MS = 15_000;
const NEWS_MS = 1500;
/** The key of "acknowledge", and the same key of a Korean keyboard. */
const ACKNOWLEDGE_KEYS = ['a', 'A', 'ㅁ'];

/** Cameras that are out, whose they are, who was told and who took it on. */
export function OutageView({ onOpen }: { onOpen(cameraId: string): void }) {
  const { t, language } = useSpeech();
  const { me, room } = useDesk();
  const [state, setState] = useState<'open' | 'all'>('open');
  const [district, setDistrict] = useState('');
  const [agency, setAgency] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [changed, setChanged] = useState<ReadonlyMap<string, Outage>>(new Map());
  const [telling, setTelling] = useState<Outage | null>(null);
  const districts = useLoaded(fetchDistricts);
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) => fetchOutages({ state, district, agency }, cursor, signal),
    [state, district, agency],
  );
  const pages = usePages<Outage, OutagePage>(load);
  const { reload } = pages;
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && reload(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  useEffect(() => {
    if (room.healthBeat === 0) return;
    const timer = setTimeout(reload, NEWS_MS);
    return () => clearTimeout(timer);
  }, [reload, room.healthBeat]);

  const works = mayWorkOutages(me);
  const outages = pages.items.map((outage) => newer(outage, changed.get(outage.outageId)));
  const take = (work: Promise<Outage>) => {
    setProblem(null);
    work.then(
      (outage) => setChanged((before) => new Map(before).set(outage.outageId, outage)),
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  const districtName = (code: string) => {
    const known = districts.value?.features.find(({ properties }) => properties.districtCode === code)?.properties;
    return known ? (language === 'ko' ? known.name : (known.nameEn ?? known.name)) : code;
  };
  const acknowledge = (outage: Outage) => {
    if (works && !outage.acknowledgedAt) take(acknowledgeOutage(outage.outageId, ''));
  };
  return (
    <>
      <header className="register-head">
        <h2>{t('register.outages')}</h2>
        {pages.page && (
          <p className="number" data-testid="outage-count">
            {t('outage.open', { count: pages.page.open })}
          </p>
        )}
        {works && <p>{t('outage.keys')}</p>}
      </header>
      <div className="filters">
        <label>
          {t('queue.filter')}
          <select value={state} onChange={(event) => setState(event.target.value as 'open' | 'all')} data-testid="outage-state">
            <option value="open">{t('outage.stillOpen')}</option>
            <option value="all">{t('queue.all')}</option>
          </select>
        </label>
        <DistrictField districts={districts.value} value={district} onChange={setDistrict} />
        <AgencyField value={agency} onChange={setAgency} />
      </div>
      {problem && <ProblemNote problem={problem} />}
      <Listing
        pages={pages}
        fills
        label={t('register.outages')}
        testId="outages"
        empty={t('outage.none')}
        emptyHint={t('outage.noneHint')}
        head={[
          t('camera.health'),
          t('camera.name'),
          t('camera.since'),
          t('outage.owner'),
          t('outage.notified'),
          t('outage.acknowledged'),
          '',
        ]}
        onKey={(key, at) => {
          const outage = outages[at];
          if (!outage || !ACKNOWLEDGE_KEYS.includes(key)) return false;
          acknowledge(outage);
          return true;
        }}
      >
        {outages.map((outage) => (
          <Row
            key={outage.outageId}
            outage={outage}
            works={works}
            district={districtName(outage.districtCode)}
            onOpen={onOpen}
            onAcknowledge={() => acknowledge(outage)}
            onTell={() => setTelling(outage)}
          />
        ))}
      </Listing>
      {telling && (
        <TellDialog
          outage={telling}
          onClose={() => setTelling(null)}
          onTold={(to, by) => {
            setTelling(null);
            take(notifyOutage(telling.outageId, to, by));
          }}
        />
      )}
    </>
  );
}

/** What we did here is not undone by an answer that was on its way. */
function newer(listed: Outage, known: Outage | undefined): Outage {
  if (!known) return listed;
  const done = (outage: Outage) => Number(outage.acknowledgedAt !== null) + Number(outage.notifiedAt !== null);
  return done(known) > done(listed) ? { ...known, endedAt: listed.endedAt } : listed;
}

function Row({
  outage,
  works,
  district,
  onOpen,
  onAcknowledge,
  onTell,
}: {
  outage: Outage;
  works: boolean;
  district: string;
  onOpen(cameraId: string): void;
  onAcknowledge(): void;
  onTell(): void;
}) {
  const { t, code, language } = useSpeech();
  const sinceMs = Date.parse(outage.since);
  const endMs = outage.endedAt ? Date.parse(outage.endedAt) : serverNowMs();
  return (
    <tr data-testid="outage-row" data-outage-id={outage.outageId} data-acknowledged={outage.acknowledgedAt !== null}>
      <td>
        <HealthMark state={outage.endedAt ? 'ONLINE' : outage.cameraId ? 'OFFLINE' : 'STALE'} />
        {outage.cause && <span className="sub">{code('cause', outage.cause)}</span>}
        {outage.detail && <span className="sub">{outage.detail}</span>}
      </td>
      <td>
        {outage.cameraId ? (
          <button type="button" className="link" onClick={() => onOpen(outage.cameraId!)}>
            {outage.cameraName ?? outage.cameraId}
          </button>
        ) : (
          <button type="button" className="link" disabled={!works} onClick={onTell}>
            {t('outage.district', { name: district, count: outage.cameras.toLocaleString('en') })}
          </button>
        )}
        <span className="sub">
          {outage.cameraId ? <span className="mono">{outage.cameraId}</span> : outage.districtCode}
        </span>
      </td>
      <td className="number nowrap">
        {durationText(language, endMs - sinceMs)}
        <span className="sub">
          {dateTimeText(sinceMs)}
          {outage.endedAt && (
            <>
              {' '}
              – {dateTimeText(endMs)} {outage.endedBy && code('endedBy', outage.endedBy)}
            </>
          )}
        </span>
      </td>
      <td>
        {outage.ownerAgency ?? outage.managingAgency ?? '—'}
        {outage.ownerAgency && outage.managingAgency && outage.managingAgency !== outage.ownerAgency && (
          <span className="sub">{outage.managingAgency}</span>
        )}
      </td>
      <td>
        {outage.notifiedAt ? (
          <>
            ✓ {outage.notifiedTo}
            <span className="sub number">{dateTimeText(Date.parse(outage.notifiedAt))}</span>
          </>
        ) : (
          <span className="chip warn">{t('outage.notYet')}</span>
        )}
      </td>
      <td>
        {outage.acknowledgedAt ? (
          <>
            ✓ {outage.acknowledgedBy}
            <span className="sub number">{dateTimeText(Date.parse(outage.acknowledgedAt))}</span>
            {outage.note && <span className="sub">{outage.note}</span>}
          </>
        ) : (
          <span className="chip bad">{t('outage.notYet')}</span>
        )}
      </td>
      <td className="nowrap">
        {works && (
          <span className="form-actions">
            {!outage.acknowledgedAt && (
              <button type="button" onClick={onAcknowledge} data-testid="outage-acknowledge">
                {t('alert.acknowledge')} <kbd>a</kbd>
              </button>
            )}
            {!outage.endedAt && (
              <button type="button" className="quiet" onClick={onTell} data-testid="outage-notify">
                {t('outage.notify')}
              </button>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

const WAYS = ['PHONE', 'MAIL', 'VISIT'] as const;

function TellDialog({
  outage,
  onTold,
  onClose,
}: {
  outage: Outage;
  onTold(to: string, by: string): void;
  onClose(): void;
}) {
  const { t } = useSpeech();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onTold(String(form.get('to')).trim(), String(form.get('by')));
  };
  return (
    <Dialog title={t('outage.notifyTitle')} onClose={onClose} testId="outage-notify-dialog">
      <form onSubmit={submit}>
        <p>{outage.cameraName ?? outage.districtCode}</p>
        <label>
          {t('outage.notifyTo')}
          <input
            name="to"
            required
            maxLength={200}
            data-first-focus
            defaultValue={outage.ownerAgency ?? outage.managingAgency ?? ''}
          />
        </label>
        <label>
          {t('outage.notifyBy')}
          <select name="by" defaultValue="PHONE">
            {WAYS.map((way) => (
              <option key={way} value={way}>
                {t(`outage.by.${way}`)}
              </option>
            ))}
          </select>
        </label>
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="primary" data-testid="outage-notify-submit">
            {t('outage.notify')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
