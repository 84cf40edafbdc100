import { useSpeech } from './LanguageProvider';

export function LanguageSwitch() {
  const { language, setLanguage, t } = useSpeech();
  const other = language === 'ko' ? 'en' : 'ko';
  return (
    <button
      type="button"
      className="quiet"
      lang={other}
      onClick={() => setLanguage(other)}
      data-testid="language-switch"
      title={t('language.switch')}
    >
      {other === 'en' ? 'English' : '한국어'}
    </button>
  );
}
