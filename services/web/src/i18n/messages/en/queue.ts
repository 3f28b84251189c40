import type { queue as wanted } from '../nb/queue.ts';

/** Texts in English. */
export const queue: Readonly<Record<keyof typeof wanted, string>> = {
  'queue.caption': 'Households in the queue, in order',
  'queue.count': 'Showing {shown, number} of {count, number} households',
  'queue.none': 'Nobody waits here.',
  'queue.all': 'Show the whole queue',
  'queue.more': 'Show more',
  'queue.position': 'No.',
  'queue.household': 'Household',
  'queue.urgency': 'Urgency',
  'queue.points': 'Points',
  'queue.since': 'Waiting since',
  'queue.sum': '{points, number} points, {household}',
  'queue.part.need': 'Need: {points, number}',
  'queue.part.waiting': 'Waiting time: {points, number}',
  'queue.tied': 'Equal with {count, plural, one {# other} other {# others}} – decided by lot',
};
