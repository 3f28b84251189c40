import type { Messages } from './nb.ts';
import { assessments } from './nn/assessments.ts';
import { assignments } from './nn/assignments.ts';
import { cases } from './nn/cases.ts';
import { decisions } from './nn/decisions.ts';
import { dwelling } from './nn/dwelling.ts';
import { dwellings } from './nn/dwellings.ts';
import { forms } from './nn/forms.ts';
import { gap } from './nn/gap.ts';
import { help } from './nn/help.ts';
import { imports } from './nn/imports.ts';
import { ladder } from './nn/ladder.ts';
import { leases } from './nn/leases.ts';
import { log } from './nn/log.ts';
import { meetings } from './nn/meetings.ts';
import { offers } from './nn/offers.ts';
import { places } from './nn/places.ts';
import { policy } from './nn/policy.ts';
import { queue } from './nn/queue.ts';
import { reviews } from './nn/reviews.ts';
import { rotation } from './nn/rotation.ts';
import { roundCases } from './nn/round-cases.ts';
import { rounds } from './nn/rounds.ts';
import { settings } from './nn/settings.ts';
import { shell } from './nn/shell.ts';
import { staff } from './nn/staff.ts';
import { tasks } from './nn/tasks.ts';
import { whatIf } from './nn/what-if.ts';

/** Texts in nynorsk. */
export const nn: Messages = {
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
};
