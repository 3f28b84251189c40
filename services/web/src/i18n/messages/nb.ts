import { assessments } from './nb/assessments.ts';
import { assignments } from './nb/assignments.ts';
import { cases } from './nb/cases.ts';
import { decisions } from './nb/decisions.ts';
import { dwelling } from './nb/dwelling.ts';
import { dwellings } from './nb/dwellings.ts';
import { forms } from './nb/forms.ts';
import { gap } from './nb/gap.ts';
import { help } from './nb/help.ts';
import { imports } from './nb/imports.ts';
import { ladder } from './nb/ladder.ts';
import { leases } from './nb/leases.ts';
import { log } from './nb/log.ts';
import { meetings } from './nb/meetings.ts';
import { offers } from './nb/offers.ts';
import { places } from './nb/places.ts';
import { policy } from './nb/policy.ts';
import { queue } from './nb/queue.ts';
import { reviews } from './nb/reviews.ts';
import { rotation } from './nb/rotation.ts';
import { roundCases } from './nb/round-cases.ts';
import { rounds } from './nb/rounds.ts';
import { settings } from './nb/settings.ts';
import { shell } from './nb/shell.ts';
import { staff } from './nb/staff.ts';
import { tasks } from './nb/tasks.ts';
import { whatIf } from './nb/what-if.ts';

/** Texts in bokmål, one file a subject; the other languages have the same ids. ICU message format. */
export const nb = {
  ...roundCases,
  ...decisions,
  ...assessments,
  ...assignments,
  ...cases,
  ...dwelling,
  ...dwellings,
  ...forms,
  ...gap,
  ...help,
  ...imports,
  ...ladder,
  ...leases,
  ...log,
  ...meetings,
  ...policy,
  ...offers,
  ...places,
  ...queue,
  ...reviews,
  ...rotation,
  ...rounds,
  ...settings,
  ...shell,
  ...staff,
  ...tasks,
  ...whatIf,
} as const;

/** Id of a text. */
export type MessageId = keyof typeof nb;

/** A catalogue: every id, no more and no fewer. */
export type Messages = Readonly<Record<MessageId, string>>;
