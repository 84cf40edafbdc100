import { useCallback, useState, type FormEvent } from 'react';
import { serverNowMs } from '../api/clock';
import { asProblem, type Problem } from '../api/problem';
import { endPlan, enterPlan, fetchPlans } from '../api/registry';
import type { MaintenancePlan } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { planState, spanOf } from './plans';
import { SpanFields } from './SpanFields';

const MOST_SHOWN = 10;

/** Planned work on a camera; entered beforehand, ended by whoever runs the camera. */
export function Maintenance({ cameraId, runs }: { cameraId: string; runs: boolean }) {
  const { t } = useSpeech();
  const load = useCallback((signal: AbortSignal) => fetchPlans(cameraId, signal), [cameraId]);
  const loaded = useLoaded(load);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = (work: Promise<unknown>) => {
    setProblem(null);
    return work.then(
      () => {
        loaded.reload();
        return true;
      },
      (thrown: unknown) => {
        setProblem(asProblem(thrown));
        return false;
      },
    );
  };
  const plans = loaded.value?.items ?? [];
  return (
    <section className="card" data-testid="maintenance">
      <h3>{t('maintenance.title')}</h3>
      <p className="sub">{t('maintenance.lead')}</p>
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={loaded.reload} />}
      {loaded.value && plans.length === 0 && <p>{t('maintenance.none')}</p>}
      <ul className="plain-list">
        {plans.slice(0, MOST_SHOWN).map((plan) => (
          <Plan key={plan.maintenanceId} plan={plan} runs={runs} onEnd={() => void run(endPlan(cameraId, plan.maintenanceId))} />
        ))}
      </ul>
      {runs && <PlanForm onEnter={(plan) => run(enterPlan(cameraId, plan))} />}
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}

const CHIP = { coming: '', now: 'warn', over: '' } as const;

function Plan({ plan, runs, onEnd }: { plan: MaintenancePlan; runs: boolean; onEnd(): void }) {
  const { t } = useSpeech();
  const state = planState(plan, serverNowMs());
  return (
    <li data-testid="maintenance-plan" data-state={state}>
      <span>
        <span className={`chip ${CHIP[state]}`}>{t(`maintenance.${state}`)}</span> {plan.reason}
        <span className="sub number plan-span">
          {dateTimeText(Date.parse(plan.from)).slice(0, -3)} – {dateTimeText(Date.parse(plan.to)).slice(0, -3)} · {plan.who}
        </span>
      </span>
      {runs && state !== 'over' && (
        <button type="button" onClick={onEnd} data-testid="maintenance-end">
          {t(state === 'now' ? 'maintenance.endNow' : 'maintenance.cancel')}
        </button>
      )}
    </li>
  );
}

function PlanForm({ onEnter }: { onEnter(plan: { from: string; to: string; reason: string }): Promise<boolean> }) {
  const { t } = useSpeech();
  const [round, setRound] = useState(0);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    setBusy(true);
    void onEnter({ ...spanOf(form), reason: String(form.get('reason')).trim() }).then((entered) => {
      setBusy(false);
      if (!entered) return;
      element.reset();
      setRound((before) => before + 1);
    });
  };
  return (
    <form className="form-grid" onSubmit={submit} data-testid="maintenance-form">
      <SpanFields key={round} />
      <label className="wide">
        {t('maintenance.reason')}
        <input name="reason" required maxLength={500} data-testid="maintenance-reason" />
      </label>
      <div className="form-actions wide">
        <button type="submit" className="primary" disabled={busy} data-testid="maintenance-enter">
          {t('maintenance.enter')}
        </button>
      </div>
    </form>
  );
}
