import { dwellings } from './nn/dwellings.ts';
import { forms } from './nn/forms.ts';
import { help } from './nn/help.ts';
import { ladder } from './nn/ladder.ts';
import { places } from './nn/places.ts';
import { queue } from './nn/queue.ts';
import { settings } from './nn/settings.ts';
import { shell } from './nn/shell.ts';
import { staff } from './nn/staff.ts';
import { tasks } from './nn/tasks.ts';

/** Texts in nynorsk that come with the first page: its own, and those of the frame around every page. */
export const first = {
  ...dwellings,
  ...forms,
  ...help,
  ...ladder,
  ...places,
  ...queue,
  ...settings,
  ...shell,
  ...staff,
  ...tasks,
} as const;
