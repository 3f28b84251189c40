import { assessments } from './en/assessments.ts';
import { assignments } from './en/assignments.ts';
import { cases } from './en/cases.ts';
import { decisions } from './en/decisions.ts';
import { dwelling } from './en/dwelling.ts';
import { dwellings } from './en/dwellings.ts';
import { forms } from './en/forms.ts';
import { gap } from './en/gap.ts';
import { help } from './en/help.ts';
import { imports } from './en/imports.ts';
import { ladder } from './en/ladder.ts';
import { leases } from './en/leases.ts';
import { log } from './en/log.ts';
import { meetings } from './en/meetings.ts';
import { offers } from './en/offers.ts';
import { places } from './en/places.ts';
import { policy } from './en/policy.ts';
import { queue } from './en/queue.ts';
import { reviews } from './en/reviews.ts';
import { rotation } from './en/rotation.ts';
import { roundCases } from './en/round-cases.ts';
import { rounds } from './en/rounds.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { staff } from './en/staff.ts';
import { tasks } from './en/tasks.ts';
import { whatIf } from './en/what-if.ts';
import type { Messages } from './nb.ts';

/** Texts in English. */
export const en: Messages = {
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
