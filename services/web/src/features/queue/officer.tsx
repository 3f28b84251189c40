import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';

type Item = Schemas['QueueItem'];

/** Whether it waits by an application, for which somebody can answer; a mover waits by the assessment alone. */
export function isAssignable(item: Item): item is Item & { readonly applicationId: string } {
  return item.applicationId !== null;
}

/** Who answers for the application; nothing where there is none. */
export function Officer({ item }: { readonly item: Item }): ReactNode {
  const text = useText();
  if (!isAssignable(item)) return '–';
  return item.assignedTo ?? text('queue.unassigned');
}
