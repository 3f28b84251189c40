import type { queue as wanted } from '../nb/queue.ts';

/** Texts in nynorsk. */
export const queue: Readonly<Record<keyof typeof wanted, string>> = {
  'queue.caption': 'Husstandar i kø, i rekkjefølgje',
  'queue.count': 'Viser {shown, number} av {count, number} husstandar',
  'queue.none': 'Ingen står i kø her.',
  'queue.all': 'Vis heile køen',
  'queue.more': 'Vis fleire',
  'queue.position': 'Nr.',
  'queue.household': 'Husstand',
  'queue.urgency': 'Hastegrad',
  'queue.points': 'Poeng',
  'queue.since': 'Venta sidan',
  'queue.sum': '{points, number} poeng, {household}',
  'queue.part.need': 'Behov: {points, number}',
  'queue.part.waiting': 'Ventetid: {points, number}',
  'queue.tied': 'Likt med {count, plural, one {# annan} other {# andre}} – blir avgjort ved loddtrekning',
};
