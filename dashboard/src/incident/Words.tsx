import { useState, type FormEvent } from 'react';
import { useSpeech } from '../language/LanguageProvider';

/** One line of words that goes with a step. */
export function Words({
  label,
  submitText,
  keep = false,
  onSubmit,
  onCancel,
}: {
  label: string;
  submitText: string;
  keep?: boolean;
  onSubmit(words: string): void;
  onCancel?(): void;
}) {
  const { t } = useSpeech();
  const [words, setWords] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!words.trim()) return;
    onSubmit(words.trim());
    setWords('');
  };
  return (
    <form className="words-row" onSubmit={submit}>
      <input
        value={words}
        maxLength={500}
        autoFocus={!keep}
        aria-label={label}
        placeholder={label}
        onChange={(event) => setWords(event.target.value)}
      />
      <button type="submit" disabled={!words.trim()}>
        {submitText}
      </button>
      {onCancel && (
        <button type="button" className="quiet" onClick={onCancel}>
          {t('action.cancel')}
        </button>
      )}
    </form>
  );
}
