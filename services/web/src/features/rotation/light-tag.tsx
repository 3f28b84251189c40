import { Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import type { Light } from './lease-board.ts';

const COLOURS = { red: 'danger', yellow: 'warning', green: 'success' } as const;

/** How much something presses, by its word, its border and its colour. */
export function LightTag({ light }: { readonly light: Light }): ReactNode {
  const text = useText();
  return (
    <Tag className={`bt-${light}`} data-color={COLOURS[light]}>
      {text(`light.${light}`)}
    </Tag>
  );
}
