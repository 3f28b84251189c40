/** A provision that a rule in the code rests on, as read on {@link LawRow.consolidatedOn}. */
export interface LawRow {
  /** Short Norwegian name of the act, as used in letters. */
  readonly act: string;
  /** What the provision is about. */
  readonly title: string;
  /** The act on Lovdata. */
  readonly url: string;
  /** Civil date of the consolidated text that the paraphrase follows. */
  readonly consolidatedOn: string;
  /** The rule in our own words; never a substitute for the text of the act. */
  readonly paraphrase: string;
}

const TENANCY_ACT = {
  act: 'husleieloven',
  url: 'https://lovdata.no/dokument/NL/lov/1999-03-26-17',
  consolidatedOn: '2026-04-13',
} as const;

const COURTS_ACT = {
  act: 'domstolloven',
  url: 'https://lovdata.no/dokument/NL/lov/1915-08-13-5',
  consolidatedOn: '2026-04-13',
} as const;

const PUBLIC_ADMINISTRATION_ACT = {
  act: 'forvaltningsloven',
  url: 'https://lovdata.no/dokument/NL/lov/1967-02-10',
  consolidatedOn: '2026-04-13',
} as const;

const LOCAL_GOVERNMENT_ACT = {
  act: 'kommuneloven',
  url: 'https://lovdata.no/dokument/NL/lov/2018-06-22-83',
  consolidatedOn: '2026-04-13',
} as const;

const HOUSING_ASSISTANCE_ACT = {
  act: 'boligsosialloven',
  url: 'https://lovdata.no/dokument/NL/lov/2022-12-20-121',
  consolidatedOn: '2026-04-13',
} as const;

const HEALTH_AND_CARE_ACT = {
  act: 'helse- og omsorgstjenesteloven',
  url: 'https://lovdata.no/dokument/NL/lov/2011-06-24-30',
  consolidatedOn: '2026-04-13',
} as const;

const PATIENT_RIGHTS_ACT = {
  act: 'pasient- og brukerrettighetsloven',
  url: 'https://lovdata.no/dokument/NL/lov/1999-07-02-63',
  consolidatedOn: '2026-04-13',
} as const;

const SOCIAL_SERVICES_ACT = {
  act: 'sosialtjenesteloven',
  url: 'https://lovdata.no/dokument/NL/lov/2009-12-18-131',
  consolidatedOn: '2026-04-13',
} as const;

const ARCHIVES_ACT = {
  act: 'arkivlova',
  url: 'https://lovdata.no/dokument/NL/lov/2025-06-20-96',
  consolidatedOn: '2026-01-01',
} as const;

/**
 * Every provision the code rests on. An `@law` tag names a key of this table; `scripts/check-law-tags.ts` holds
 * tags, rows and tests together. Rules of a municipality are data with their own source and are cited as
 * `local:<municipality>/<rule-set>#<section>`; they have no row here.
 */
export const LAW_REGISTER = {
  'LOV-1915-08-13-5 § 148': {
    ...COURTS_ACT,
    title: 'Counting periods of days, weeks, months and years',
    paraphrase:
      'The day a period starts from is not counted. A period of months or years ends on the day with the same ' +
      'number; where the month has no such day, on its last day.',
  },
  'LOV-1915-08-13-5 § 149': {
    ...COURTS_ACT,
    title: 'Periods that end on a weekend or holiday',
    paraphrase:
      'A time limit that ends on a Saturday or a holiday runs to the next working day. Not applied to the three ' +
      'months of husleieloven § 9-2: they measure how long the tenant has stayed, and counting without the ' +
      'extension never reports a landlord as safe too long.',
  },
  'LOV-1967-02-10 § 6': {
    ...PUBLIC_ADMINISTRATION_ACT,
    title: 'Impartiality',
    paraphrase:
      'Who is a party, close family, guardian or leader of a party, or stands in another special relation that may ' +
      'weaken trust, neither prepares nor decides the case. Where a superior is disqualified, a direct subordinate ' +
      'may prepare but not decide.',
  },
  'LOV-1967-02-10 § 11 a': {
    ...PUBLIC_ADMINISTRATION_ACT,
    title: 'Preliminary answer',
    paraphrase:
      'Where an application for an individual decision cannot be decided within a month of its receipt, a ' +
      'preliminary answer is given within that month.',
  },
  'LOV-1967-02-10 § 13': {
    ...PUBLIC_ADMINISTRATION_ACT,
    title: 'Duty of secrecy',
    paraphrase:
      'Whoever works for a public body keeps others from learning of the personal affairs of somebody that they have ' +
      'come to know in that work; that somebody is a client is such an affair where it tells of need.',
  },
  'LOV-1967-02-10 § 28 (2)': {
    ...PUBLIC_ADMINISTRATION_ACT,
    title: 'Appeal against decisions of a municipality',
    paraphrase:
      'A decision that a municipality makes under its own rules is appealed to the municipal council, or to the ' +
      'executive committee or a municipal appeals board that the council has appointed.',
  },
  'LOV-1967-02-10 § 29': {
    ...PUBLIC_ADMINISTRATION_ACT,
    title: 'Time to appeal',
    paraphrase: 'An appeal comes within three weeks of the day on which the notice of the decision arrived.',
  },
  'LOV-1967-02-10 § 30': {
    ...PUBLIC_ADMINISTRATION_ACT,
    title: 'When an appeal is in time',
    paraphrase: 'An appeal is in time when it was posted before the time had run out.',
  },
  'LOV-1967-02-10 § 31': {
    ...PUBLIC_ADMINISTRATION_ACT,
    title: 'Late appeals',
    paraphrase: 'A late appeal may be heard for good reasons, but not when more than a year has passed.',
  },
  'LOV-1967-02-10 § 33': {
    ...PUBLIC_ADMINISTRATION_ACT,
    title: 'Preparing an appeal',
    paraphrase:
      'Whoever made the decision may change or reverse it when it finds the appeal justified; if not, the appeal is ' +
      'forwarded to the appeal body with a statement, and the party gets a copy.',
  },
  'LOV-1999-03-26-17 § 1-5': {
    ...TENANCY_ACT,
    title: 'Notices between the parties',
    paraphrase:
      'A notice sent in a reasonable way counts as given in time even if it is delayed or lost. The day of ' +
      'sending decides.',
  },
  'LOV-1999-03-26-17 § 1-6': {
    ...TENANCY_ACT,
    title: 'Time limits',
    paraphrase: 'Time limits of the act are counted by domstolloven §§ 146, 148 and 149.',
  },
  'LOV-1999-03-26-17 § 1-8': {
    ...TENANCY_ACT,
    title: 'No discrimination in letting',
    paraphrase:
      'Sex, pregnancy, ethnicity, religion, disability, sexual orientation, gender identity and age may not be ' +
      'taken into account when a dwelling is let.',
  },
  'LOV-1999-03-26-17 § 3-5': {
    ...TENANCY_ACT,
    title: 'Deposit',
    paraphrase:
      'A deposit of at most six months of rent may be agreed; it stands on an account of its own in the name of the ' +
      'tenant, whose costs the landlord pays.',
  },
  'LOV-1999-03-26-17 § 3-6': {
    ...TENANCY_ACT,
    title: 'Guarantee',
    paraphrase: 'Deposit and guarantee together come to at most six months of rent.',
  },
  'LOV-1999-03-26-17 § 4-2': {
    ...TENANCY_ACT,
    title: 'Adjusting the rent by the index',
    paraphrase:
      'The rent may be adjusted by no more than the change of the consumer price index since it was last set, a year ' +
      'after that took effect at the earliest, and with at least a month of written notice.',
  },
  'LOV-1999-03-26-17 § 4-3': {
    ...TENANCY_ACT,
    title: 'Adjusting the rent to what is usual',
    paraphrase:
      'When the tenancy has lasted two years and six months without another change than by the index, the rent may be ' +
      'set to what is usual for like dwellings (gjengs leie): six months after a written demand and a year after the ' +
      'last change, at the earliest.',
  },
  'LOV-1999-03-26-17 § 7-1': {
    ...TENANCY_ACT,
    title: 'Taking in members of the household',
    paraphrase:
      'A tenant may take in spouse or cohabitant, relatives in direct line and foster children; others with ' +
      'approval, which may be refused for reasons of the person or clear overcrowding only.',
  },
  'LOV-1999-03-26-17 § 7-6': {
    ...TENANCY_ACT,
    title: 'Silence is consent',
    paraphrase:
      'When a written application to take somebody in is not answered within a month of its receipt, approval ' +
      'counts as given.',
  },
  'LOV-1999-03-26-17 § 8-2': {
    ...TENANCY_ACT,
    title: 'Entering a lease after a death',
    paraphrase:
      'A spouse who lives there, descendants and members of the household as the act defines them may enter the lease ' +
      'of a tenant who has died, when the landlord is told within a month.',
  },
  'LOV-1999-03-26-17 § 8-3': {
    ...TENANCY_ACT,
    title: 'Entering a lease when a household divides',
    paraphrase: 'The spouse or member of the household who stays may enter the lease of the one who leaves.',
  },
  'LOV-1999-03-26-17 § 9-1': {
    ...TENANCY_ACT,
    title: 'Leases for an indefinite time',
    paraphrase: 'A lease without an agreed end runs for an indefinite time.',
  },
  'LOV-1999-03-26-17 § 9-2 (1)': {
    ...TENANCY_ACT,
    title: 'The end of a fixed term',
    paraphrase:
      'A lease for a fixed time ends without notice when the time is over. That it cannot be given notice of ' +
      'before, the tenant is told in writing.',
  },
  'LOV-1999-03-26-17 § 9-2 (3)': {
    ...TENANCY_ACT,
    title: 'A fixed term that runs on',
    paraphrase:
      'When the tenancy has gone on for more than three months after the term without a written request to ' +
      'move, the lease has become one for an indefinite time.',
  },
  'LOV-1999-03-26-17 § 9-3 (1)': {
    ...TENANCY_ACT,
    title: 'Shortest fixed term',
    paraphrase:
      'A fixed term of a dwelling is at least three years. It may be shorter when the landlord shall use the ' +
      'dwelling or has another objective reason.',
  },
  'LOV-1999-03-26-17 § 9-3 (2)': {
    ...TENANCY_ACT,
    title: 'The reason for a short term is given in writing',
    paraphrase:
      'The exceptions for own use and other objective reason hold only if the tenant got the reason in writing ' +
      'no later than when the lease was entered into.',
  },
  'LOV-1999-03-26-17 § 9-3 (3)': {
    ...TENANCY_ACT,
    title: 'Effect of an unlawful short term',
    paraphrase: 'A short term without a lawful basis makes the lease one for an indefinite time.',
  },
  'LOV-1999-03-26-17 § 9-6': {
    ...TENANCY_ACT,
    title: 'Period of notice',
    paraphrase: 'A lease is terminated with three months of notice, to the end of a calendar month.',
  },
  'LOV-1999-03-26-17 § 10-3': {
    ...TENANCY_ACT,
    title: 'Use after the end of the tenancy',
    paraphrase:
      'Where the dwelling is not handed back in time, the landlord may claim what corresponds to the agreed rent ' +
      'until the tenant ceases to use it.',
  },
  'LOV-1999-03-26-17 § 11-1 (2)': {
    ...TENANCY_ACT,
    title: 'Publicly provided dwellings: information to the tenant',
    paraphrase:
      'The exceptions for publicly provided dwellings hold only if the tenant was told in writing that the lease ' +
      'is for such a dwelling and which exceptions are agreed.',
  },
  'LOV-1999-03-26-17 § 11-1 (6)': {
    ...TENANCY_ACT,
    title: 'Publicly provided dwellings: short terms',
    paraphrase:
      'A shorter term than the ordinary minimum may be agreed for special reasons, but only once for the same ' +
      'dwelling and parties unless weighty reasons call for it. A breach makes the lease one for an indefinite ' +
      'time.',
  },
  'LOV-1999-03-26-17 § 12-5': {
    ...TENANCY_ACT,
    title: 'Husleietvistutvalget',
    paraphrase: 'Disputes on the tenancy of a dwelling go to Husleietvistutvalget before they go to court.',
  },
  'LOV-1999-07-02-63 § 7-2': {
    ...PATIENT_RIGHTS_ACT,
    title: 'Appeal to the statsforvalter',
    paraphrase: 'Decisions on the services that the act gives a right to are appealed to the statsforvalter.',
  },
  'LOV-2009-12-18-131 § 27': {
    ...SOCIAL_SERVICES_ACT,
    title: 'Temporary housing',
    paraphrase:
      'Whoever cannot find a place to stay gets temporary housing from the municipality. That the statsforvalter ' +
      'hears the appeal was not read in the act: confirm it before relying on it.',
  },
  'LOV-2011-06-24-30 § 3-2 a': {
    ...HEALTH_AND_CARE_ACT,
    title: 'Care dwellings staffed round the clock',
    paraphrase:
      'The municipality sets criteria for such dwellings in a regulation, decides whether an applicant meets them, ' +
      'and keeps waiting lists of those who do.',
  },
  'LOV-2018-06-22-83 § 11-10': {
    ...LOCAL_GOVERNMENT_ACT,
    title: 'Impartiality of elected members in appeals',
    paraphrase:
      'Whoever took part in preparing or making the decision is disqualified when the appeal is heard in the municipal ' +
      'appeal body, and when it is prepared for it.',
  },
  'LOV-2018-06-22-83 § 13-3': {
    ...LOCAL_GOVERNMENT_ACT,
    title: 'Impartiality of employees in appeals',
    paraphrase:
      'An employee who took part in preparing or making the decision is disqualified from preparing or hearing the ' +
      'appeal for the municipal appeal body.',
  },
  'LOV-2022-12-20-121 § 7': {
    ...HOUSING_ASSISTANCE_ACT,
    title: 'Decision on help in the housing market',
    paraphrase:
      'When somebody applies or asks for help in another way, the municipality decides whether the person is ' +
      'disadvantaged in the housing market and what help is given. The statsforvalter hears the appeal.',
  },
  'LOV-2025-06-20-96 § 13': {
    ...ARCHIVES_ACT,
    title: 'Destruction of archives',
    paraphrase:
      'What belongs to the archive is destroyed only by a rule or permission of Nasjonalarkivet. A duty of another act ' +
      'to erase justifies destruction only where that is clearly meant; elsewhere it is met by other means.',
  },
} as const satisfies Readonly<Record<string, LawRow>>;

/** Reference to a row of {@link LAW_REGISTER}, such as `LOV-1999-03-26-17 § 9-2 (3)`. */
export type LawRef = keyof typeof LAW_REGISTER;

/** Whether `text` names a row of the register. */
export function isLawRef(text: string): text is LawRef {
  return Object.hasOwn(LAW_REGISTER, text);
}

/** The row that `ref` names. */
export function getLawRow(ref: LawRef): LawRow {
  return LAW_REGISTER[ref];
}
