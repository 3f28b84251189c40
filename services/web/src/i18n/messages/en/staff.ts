import type { staff as wanted } from '../nb/staff.ts';

/** Texts in English. */
export const staff: Readonly<Record<keyof typeof wanted, string>> = {
  'staff.else': 'Somebody who is not in the list',
  'staff.typed': 'Name',
};
