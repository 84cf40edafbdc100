import { Component, type ReactNode } from 'react';
import { useSpeech } from '../language/LanguageProvider';

/** Keeps a mistake of ours in one place: what stands around it, the alert queue above all, goes on. */
export class Guard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken onAgain={() => this.setState({ broken: false })} /> : this.props.children;
  }
}

function Broken({ onAgain }: { onAgain(): void }) {
  const { t } = useSpeech();
  return (
    <div className="problem" role="alert" data-testid="broken">
      <p>{t('app.broken')}</p>
      <button type="button" onClick={onAgain}>
        {t('action.retry')}
      </button>
    </div>
  );
}
