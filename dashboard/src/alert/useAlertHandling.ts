import { useCallback, useState } from 'react';
import { acknowledgeAlert, dismissAlert, escalateAlert, fetchAlert } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { Alert } from '../api/types';
import { useDesk } from '../system/ControlRoomProvider';

export interface AlertHandling {
  busy: boolean;
  problem: Problem | null;
  /** The alert whose dismissal waits for a reason. */
  dismissing: Alert | null;
  acknowledge(alert: Alert): void;
  escalate(alert: Alert): void;
  askToDismiss(alert: Alert): void;
  cancelDismissal(): void;
  dismiss(alert: Alert, reason: string): void;
}

/** @param onEscalated the incident that an escalation opened */
export function useAlertHandling(onEscalated: (incidentId: string) => void): AlertHandling {
  const { tell } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [dismissing, setDismissing] = useState<Alert | null>(null);

  const decide = useCallback(
    (alertId: string, decision: Promise<Alert>, done: (alert: Alert) => void) => {
      setBusy(true);
      setProblem(null);
      decision
        .then(
          (alert) => {
            tell({ type: 'alertChanged', alert });
            done(alert);
          },
          async (thrown: unknown) => {
            setProblem(asProblem(thrown));
            // Somebody else was faster: show what they decided.
            const alert = await fetchAlert(alertId, null).catch(() => null);
            if (alert) tell({ type: 'alertChanged', alert });
          },
        )
        .finally(() => setBusy(false));
    },
    [tell],
  );

  const acknowledge = useCallback(
    (alert: Alert) => {
      decide(alert.alertId, acknowledgeAlert(alert.alertId), () => {});
    },
    [decide],
  );
  const escalate = useCallback(
    (alert: Alert) => {
      decide(alert.alertId, escalateAlert(alert.alertId), (done) => {
        if (done.incidentId) onEscalated(done.incidentId);
      });
    },
    [decide, onEscalated],
  );
  const dismiss = useCallback(
    (alert: Alert, reason: string) => {
      setDismissing(null);
      decide(alert.alertId, dismissAlert(alert.alertId, reason), () => {});
    },
    [decide],
  );
  const askToDismiss = useCallback((alert: Alert) => {
    setProblem(null);
    setDismissing(alert);
  }, []);
  const cancelDismissal = useCallback(() => setDismissing(null), []);

  return { busy, problem, dismissing, acknowledge, escalate, askToDismiss, cancelDismissal, dismiss };
}
