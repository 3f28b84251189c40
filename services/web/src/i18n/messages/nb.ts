import { cases } from './nb/cases.ts';
import { decisions } from './nb/decisions.ts';
import { dwellings } from './nb/dwellings.ts';
import { forms } from './nb/forms.ts';
import { help } from './nb/help.ts';
import { ladder } from './nb/ladder.ts';
import { meetings } from './nb/meetings.ts';
import { queue } from './nb/queue.ts';
import { rotation } from './nb/rotation.ts';
import { rounds } from './nb/rounds.ts';
import { shell } from './nb/shell.ts';
import { whatIf } from './nb/what-if.ts';

/** Texts in bokmål, one file a subject; the other languages have the same ids. ICU message format. */
export const nb = {
  ...cases,
  ...decisions,
  ...dwellings,
  ...forms,
  ...help,
  ...ladder,
  ...meetings,
  ...queue,
  ...rotation,
  ...rounds,
  ...shell,
  ...whatIf,
} as const;

/** Id of a text. */
export type MessageId = keyof typeof nb;

/** A catalogue: every id, no more and no fewer. */
export type Messages = Readonly<Record<MessageId, string>>;
