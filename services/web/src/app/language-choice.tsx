import { Button } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { LOCALES } from '../i18n/current-locale.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/text.tsx';

const NAMES = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' } as const;

/** Changes the language at once; nothing that was typed is lost. */
export function LanguageChoice(): ReactNode {
  const { locale, choose } = useLocale();
  const text = useText();
  return (
    <div role="group" aria-label={text('shell.language')} className="bt-languages">
      {LOCALES.map((each) => (
        <Button
          key={each}
          lang={each}
          variant="tertiary"
          data-size="sm"
          aria-pressed={each === locale}
          onClick={() => choose(each)}
        >
          {NAMES[each]}
        </Button>
      ))}
    </div>
  );
}
