import { useState } from 'react';
import { asProblem, listed, type Problem } from '../api/problem';
import { moveState } from '../api/registry';
import type { Camera, CameraState } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { Dialog } from '../system/Dialog';
import { ProblemNote } from '../system/ProblemNote';
import { ReasonDialog } from '../system/ReasonDialog';

const NEXT: Record<CameraState, readonly Exclude<CameraState, 'PLANNED'>[]> = {
  PLANNED: ['ACTIVE', 'RETIRED'],
  ACTIVE: ['SUSPENDED', 'RETIRED'],
  SUSPENDED: ['ACTIVE', 'RETIRED'],
  RETIRED: [],
};

/** Planned → active ⇄ suspended → retired, each with a reason. */
export function StateChange({
  camera,
  onChanged,
  onMissing,
}: {
  camera: Camera;
  onChanged(camera: Camera): void;
  /** Activation was refused: the items that are missing. */
  onMissing(items: string[]): void;
}) {
  const { t, code } = useSpeech();
  const [to, setTo] = useState<Exclude<CameraState, 'PLANNED'> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const move = (target: Exclude<CameraState, 'PLANNED'>, reason: string) => {
    setTo(null);
    moveState(camera.cameraId, target, reason).then(onChanged, (thrown: unknown) => {
      const refused = asProblem(thrown);
      setProblem(refused);
      if (refused.slug === 'activation-refused') onMissing(listed(refused, 'missing'));
    });
  };
  return (
    <>
      {NEXT[camera.state].map((one) => (
        <button
          key={one}
          type="button"
          className={one === 'ACTIVE' ? 'primary' : ''}
          onClick={() => setTo(one)}
          data-testid={`state-${one}`}
        >
          {t(`stateChange.${one}`)}
        </button>
      ))}
      {to && (
        <ReasonDialog
          title={t('stateChange.why', { state: code('cameraState', to) })}
          submitText={t(`stateChange.${to}`)}
          testId="state-dialog"
          reasons={reasonsOf(to).map((reason) => t(reason))}
          onSubmit={(reason) => move(to, reason)}
          onClose={() => setTo(null)}
        />
      )}
      {problem && (
        <Dialog title={t('stateChange.refused')} onClose={() => setProblem(null)} testId="state-refused">
          <ProblemNote problem={problem} />
          {listed(problem, 'missing').length > 0 && (
            <ul className="missing-list">
              {listed(problem, 'missing').map((item) => (
                <li key={item}>✕ {code('missing', item)}</li>
              ))}
            </ul>
          )}
          <div className="dialog-actions">
            <button type="button" data-first-focus onClick={() => setProblem(null)}>
              {t('action.close')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function reasonsOf(to: 'ACTIVE' | 'SUSPENDED' | 'RETIRED') {
  switch (to) {
    case 'ACTIVE':
      return ['stateReason.accepted', 'stateReason.repaired'] as const;
    case 'SUSPENDED':
      return ['stateReason.repair', 'stateReason.works', 'stateReason.complaint'] as const;
    case 'RETIRED':
      return ['stateReason.replaced', 'stateReason.removed'] as const;
  }
}
