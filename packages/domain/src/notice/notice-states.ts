import type { StateTable } from '../states/state-table.ts';

/**
 * States of a letter about the end of a lease. `prepared`: a rule or a person has said that it is due. `written`: its
 * text is stored and can be sent. `sent` and `discarded` are final: a letter that was wrong is followed by another.
 */
export type NoticeState = 'prepared' | 'written' | 'sent' | 'discarded';

/** What may happen to it. Written again, the text before stays stored and the new one is sent. */
export type NoticeAction = 'write' | 'send' | 'discard';

/** Every transition of a letter. Nothing is sent that is not written; a person says that it was sent. */
export const NOTICE_TRANSITIONS = {
  prepared: { write: 'written', discard: 'discarded' },
  written: { write: 'written', send: 'sent', discard: 'discarded' },
  sent: {},
  discarded: {},
} as const satisfies StateTable<NoticeState, NoticeAction>;
