import { dwellings } from './nb/dwellings.ts';
import { forms } from './nb/forms.ts';
import { help } from './nb/help.ts';
import { ladder } from './nb/ladder.ts';
import { places } from './nb/places.ts';
import { queue } from './nb/queue.ts';
import { settings } from './nb/settings.ts';
import { shell } from './nb/shell.ts';
import { staff } from './nb/staff.ts';
import { tasks } from './nb/tasks.ts';

/** Texts in bokmål that come with the first page: its own, and those of the frame around every page. */
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
