import type { Schemas } from '@boligtrapp/client';
import { useText } from '../../i18n/text.tsx';
import { useDwellingName } from './dwelling-name.tsx';

/** What the committee says of a case, in words. */
export function useRulingText({ ruling, decision }: Schemas['RoundCase']): string {
  const text = useText();
  const dwelling = useDwellingName(ruling?.dwellingId ?? null);
  if (ruling === null) return text(decision === null ? 'roundCases.untreated' : 'roundCases.follows');
  if (ruling.outcome === 'accepted') return text('roundCases.follows');
  if (ruling.outcome !== 'overridden') return text(`roundCases.ruling.${ruling.outcome}`);
  return ruling.dwellingId === null
    ? text('roundCases.ruling.overriddenNone')
    : text('roundCases.ruling.overridden', { dwelling });
}
