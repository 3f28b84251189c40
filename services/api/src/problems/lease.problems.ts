import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about leases. */
export const LEASE_PROBLEMS = {
  'lease.not-found': {
    status: 404,
    title: {
      nb: 'Leieforholdet finnes ikke.',
      nn: 'Leigeforholdet finst ikkje.',
      en: 'The lease does not exist.',
    },
    explanation: 'No lease of your municipality has this id.',
  },
  'lease.dwelling-taken': {
    status: 409,
    title: {
      nb: 'Boligen er leid ut i perioden.',
      nn: 'Bustaden er leigd ut i perioden.',
      en: 'The dwelling is let in this period.',
    },
    explanation:
      'Another lease binds the dwelling on a day of the period. A tenant who stays after the last day still holds it.',
  },
  'lease.dwelling-not-vacated': {
    status: 409,
    title: {
      nb: 'Boligen er ikke fraflyttet.',
      nn: 'Bustaden er ikkje fråflytta.',
      en: 'The dwelling has not been vacated.',
    },
    explanation:
      'Somebody who lived there before the lease is to begin has not left by then; `leaseId` names the lease, and `freeFrom` the day of moving out where one is registered. The offer stays accepted: close that lease, or begin later.',
  },
  'lease.dwelling-under-offer': {
    status: 409,
    title: {
      nb: 'Boligen er tilbudt en annen husstand.',
      nn: 'Bustaden er tilboden ein annan husstand.',
      en: 'The dwelling is offered to another household.',
    },
    explanation:
      'An offer of the dwelling waits, is open, or is accepted. Make the lease of the accepted offer, or withdraw it first.',
  },
  'lease.household-has-home': {
    status: 409,
    title: {
      nb: 'Husstanden har en annen bolig i perioden.',
      nn: 'Husstanden har ein annan bustad i perioden.',
      en: 'The household has another dwelling in this period.',
    },
    explanation: 'A household has one current dwelling. Close the other lease first.',
  },
  'lease.place-overfilled': {
    status: 409,
    title: {
      nb: 'Stedet har ikke plass til husstanden.',
      nn: 'Staden har ikkje plass til husstanden.',
      en: 'The place has no room for the household.',
    },
    explanation:
      'With the household the place would carry more than its cap; `facts` names the place and the figures. Give `overCapReason` to register the lease all the same: it goes into the trail.',
  },
  'lease.placement-refused': {
    status: 409,
    title: {
      nb: 'Boligen er ikke egnet for husstanden.',
      nn: 'Bustaden er ikkje eigna for husstanden.',
      en: 'The dwelling is not suitable for the household.',
    },
    explanation:
      'The household must not live in this building or neighbourhood, by a rule that holds for rounds, too. No reason passes it, and the answer says nothing of others.',
  },
  'lease.already-closed': {
    status: 409,
    title: {
      nb: 'Leieforholdet er avsluttet.',
      nn: 'Leigeforholdet er avslutta.',
      en: 'The lease is closed already.',
    },
    explanation: 'A lease is closed once.',
  },
  'handover.item-twice': {
    status: 400,
    title: {
      nb: 'Et punkt på sjekklisten står to ganger.',
      nn: 'Eit punkt på sjekklista står to gonger.',
      en: 'An item of the checklist stands twice.',
    },
    explanation: 'Each item of a handover has one line.',
  },
  'lease.short-term-unlawful': {
    status: 422,
    title: {
      nb: 'Leietiden er kortere enn loven tillater uten gyldig grunn.',
      nn: 'Leigetida er kortare enn lova tillèt utan gyldig grunn.',
      en: 'The term is shorter than the law allows without a valid basis.',
    },
    explanation:
      'A lease made of an offer runs for three years at least, or on a basis that was told to the tenant in writing no later than at signing; `lawRefs` names the provisions.',
  },
  'lease.short-term-contradictory': {
    status: 400,
    title: {
      nb: 'Opplysningene om tidsavgrensningen motsier hverandre.',
      nn: 'Opplysningane om tidsavgrensinga motseier kvarandre.',
      en: 'What is said about the short term contradicts itself.',
    },
    explanation:
      'A short term is stated for a lease without an end, or for one of three years or more. Leave it out, or correct the last day.',
  },
  'lease.dwelling-is-staff-base': {
    status: 409,
    title: {
      nb: 'Enheten er personalbase i perioden.',
      nn: 'Eininga er personalbase i perioden.',
      en: 'The unit is a staff base in this period.',
    },
    explanation: 'Turn it into a dwelling from the first day of the lease, then register the lease.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
