import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { codeText, firstLanguage, textOf, type Language, type Params, type TextKey } from './language';
import { stored, store } from '../system/storage';

interface Speech {
  language: Language;
  setLanguage(language: Language): void;
  t(key: TextKey, params?: Params): string;
  /** Text of a server's code, e.g. {@code code('behaviour', 'LOITERING')}. */
  code(prefix: string, code: string): string;
}

const SpeechContext = createContext<Speech | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState<Language>(() => firstLanguage(stored('language'), navigator.languages));
  const setLanguage = useCallback((chosen: Language) => {
    store('language', chosen);
    choose(chosen);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = textOf(language, 'app.title');
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      setLanguage,
      t: (key, params) => textOf(language, key, params),
      code: (prefix, code) => codeText(language, prefix, code),
    }),
    [language, setLanguage],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('outside of LanguageProvider');
  return speech;
}
