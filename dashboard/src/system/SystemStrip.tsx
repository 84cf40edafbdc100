import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isOpen } from '../alert/queue';
import { fetchDistricts, fetchModel } from '../api/doors';
import { countOutages } from '../api/registry';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { useSpeech } from '../language/LanguageProvider';
import { mayReadAlerts, mayReadLedger, mayReadRegister, mayReadStatistics, maySeeLive, mayWorkOutages } from './access';
import { useDesk } from './ControlRoomProvider';
import { Dialog } from './Dialog';
import type { View } from './route';
import { Clock, EventLine } from './StripParts';
import { useLoaded } from './useLoaded';

/** The state of the house in one line. */
export function SystemStrip({
  view,
  onView,
  onOutages,
  onHelp,
  onLogOut,
}: {
  view: View;
  onView(view: View): void;
  onOutages(): void;
  onHelp(): void;
  onLogOut(): void;
}) {
  const { t, code, language } = useSpeech();
  const { me, room } = useDesk();
  const watching = maySeeLive(me);
  const views: View[] = [
    ...(watching ? (['map', 'wall'] as const) : []),
    ...(mayReadRegister(me) ? (['cameras'] as const) : []),
    ...(mayReadLedger(me) ? (['ledger'] as const) : []),
    ...(mayReadStatistics(me) ? (['statistics'] as const) : []),
  ];
  return (
    <header className="strip" data-testid="system-strip">
      <span className="brand">
        <img src="/icon.svg" alt="" width={24} height={24} /> Metro CCTV
      </span>
      <nav aria-label={t('strip.views')}>
        {views.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={view === one}
            onClick={() => onView(one)}
            data-testid={`view-${one}`}
          >
            {t(`view.${one}`)} <kbd>{one[0]}</kbd>
          </button>
        ))}
      </nav>
      {watching && <Figures onOutages={onOutages} />}
      {mayReadAlerts(me) && <EventLine events={room.events} />}
      <Clock />
      <span className="who" title={me.name}>
        {me.name}
        <span>{language === 'ko' ? me.roleKorean : code('role', me.role)}</span>
      </span>
      <LanguageSwitch />
      <button
        type="button"
        className="quiet"
        onClick={onHelp}
        aria-label={t('help.title')}
        title={`${t('help.title')} (?)`}
      >
        ?
      </button>
      <button type="button" className="quiet" onClick={onLogOut} data-testid="log-out">
        {t('session.logOut')}
      </button>
    </header>
  );
}

const CITY_AGAIN_MS = 60_000;
const CITY_NEWS_MS = 5000;

/** Cameras of the city and how many of them are out; a browser never counts them one by one. */
function useCity(): { cameras: number; out: number | null } | null {
  const { me, room } = useDesk();
  const asks = mayWorkOutages(me);
  const districts = useLoaded(fetchDistricts);
  const load = useCallback(
    (signal: AbortSignal) => (asks ? countOutages(signal) : Promise.resolve(null)),
    [asks],
  );
  const { value, reload } = useLoaded(load);
  useEffect(() => {
    const timer = setInterval(reload, CITY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const askedAt = useRef(0);
  useEffect(() => {
    if (room.healthBeat === 0) return;
    const timer = setTimeout(
      () => {
        askedAt.current = performance.now();
        reload();
      },
      Math.max(500, askedAt.current + CITY_NEWS_MS - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [room.healthBeat, reload]);
  if (!districts.value) return null;
  const cameras = districts.value.features.reduce((sum, { properties }) => sum + properties.cameras, 0);
  return { cameras, out: value };
}

function Figures({ onOutages }: { onOutages(): void }) {
  const { t } = useSpeech();
  const { room } = useDesk();
  const city = useCity();
  const alerts = useMemo(() => room.alerts.filter(isOpen).length, [room.alerts]);
  const incidents = room.incidents.filter((incident) => incident.status === 'OPEN').length;
  const out = city?.out ?? 0;
  return (
    <dl className="figures">
      <div>
        <dt>{t('strip.cameras')}</dt>
        <dd className="number" data-testid="cameras-live">
          {city ? (city.out === null ? city.cameras : `${Math.max(0, city.cameras - out)}/${city.cameras}`) : '…'}
        </dd>
      </div>
      {city && city.out !== null && (
        <div className={out > 0 ? 'warn' : ''}>
          <dt>{t('strip.outages')}</dt>
          <dd className="number">
            <button type="button" className="link figure" onClick={onOutages} data-testid="outages-open">
              {city.out}
            </button>
          </dd>
        </div>
      )}
      <div className={alerts > 0 ? 'alarm' : ''}>
        <dt>{t('strip.alerts')}</dt>
        <dd className="number" data-testid="alerts-open">
          {alerts}
        </dd>
      </div>
      <div>
        <dt>{t('strip.incidents')}</dt>
        <dd className="number" data-testid="incidents-open">
          {incidents}
        </dd>
      </div>
    </dl>
  );
}

/** What the model cannot do stands under every view, never hidden. */
export function ModelLine({ onModels }: { onModels: (() => void) | null }) {
  const { t, code } = useSpeech();
  const [shown, setShown] = useState(false);
  const loaded = useLoaded(fetchModel);
  const model = loaded.value?.active;
  if (!model) {
    return (
      <footer className="model-line">
        {t('strip.model')}: {loaded.problem ? t('strip.modelAway') : '…'}
      </footer>
    );
  }
  const blind = model.behaviours?.filter(({ available }) => !available) ?? [];
  return (
    <footer className="model-line">
      <button
        type="button"
        className="link"
        onClick={() => setShown(true)}
        title={model.limits}
        data-testid="model-limits"
      >
        {t('strip.model')}: {model.name}
        {model.limits && <span className="limits"> ⚠ {model.limits}</span>}
      </button>
      {shown && (
        <Dialog title={model.name} onClose={() => setShown(false)}>
          <p className="model-limits-full">{model.limits || t('strip.noLimits')}</p>
          <dl className="facts">
            <dt>SHA-256</dt>
            <dd className="mono">{model.sha256}</dd>
            <dt>{t('strip.family')}</dt>
            <dd>
              {model.family} · {model.inputWidth}×{model.inputHeight}
            </dd>
            <dt>{t('strip.labels')}</dt>
            <dd>
              {model.labels.slice(0, 12).join(', ')}
              {model.labels.length > 12 && ` … (${model.labels.length})`}
            </dd>
            {blind.length > 0 && (
              <>
                <dt>{t('strip.blind')}</dt>
                <dd data-testid="model-blind">{blind.map(({ kind }) => code('behaviour', kind)).join(', ')}</dd>
              </>
            )}
            <dt>{t('strip.licence')}</dt>
            <dd>{model.licence}</dd>
          </dl>
          <div className="dialog-actions">
            {onModels && (
              <button
                type="button"
                className="quiet"
                data-testid="models-open"
                onClick={() => {
                  setShown(false);
                  onModels();
                }}
              >
                {t('models.open')}
              </button>
            )}
            <button type="button" data-first-focus onClick={() => setShown(false)}>
              {t('action.close')}
            </button>
          </div>
        </Dialog>
      )}
    </footer>
  );
}
