import { dwellings } from './en/dwellings.ts';
import { forms } from './en/forms.ts';
import { gap } from './en/gap.ts';
import { ladder } from './en/ladder.ts';
import { leases } from './en/leases.ts';
import { log } from './en/log.ts';
import { policy } from './en/policy.ts';
import { queue } from './en/queue.ts';
import { reviews } from './en/reviews.ts';
import { rotation } from './en/rotation.ts';
import { shell } from './en/shell.ts';
import { tasks } from './en/tasks.ts';
import type { Messages } from './nb.ts';

/** Texts in English. */
export const en: Messages = {
  ...dwellings,
  ...forms,
  ...gap,
  ...ladder,
  ...leases,
  ...log,
  ...policy,
  ...queue,
  ...reviews,
  ...rotation,
  ...shell,
  ...tasks,
};
