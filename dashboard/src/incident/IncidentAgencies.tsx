import { useCallback, useEffect, useState } from 'react';
import { fetchIncidentAgencies, stepIncident, unshareIncident } from '../api/doors';
import type { Incident, TakingPart } from '../api/types';
import { countdownText } from '../dispatch/board';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { useNow } from '../system/useNow';
import { Words } from './Words';

/** Who takes part, for how long yet, and whom else it can be shared with. */
export function IncidentAgencies({ incident, take }: { incident: Incident; take(step: Promise<Incident>): void }) {
  const { t, code } = useSpeech();
  const [receiver, setReceiver] = useState<string | null>(null);
  const load = useCallback(
    (signal: AbortSignal) => fetchIncidentAgencies(incident.incidentId, signal),
    [incident.incidentId],
  );
  const loaded = useLoaded(load);
  const { reload } = loaded;
  const changed = JSON.stringify(incident.agencies);
  useEffect(reload, [changed, reload]);
  const open = incident.status === 'OPEN';
  const shareable = open && incident.state !== 'REPORTED';
  const items = loaded.value?.items ?? [];
  return (
    <>
      <h3>{t('incident.agencies')}</h3>
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={reload} />}
      {loaded.value && items.length === 0 && <p className="empty">{t('incident.noAgencies')}</p>}
      <ul className="agency-list" data-testid="incident-agencies">
        {items.map((part) => (
          <AgencyRow
            key={`${part.agency}-${part.since}`}
            part={part}
            own={part.agency === incident.agency}
            open={open}
            prolong={() => {
              take(stepIncident(incident.incidentId, 'agencies', { agency: part.agency }).finally(reload));
            }}
            unshare={() => take(unshareIncident(incident.incidentId, part.agency))}
          />
        ))}
      </ul>
      {open && !shareable && <p className="sub">{t('incident.confirmFirst')}</p>}
      {shareable && (
        <div className="step-row">
          {(loaded.value?.addable ?? []).map((agency) => (
            <button
              key={agency}
              type="button"
              data-testid="incident-share"
              data-agency={agency}
              onClick={() => take(stepIncident(incident.incidentId, 'agencies', { agency }))}
            >
              {t('incident.share', { agency: code('agencyName', agency) })}
            </button>
          ))}
        </div>
      )}
      {shareable && incident.agency === null && (loaded.value?.addable.length ?? 0) > 0 && (
        <div className="step-row">
          <label className="in-line">
            {t('incident.transferTo')}
            <select
              value={receiver ?? ''}
              data-testid="incident-transfer"
              onChange={(event) => setReceiver(event.target.value || null)}
            >
              <option value="">{t('incident.nobody')}</option>
              {loaded.value?.addable.map((agency) => (
                <option key={agency} value={agency}>
                  {code('agencyName', agency)}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      {receiver && shareable && (
        <Words
          key={receiver}
          label={t('incident.transferWhy', { agency: code('agencyName', receiver) })}
          submitText={t('incident.transferTo')}
          onSubmit={(reason) => {
            setReceiver(null);
            take(stepIncident(incident.incidentId, 'transfer', { agency: receiver, reason }));
          }}
          onCancel={() => setReceiver(null)}
        />
      )}
    </>
  );
}

function AgencyRow({
  part,
  own,
  open,
  prolong,
  unshare,
}: {
  part: TakingPart;
  own: boolean;
  open: boolean;
  prolong(): void;
  unshare(): void;
}) {
  const { t, code } = useSpeech();
  const now = useNow(1000);
  const leftMs = part.expiresAt ? Date.parse(part.expiresAt) - now : 0;
  return (
    <li data-agency={part.agency} className={part.until ? 'past' : ''}>
      <strong>{code('agencyName', part.agency)}</strong> <span className="mark">{code('incidentPart', part.part)}</span>
      {part.until ? (
        <span className="sub">{t('incident.partEnded')}</span>
      ) : (
        <span className="sub number" role="timer">
          {part.expiresAt && leftMs > 0
            ? t('incident.sharedFor', { count: part.cameras, duration: countdownText(leftMs) })
            : t('incident.sharedOver')}
        </span>
      )}
      {open && !part.until && !own && (
        <span className="row-actions">
          <button type="button" className="quiet" onClick={prolong}>
            {t('incident.prolong')}
          </button>
          <button type="button" className="quiet" data-testid="incident-unshare" onClick={unshare}>
            {t('incident.unshare')}
          </button>
        </span>
      )}
    </li>
  );
}
