import { useState, type FormEvent } from 'react';
import type { PtzReason } from '../api/registry';
import { useSpeech } from '../language/LanguageProvider';
import { Dialog } from '../system/Dialog';

const PURPOSES = ['CRIME_RESPONSE', 'FIRE_RESCUE', 'MISSING_PERSON', 'TRAFFIC_SAFETY', 'FACILITY_CHECK'] as const;

/** The law allows no turning of a camera without a purpose; it goes into the ledger. */
export function PtzReasonDialog({
  before,
  onTold,
  onClose,
}: {
  before: PtzReason | null;
  onTold(why: PtzReason): void;
  onClose(): void;
}) {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useState(before?.purpose ?? '');
  const [caseNo, setCaseNo] = useState(before?.caseNo ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (purpose.trim()) onTold({ purpose: purpose.trim(), caseNo: caseNo.trim() });
  };
  return (
    <Dialog title={t('ptz.whyTitle')} onClose={onClose} testId="ptz-reason">
      <form onSubmit={submit}>
        <p>{t('ptz.whyHint')}</p>
        <div className="form-actions" role="group" aria-label={t('playback.purpose')}>
          {PURPOSES.map((one, at) => (
            <button
              key={one}
              type="button"
              aria-pressed={purpose === t(`viewPurpose.${one}`)}
              data-first-focus={at === 0 || undefined}
              data-testid={`ptz-purpose-${one}`}
              onClick={() => setPurpose(t(`viewPurpose.${one}`))}
            >
              {t(`viewPurpose.${one}`)}
            </button>
          ))}
        </div>
        <label>
          {t('playback.purpose')}
          <input
            required
            minLength={3}
            maxLength={200}
            value={purpose}
            data-testid="ptz-reason-text"
            onChange={(event) => setPurpose(event.target.value)}
          />
        </label>
        <label>
          {t('ptz.caseNo')}
          <input
            maxLength={64}
            value={caseNo}
            placeholder={t('playback.caseNoHint')}
            data-testid="ptz-case"
            onChange={(event) => setCaseNo(event.target.value)}
          />
        </label>
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="primary" disabled={!purpose.trim()} data-testid="ptz-reason-submit">
            {t('ptz.begin')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
