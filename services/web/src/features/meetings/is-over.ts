import type { Schemas } from '@boligtrapp/client';

/** Whether nothing of a meeting changes any more. */
export function isOver({ state }: Pick<Schemas['Meeting'], 'state'>): boolean {
  return state === 'closed' || state === 'cancelled';
}

/** Whether everything on the agenda is decided, so that nothing is left but to close the meeting. */
export function isAllDecided({
  agenda,
  reviewDecisions,
}: Pick<Schemas['MeetingDetails'], 'agenda' | 'reviewDecisions'>): boolean {
  const reviews = agenda.filter(({ leaseId }) => leaseId !== null).length;
  const rounds = agenda.flatMap(({ roundState }) => roundState ?? []);
  return (
    agenda.length > 0 &&
    reviewDecisions.length >= reviews &&
    rounds.every((state) => state === 'closed' || state === 'cancelled')
  );
}
