import type { Schemas } from '@boligtrapp/client';

/** Whether nothing of a meeting changes any more. */
export function isOver({ state }: Pick<Schemas['Meeting'], 'state'>): boolean {
  return state === 'closed' || state === 'cancelled';
}
