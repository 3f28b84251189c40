/** What a class of fields tells, and whether answers leave it out. */
interface FieldClassMeaning {
  readonly tells: string;
  readonly examples: string;
  /**
   * Whether an answer leaves such fields out for a role that may have the rest of it. Fields of other classes are
   * always there: who lacks their class may not ask at all.
   */
  readonly isLeftOut: boolean;
}

/**
 * The classes of what answers tell. Every field of an answer about a person or a case is of one of them, and every
 * role sees some of them.
 *
 * @law LOV-1967-02-10 § 13
 */
export const FIELD_CLASSES = {
  open: {
    tells: 'figures, rules and codes that are of no person',
    examples: 'counts, hashes, policy set, next page',
    isLeftOut: false,
  },
  property: {
    tells: 'dwellings, buildings and places, and what they carry',
    examples: 'reference and level of a dwelling, load of a place',
    isLeftOut: false,
  },
  staff: {
    tells: 'who of the staff and the committee did what',
    examples: 'assessed by, decided by, who was present',
    isLeftOut: false,
  },
  case: {
    tells: 'that there is a case and how it stands, by reference and without a name',
    examples: 'household reference, state, days, deadlines',
    isLeftOut: false,
  },
  tenancy: {
    tells: 'the terms of a lease, its state in law and its money',
    examples: 'first and last day, rent, deposit, notices',
    isLeftOut: false,
  },
  function: {
    tells: 'what is needed of a dwelling and of follow-up: function, never diagnosis',
    examples: 'track, level, bedrooms, wheelchair, follow-up hours, verdicts, points',
    isLeftOut: false,
  },
  conduct: {
    tells: 'what happened in a tenancy, as codes and counts',
    examples: 'incidents by severity, arrears, what a visit found',
    isLeftOut: false,
  },
  grounds: {
    tells: 'why something was decided, as the decision says it',
    examples: 'reason of a decision, dissent, minutes',
    isLeftOut: false,
  },
  identity: {
    tells: 'who somebody is',
    examples: 'name, day of birth, relation, whether an identity number is held',
    isLeftOut: false,
  },
  trace: {
    tells: 'who changed what and who has read whose case',
    examples: 'before, after and reason of a change, a reading',
    isLeftOut: false,
  },
  address: {
    tells: 'where somebody lives whose address is protected',
    examples: 'lines of a protected address, how the person is reached',
    isLeftOut: false,
  },
  record: {
    tells: 'everything that is held of somebody, as it lies in the tables',
    examples: 'a copy for the person itself, a reading of a case that is kept for the archive',
    isLeftOut: false,
  },
  conflict: {
    tells: 'why two households are kept apart',
    examples: 'reason of a pair, notes of its reviews',
    isLeftOut: false,
  },
  progress: {
    tells: 'whether a tenant could live on a lower level',
    examples: 'assessed level of a tenant, what a step down waits for',
    isLeftOut: true,
  },
  plan: {
    tells: 'what a tenant works on to get on',
    examples: 'steps of a housing-career plan: work, debt, savings',
    isLeftOut: true,
  },
  note: {
    tells: 'text about a person in somebody’s own words, which may tell of health',
    examples: 'what an assessment found, note of a visit, words of the tenant, text of an appeal',
    isLeftOut: true,
  },
  protection: {
    tells: 'that the address of somebody is protected, and how',
    examples: 'grade of the address protection',
    isLeftOut: true,
  },
} as const satisfies Readonly<Record<string, FieldClassMeaning>>;

/** One of {@link FIELD_CLASSES}. */
export type FieldClass = keyof typeof FIELD_CLASSES;
