import type { Schemas } from '@boligtrapp/client';
import { Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';

const COLOURS = {
  draft: 'neutral',
  submitted: 'warning',
  'in-force': 'success',
  replaced: 'neutral',
  discarded: 'neutral',
} as const;

/** How far a set of rules is, in words. */
export function PolicyState({ state }: { readonly state: Schemas['PolicySet']['state'] }): ReactNode {
  const text = useText();
  return <Tag data-color={COLOURS[state]}>{text(`policyState.${state}`)}</Tag>;
}
