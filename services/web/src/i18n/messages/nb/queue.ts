/** Texts in bokmål. */
export const queue = {
  'queue.caption': 'Husstander i kø, i rekkefølge',
  'queue.count': 'Viser {shown, number} av {count, number} husstander',
  'queue.none': 'Ingen står i kø her.',
  'queue.all': 'Vis hele køen',
  'queue.more': 'Vis flere',
  'queue.position': 'Nr.',
  'queue.household': 'Husstand',
  'queue.urgency': 'Hastegrad',
  'queue.points': 'Poeng',
  'queue.since': 'Ventet siden',
  'queue.sum': '{points, number} poeng, {household}',
  'queue.part.need': 'Behov: {points, number}',
  'queue.part.waiting': 'Ventetid: {points, number}',
  'queue.tied': 'Likt med {count, plural, one {# annen} other {# andre}} – avgjøres ved loddtrekning',
} as const;
