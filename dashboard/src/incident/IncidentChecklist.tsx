import { checkIncident } from '../api/doors';
import type { Incident } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { clockText } from '../language/time';

/** The procedure of this kind of incident (행동 요령): what is done, by whom, and what must come first. */
export function IncidentChecklist({ incident, take }: { incident: Incident; take(step: Promise<Incident>): void }) {
  const { t, language } = useSpeech();
  const { checklist } = incident;
  const done = new Set(checklist.items.filter((item) => item.done).map((item) => item.code));
  const nameOf = (code: string) => {
    const item = checklist.items.find((candidate) => candidate.code === code);
    return item ? (language === 'ko' ? item.korean : item.english) : code;
  };
  return (
    <>
      <h3>{t('incident.checklist', { done: done.size, count: checklist.items.length })}</h3>
      <ol className="checklist" data-testid="incident-checklist">
        {checklist.items.map((item) => {
          const missing = item.after.filter((before) => !done.has(before));
          return (
            <li key={item.code}>
              <label>
                <input
                  type="checkbox"
                  checked={item.done}
                  disabled={incident.status !== 'OPEN' || (!item.done && missing.length > 0)}
                  onChange={() => take(checkIncident(incident.incidentId, item.code, !item.done))}
                />
                {nameOf(item.code)}
              </label>
              {item.by && item.at && (
                <span className="sub number">
                  {t(item.done ? 'incident.checkDone' : 'incident.checkUndone', {
                    who: item.by,
                    when: clockText(Date.parse(item.at)),
                  })}
                </span>
              )}
              {!item.done && missing.length > 0 && (
                <span className="sub">{t('incident.checkFirst', { items: missing.map(nameOf).join(', ') })}</span>
              )}
            </li>
          );
        })}
      </ol>
      <p className="sub">{checklist.source}</p>
    </>
  );
}
