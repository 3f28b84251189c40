import type { MessageId } from '../i18n/messages/nb.ts';

/** An area of the pages, and what one must be allowed to do to find anything there. */
export interface Area {
  readonly to:
    | '/'
    | '/oppgaver'
    | '/boliger'
    | '/sokere'
    | '/runder'
    | '/moter'
    | '/rullering'
    | '/kapasitetsgap'
    | '/regelsett'
    | '/logg';
  readonly name: MessageId;
  readonly permission: string;
}

/** The areas in the order of the menu. */
export const AREAS: readonly Area[] = [
  { to: '/', name: 'area.overview', permission: 'ladder.read' },
  { to: '/oppgaver', name: 'area.tasks', permission: 'follow-ups.write' },
  { to: '/boliger', name: 'area.dwellings', permission: 'dwellings.read' },
  { to: '/sokere', name: 'area.queue', permission: 'queue.read' },
  { to: '/runder', name: 'area.rounds', permission: 'rounds.read' },
  { to: '/moter', name: 'area.meetings', permission: 'meetings.read' },
  { to: '/rullering', name: 'area.rotation', permission: 'rotation.read' },
  { to: '/kapasitetsgap', name: 'area.gap', permission: 'queue.read' },
  { to: '/regelsett', name: 'area.policy', permission: 'policy-sets.read' },
  { to: '/logg', name: 'area.log', permission: 'traces.read' },
];
