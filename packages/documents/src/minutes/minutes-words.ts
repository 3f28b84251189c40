import type { MeetingCapacity, RecusalGround, RulingOutcome, RulingReason } from '@boligtrapp/domain';

/** What the committee says of a case, in bokmål. */
export const OUTCOME_WORDS: Readonly<Record<RulingOutcome, string>> = {
  accepted: 'Som foreslått',
  overridden: 'Overstyrt',
  postponed: 'Utsatt',
  refused: 'Avslått',
};

/** Why a proposal was not followed, in bokmål. */
export const REASON_WORDS: Readonly<Record<RulingReason, string>> = {
  'facts-incomplete': 'Opplysninger mangler',
  'need-changed': 'Behovet er endret',
  'safety-of-household': 'Husstandens trygghet',
  'safety-of-neighbours': 'Naboenes trygghet',
  'wish-of-household': 'Husstandens eget ønske',
  'condition-of-dwelling': 'Boligens tilstand',
  'follow-up-not-in-place': 'Oppfølgingen er ikke på plass',
  other: 'Annet',
};

/** As what somebody sits in a meeting, in bokmål. */
export const CAPACITY_WORDS: Readonly<Record<MeetingCapacity, string>> = {
  chair: 'Leder',
  member: 'Medlem',
  deputy: 'Vara',
  secretary: 'Sekretær, uten stemme',
  guest: 'Gjest, uten stemme',
};

/** Why somebody is recused (forvaltningsloven § 6), in bokmål. */
export const GROUND_WORDS: Readonly<Record<RecusalGround, string>> = {
  party: 'Er selv part',
  family: 'Er i slekt eller svogerskap',
  guardian: 'Er verge eller fullmektig',
  organisation: 'Leder noe som er part i saken',
  'special-circumstances': 'Andre særegne forhold',
  'superior-recused': 'Overordnet er inhabil',
};
