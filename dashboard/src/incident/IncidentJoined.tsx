import { useCallback, useEffect, useState } from 'react';
import { fetchJoined, takeOutJoined } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { Incident, JoinedSignal } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { clockText } from '../language/time';
import { mayHandleAlerts } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import type { Panel } from '../system/route';
import { useLoaded } from '../system/useLoaded';
import { Words } from './Words';

/** What several sides told of this place and moment, why it was joined, and what a person took out again. */
export function IncidentJoined({ incident, open }: { incident: Incident; open(panel: Panel): void }) {
  const { t } = useSpeech();
  const { me } = useDesk();
  const [taking, setTaking] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = useCallback((signal: AbortSignal) => fetchJoined(incident.incidentId, signal), [incident.incidentId]);
  const loaded = useLoaded(load);
  const { reload } = loaded;
  useEffect(reload, [incident, reload]);
  const whole = loaded.value?.partOf ?? null;
  const items = loaded.value?.items ?? [];
  if (!loaded.problem && !whole && items.length === 0) return null;
  const takeOut = (joinId: string, reason: string) => {
    setTaking(null);
    takeOutJoined(incident.incidentId, joinId, reason).then(
      () => {
        setProblem(null);
        reload();
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  return (
    <>
      <h3>{t('joined.title')}</h3>
      {problem && <ProblemNote problem={problem} />}
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={reload} />}
      {whole && (
        <p>
          <button
            type="button"
            className="quiet"
            data-testid="joined-whole"
            onClick={() => open({ kind: 'incident', id: whole.incidentId })}
          >
            {t('joined.partOf')}
          </button>{' '}
          <Reason joined={whole} />
        </p>
      )}
      <ul className="agency-list" data-testid="incident-joined">
        {items.map((joined) => (
          <li key={joined.joinId} data-state={joined.state}>
            <button
              type="button"
              className="quiet"
              onClick={() => open({ kind: joined.kind === 'ALERT' ? 'alert' : 'incident', id: joined.signalId })}
            >
              {t(`joined.kind.${joined.kind}`)} · {clockText(Date.parse(joined.at))}
            </button>{' '}
            {joined.state === 'JOINED' ? (
              <>
                <Reason joined={joined} />
                {mayHandleAlerts(me) && (
                  <button
                    type="button"
                    className="quiet"
                    data-testid="joined-take-out"
                    onClick={() => setTaking(joined.joinId)}
                  >
                    {t('joined.takeOut')}
                  </button>
                )}
              </>
            ) : (
              <span className="sub">
                {t('joined.takenOut', { who: joined.takenOutBy ?? '', reason: joined.reason ?? '' })}
              </span>
            )}
            {taking === joined.joinId && (
              <Words
                label={t('joined.why')}
                submitText={t('joined.takeOut')}
                onSubmit={(reason) => takeOut(joined.joinId, reason)}
                onCancel={() => setTaking(null)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Reason({ joined }: { joined: JoinedSignal }) {
  const { t } = useSpeech();
  return (
    <span className="sub number" title={joined.rule}>
      {joined.distanceM === null
        ? t('joined.reasonWithoutPlace', { seconds: joined.seconds })
        : t('joined.reason', { distance: joined.distanceM, seconds: joined.seconds })}
    </span>
  );
}
