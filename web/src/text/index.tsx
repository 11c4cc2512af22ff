/** The language of the page: Chinese unless the address or an earlier choice says otherwise. */
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { en } from './en';
import { zh } from './zh';
import type { Dictionary } from './zh';

export type { Dictionary } from './zh';
export type Language = 'zh' | 'en';

const KEY = 'ogi-language';
const DICTIONARIES: Readonly<Record<Language, Dictionary>> = { zh, en };

interface Chosen {
  text: Dictionary;
  language: Language;
  choose: (language: Language) => void;
}

const Context = createContext<Chosen>({ text: zh, language: 'zh', choose: () => undefined });

/** Text and language for all that is in it. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(initial);
  const text = DICTIONARIES[language];
  useEffect(() => {
    document.documentElement.lang = text.lang;
  }, [text]);
  const chosen = useMemo(
    () => ({
      text,
      language,
      choose: (next: Language) => {
        try {
          localStorage.setItem(KEY, next);
        } catch {
          // Without storage the choice lasts as long as the page.
        }
        setLanguage(next);
      },
    }),
    [text, language],
  );
  return <Context.Provider value={chosen}>{children}</Context.Provider>;
}

function initial(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked === 'en' || asked === 'zh') return asked;
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

/** The dictionary of the language in use. */
export function useText(): Dictionary {
  return useContext(Context).text;
}

/** The language in use, and how to change it. */
export function useLanguage(): Chosen {
  return useContext(Context);
}
