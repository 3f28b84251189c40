import { assessments } from './en/assessments.ts';
import { assignments } from './en/assignments.ts';
import { cases } from './en/cases.ts';
import { dwelling } from './en/dwelling.ts';
import { dwellings } from './en/dwellings.ts';
import { forms } from './en/forms.ts';
import { ladder } from './en/ladder.ts';
import { offers } from './en/offers.ts';
import { places } from './en/places.ts';
import { queue } from './en/queue.ts';
import { rotation } from './en/rotation.ts';
import { shell } from './en/shell.ts';
import type { Messages } from './nb.ts';

/** Texts in English. */
export const en: Messages = {
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
