import type {
  DeadlineClass,
  LeaseState,
  ListedFinding,
  PlainDateString,
  RotationFlagKind,
  RotationUrgency,
} from '@boligtrapp/domain';

/** What each kind of finding is called in a report. */
export const KIND_WORDS = {
  holdover: 'Siste trygge dag: utløpt uten flytteoppfordring som teller',
  'last-safe-day-nears': 'Siste trygge dag nærmer seg',
  'early-request-only': 'Siste trygge dag: flytteoppfordring sendt for tidlig',
  'became-indefinite': 'Gått over til tidsubestemt',
  'short-term-without-basis': 'Kortere enn tre år uten gyldig grunnlag',
  'repeated-short-term': 'Gjentatt kort leietid',
  'silent-consent-soon': 'Siste dag for svar på søknad om å ta opp person',
  'review-due': 'Kontrakten løper ut og skal vurderes',
  'notice-before-end': 'Varsel før kontrakten løper ut',
  'termination-info-missing': 'Ikke skriftlig opplyst om oppsigelse i leietiden',
  'exceptions-info-missing': 'Ikke skriftlig opplyst om unntak etter § 11-1',
  'deposit-over-limit': 'Depositum og garanti over seks måneders leie',
  'deposit-not-separate': 'Depositum ikke på egen konto',
  'rent-index-possible': 'Leien kan indeksreguleres',
  'gjengs-leie-possible': 'Gjengs leie kan kreves',
  'follow-up-overdue': 'Oppfølging ikke gjort i tide',
  'place-status-overdue': 'Sted eller par ikke vurdert på nytt i tide',
} as const satisfies Readonly<Record<RotationFlagKind, string>>;

/** Red is a clock of the law, yellow is work that is due. */
export const URGENCY_WORDS = { red: 'Rød', yellow: 'Gul' } as const satisfies Readonly<
  Record<RotationUrgency, string>
>;

/** Headings of the table by deadline. */
export const CLASS_WORDS = {
  passed: 'Passert',
  'within-7': '0–7 dager',
  'within-14': '8–14',
  'within-30': '15–30',
  'within-60': '31–60',
  'within-90': '61–90',
  later: 'Senere',
} as const satisfies Readonly<Record<DeadlineClass, string>>;

/** Legal states of a lease. */
export const STATE_WORDS = {
  upcoming: 'Ikke begynt',
  active: 'Løper',
  'review-window': 'Løper, i vurderingsvinduet',
  holdover: 'Utløpt, leier bor fortsatt',
  'move-requested': 'Flytteoppfordring sendt',
  indefinite: 'Tidsubestemt',
  vacated: 'Fraflyttet',
} as const satisfies Readonly<Record<LeaseState, string>>;

/** A civil date as it is written in a table: `28.11.2026`. */
export function shortDate(date: PlainDateString): string {
  return date.split('-').toReversed().join('.');
}

/** An instant in Norwegian time: `28.11.2026 kl. 03:00:07`. */
export function shortInstant(instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Oslo');
  const time = local.toPlainTime().toString({ smallestUnit: 'second' });
  const [year, month, day] = local.toPlainDate().toString().split('-');
  return `${day}.${month}.${year} kl. ${time}`;
}

/** The kind of a finding, with the days or months of its step. */
export function findingWords({ kind, step }: Pick<ListedFinding, 'kind' | 'step'>): string {
  if (step === null) return KIND_WORDS[kind];
  const [one, many] = kind === 'last-safe-day-nears' ? ['dag', 'dager'] : ['måned', 'måneder'];
  const unit = step === 1 ? one : many;
  return `${KIND_WORDS[kind]} (${step} ${unit})`;
}
