import { useState } from 'react';
import { stepIncident } from '../api/doors';
import { INCIDENT_STATES, type Incident } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import type { IncidentStep } from './steps';
import { Words } from './Words';

/** How far the incident is, and the next steps from here. */
export function IncidentProgress({ incident, take }: { incident: Incident; take(step: Promise<Incident>): void }) {
  const { t, code } = useSpeech();
  const [asked, setAsked] = useState<IncidentStep | null>(null);
  const at = INCIDENT_STATES.indexOf(incident.state);
  const simple = (step: 'confirm' | 'take') => take(stepIncident(incident.incidentId, step, {}));
  return (
    <>
      <ol className="state-bar" aria-label={t('incident.progress')} data-testid="incident-state" data-state={incident.state}>
        {INCIDENT_STATES.map((state, step) => (
          <li
            key={state}
            className={step < at ? 'past' : step === at ? 'now' : ''}
            aria-current={step === at ? 'step' : undefined}
          >
            {code('incidentState', state)}
          </li>
        ))}
      </ol>
      {incident.marks.length > 0 && (
        <p className="marks">
          {incident.marks.map((mark) => (
            <span key={mark} className="mark">
              {code('incidentMark', mark)}
            </span>
          ))}
        </p>
      )}
      {incident.status === 'OPEN' && (
        <div className="step-row">
          {incident.state === 'REPORTED' && (
            <button type="button" className="primary" data-testid="incident-confirm" onClick={() => simple('confirm')}>
              {t('incident.confirm')}
            </button>
          )}
          {incident.state === 'SHARED' && (
            <button type="button" onClick={() => setAsked('respond')}>
              {t('incident.respond')}
            </button>
          )}
          {(incident.state === 'SHARED' || (incident.state === 'RESPONDING' && !incident.arrivedAt)) && (
            <button type="button" onClick={() => setAsked('arrive')}>
              {t('incident.arrive')}
            </button>
          )}
          {!incident.marks.includes('WIDE_AREA') && (
            <button type="button" className="quiet" onClick={() => setAsked('wide-area')}>
              {t('incident.widen')}
            </button>
          )}
          <button type="button" className="quiet" onClick={() => simple('take')}>
            {t('incident.take')}
          </button>
        </div>
      )}
      {asked && (
        <Words
          key={asked}
          label={t('incident.words')}
          submitText={t(`incident.ask.${asked}`)}
          onSubmit={(reason) => {
            setAsked(null);
            take(stepIncident(incident.incidentId, asked, { reason }));
          }}
          onCancel={() => setAsked(null)}
        />
      )}
      {incident.status === 'OPEN' && <CodeAndNote incident={incident} take={take} />}
    </>
  );
}

/** The 112 code with what it was before, and a note for the timeline. */
function CodeAndNote({ incident, take }: { incident: Incident; take(step: Promise<Incident>): void }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <>
      <div className="code-row" role="group" aria-label={t('incident.code')}>
        <span>{t('incident.code')}</span>
        {[0, 1, 2, 3, 4].map((value) => (
          <button
            key={value}
            type="button"
            className="quiet number"
            aria-pressed={incident.code === value}
            onClick={() => value !== incident.code && setChosen(value)}
          >
            {value}
          </button>
        ))}
        {incident.codes.length > 1 && (
          <span className="number sub">{incident.codes.map((change) => change.code).join(' → ')}</span>
        )}
      </div>
      {chosen !== null && (
        <Words
          key={chosen}
          label={t('incident.codeWhy', { code: chosen })}
          submitText={t('incident.codeChange')}
          onSubmit={(reason) => {
            setChosen(null);
            take(stepIncident(incident.incidentId, 'code', { code: chosen, reason }));
          }}
          onCancel={() => setChosen(null)}
        />
      )}
      <Words
        label={t('incident.note')}
        submitText={t('incident.noteAdd')}
        keep
        onSubmit={(text) => take(stepIncident(incident.incidentId, 'notes', { text }))}
      />
    </>
  );
}
