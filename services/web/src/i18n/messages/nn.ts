import type { Messages } from './nb.ts';
import { decisions } from './nn/decisions.ts';
import { dwellings } from './nn/dwellings.ts';
import { forms } from './nn/forms.ts';
import { gap } from './nn/gap.ts';
import { help } from './nn/help.ts';
import { ladder } from './nn/ladder.ts';
import { leases } from './nn/leases.ts';
import { log } from './nn/log.ts';
import { meetings } from './nn/meetings.ts';
import { policy } from './nn/policy.ts';
import { queue } from './nn/queue.ts';
import { reviews } from './nn/reviews.ts';
import { rotation } from './nn/rotation.ts';
import { roundCases } from './nn/round-cases.ts';
import { rounds } from './nn/rounds.ts';
import { shell } from './nn/shell.ts';
import { tasks } from './nn/tasks.ts';
import { whatIf } from './nn/what-if.ts';

/** Texts in nynorsk. */
export const nn: Messages = {
  ...roundCases,
  ...decisions,
  ...dwellings,
  ...forms,
  ...gap,
  ...help,
  ...ladder,
  ...leases,
  ...log,
  ...meetings,
  ...policy,
  ...queue,
  ...reviews,
  ...rotation,
  ...rounds,
  ...shell,
  ...tasks,
  ...whatIf,
};
