import { useState, type FormEvent } from 'react';
import { CLOSE_REASONS, type CloseReason } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { Dialog } from '../system/Dialog';

/** The six reasons of the 112 rules (art. 18), and room for words beside them. */
export function CloseIncidentDialog({
  withRemark = true,
  onSubmit,
  onClose,
}: {
  withRemark?: boolean;
  onSubmit(reason: CloseReason, remark: string | null): void;
  onClose(): void;
}) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<CloseReason>('SOLVED');
  const [remark, setRemark] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(chosen, remark.trim() || null);
  };
  return (
    <Dialog title={t('incident.close')} onClose={onClose} testId="incident-close-dialog">
      <form onSubmit={submit}>
        <fieldset className="reason-list">
          <legend className="hidden-text">{t('reason.legend')}</legend>
          {CLOSE_REASONS.map((reason, at) => (
            <label key={reason}>
              <input
                type="radio"
                name="close-reason"
                value={reason}
                checked={chosen === reason}
                data-first-focus={at === 0 || undefined}
                onChange={() => setChosen(reason)}
              />
              {t(`closeReason.${reason}`)}
            </label>
          ))}
        </fieldset>
        {withRemark && (
          <textarea
            rows={2}
            maxLength={500}
            value={remark}
            aria-label={t('incident.remark')}
            placeholder={t('incident.remark')}
            onChange={(event) => setRemark(event.target.value)}
          />
        )}
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="primary" data-testid="incident-close-dialog-submit">
            {t('incident.close')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
