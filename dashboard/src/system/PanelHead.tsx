import type { ReactNode } from 'react';
import { useSpeech } from '../language/LanguageProvider';

export function PanelHead({ title, badge, onClose }: { title: string; badge?: ReactNode; onClose(): void }) {
  const { t } = useSpeech();
  return (
    <header className="panel-head">
      <h2>{title}</h2>
      {badge}
      <button
        type="button"
        className="quiet close"
        onClick={onClose}
        aria-label={t('action.close')}
        title={`${t('action.close')} (Esc)`}
      >
        ✕
      </button>
    </header>
  );
}
