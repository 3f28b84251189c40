import type { Messages } from './nb.ts';
import { assessments } from './nn/assessments.ts';
import { assignments } from './nn/assignments.ts';
import { cases } from './nn/cases.ts';
import { dwelling } from './nn/dwelling.ts';
import { dwellings } from './nn/dwellings.ts';
import { forms } from './nn/forms.ts';
import { ladder } from './nn/ladder.ts';
import { offers } from './nn/offers.ts';
import { places } from './nn/places.ts';
import { queue } from './nn/queue.ts';
import { rotation } from './nn/rotation.ts';
import { shell } from './nn/shell.ts';

/** Texts in nynorsk. */
export const nn: Messages = {
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
};
