import type { Problem } from '../api/problem';
import { useSpeech } from '../language/LanguageProvider';

/** A refusal in words that say what to do; the server's own detail below, small. */
export function ProblemNote({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const { t, code } = useSpeech();
  return (
    <div className="problem" role="alert" data-testid="problem" data-problem={problem.slug}>
      <p>{code('problem', problem.slug)}</p>
      {problem.detail && <p className="problem-detail">{problem.detail}</p>}
      {retry && (
        <button type="button" className="quiet" onClick={retry}>
          {t('action.retry')}
        </button>
      )}
    </div>
  );
}
