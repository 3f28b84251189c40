import type { StateTable } from '../states/state-table.ts';

/**
 * Where the counterpart of a dwelling in Kobo is. `to-create`: it is to be made there; `creating`: the order is out;
 * `uncertain`: the order may or may not have arrived, and is not given twice; `linked`: both are kept in step; `stopped`:
 * given up, until somebody looks.
 */
export type KoboLinkState = 'to-create' | 'creating' | 'uncertain' | 'linked' | 'stopped';
/** What happens to a link. `find`: its counterpart was seen in Kobo. */
export type KoboLinkAction = 'start' | 'put-off' | 'lose-sight' | 'find' | 'stop' | 'order' | 'replay';

/**
 * Every transition of a link with Kobo. A dwelling is kept in step for as long as there is one, so that a link has no end
 * and is not among STATE_TABLES.
 */
export const KOBO_LINK_TRANSITIONS = {
  'to-create': { start: 'creating', find: 'linked', stop: 'stopped' },
  creating: { find: 'linked', 'put-off': 'to-create', 'lose-sight': 'uncertain', stop: 'stopped' },
  uncertain: { find: 'linked', order: 'to-create' },
  linked: { stop: 'stopped' },
  stopped: { find: 'linked', order: 'to-create', replay: 'linked' },
} as const satisfies StateTable<KoboLinkState, KoboLinkAction>;

/**
 * A fact on which we and Kobo differ. `resolved`: somebody has said which value holds; `applied`: it was carried out;
 * `superseded`: one of the values is another one by now, or they are alike.
 */
export type KoboConflictState = 'open' | 'resolved' | 'applied' | 'superseded';
/** What happens to a conflict. */
export type KoboConflictAction = 'resolve' | 'apply' | 'supersede';

/** Every transition of a conflict with Kobo. */
export const KOBO_CONFLICT_TRANSITIONS = {
  open: { resolve: 'resolved', supersede: 'superseded' },
  resolved: { apply: 'applied', supersede: 'superseded' },
  applied: {},
  superseded: {},
} as const satisfies StateTable<KoboConflictState, KoboConflictAction>;

/** Whether somebody has said what a value means. */
export type KoboQuestionState = 'open' | 'answered';
/** What happens to a question; one whose answer was taken back is asked anew. */
export type KoboQuestionAction = 'answer';

/** Every transition of a question about a value of Kobo's or ours. */
export const KOBO_QUESTION_TRANSITIONS = {
  open: { answer: 'answered' },
  answered: {},
} as const satisfies StateTable<KoboQuestionState, KoboQuestionAction>;
