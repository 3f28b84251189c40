import type { Messages } from './nb.ts';
import { dwellings } from './nn/dwellings.ts';
import { forms } from './nn/forms.ts';
import { gap } from './nn/gap.ts';
import { ladder } from './nn/ladder.ts';
import { leases } from './nn/leases.ts';
import { log } from './nn/log.ts';
import { policy } from './nn/policy.ts';
import { queue } from './nn/queue.ts';
import { reviews } from './nn/reviews.ts';
import { rotation } from './nn/rotation.ts';
import { shell } from './nn/shell.ts';
import { tasks } from './nn/tasks.ts';

/** Texts in nynorsk. */
export const nn: Messages = {
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
