import { assessments } from './nb/assessments.ts';
import { assignments } from './nb/assignments.ts';
import { cases } from './nb/cases.ts';
import { dwelling } from './nb/dwelling.ts';
import { dwellings } from './nb/dwellings.ts';
import { forms } from './nb/forms.ts';
import { ladder } from './nb/ladder.ts';
import { offers } from './nb/offers.ts';
import { places } from './nb/places.ts';
import { queue } from './nb/queue.ts';
import { rotation } from './nb/rotation.ts';
import { shell } from './nb/shell.ts';

/** Texts in bokmål, one file a subject; the other languages have the same ids. ICU message format. */
export const nb = {
  ...assessments,
  ...assignments,
  ...cases,
  ...dwelling,
  ...dwellings,
  ...forms,
  ...ladder,
  ...offers,
  ...places,
  ...queue,
  ...rotation,
  ...shell,
} as const;

/** Id of a text. */
export type MessageId = keyof typeof nb;

/** A catalogue: every id, no more and no fewer. */
export type Messages = Readonly<Record<MessageId, string>>;
