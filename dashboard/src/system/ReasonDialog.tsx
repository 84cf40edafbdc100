import { useState, type FormEvent } from 'react';
import { useSpeech } from '../language/LanguageProvider';
import { Dialog } from './Dialog';

const OTHER = '';

/** Asks for a reason: one of the usual ones, or in own words. It goes into the record as it was shown. */
export function ReasonDialog({
  title,
  reasons,
  submitText,
  testId,
  onSubmit,
  onClose,
}: {
  title: string;
  reasons: readonly string[];
  submitText: string;
  testId: string;
  onSubmit(reason: string): void;
  onClose(): void;
}) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState(reasons[0] ?? OTHER);
  const [words, setWords] = useState('');
  const reason = chosen === OTHER ? words.trim() : chosen;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason) onSubmit(reason);
  };
  return (
    <Dialog title={title} onClose={onClose} testId={testId}>
      <form onSubmit={submit}>
        <fieldset className="reason-list">
          <legend className="hidden-text">{t('reason.legend')}</legend>
          {[...reasons, OTHER].map((candidate, at) => (
            <label key={candidate || 'other'}>
              <input
                type="radio"
                name="reason"
                checked={chosen === candidate}
                data-first-focus={at === 0 || undefined}
                onChange={() => setChosen(candidate)}
              />
              {candidate || t('reason.other')}
            </label>
          ))}
        </fieldset>
        {chosen === OTHER && (
          <textarea
            rows={2}
            maxLength={200}
            required
            autoFocus
            value={words}
            aria-label={t('reason.words')}
            placeholder={t('reason.words')}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="primary" disabled={!reason} data-testid={`${testId}-submit`}>
            {submitText}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
