import type { PostureFinding } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';

const GRAVE = ['CRITICAL', 'HIGH'];

/** What is weak and what to do about it. */
export function Finding({ finding }: { finding: PostureFinding }) {
  const { code } = useSpeech();
  return (
    <li className="finding" data-code={finding.code}>
      <span className={`chip ${GRAVE.includes(finding.severity) ? 'bad' : 'warn'}`}>
        {code('severity', finding.severity)}
      </span>
      <span>
        {code('finding', finding.code)}
        {finding.detail && <span className="sub"> {finding.detail}</span>}
        <span className="sub"> → {code('findingRemedy', finding.code)}</span>
      </span>
    </li>
  );
}
