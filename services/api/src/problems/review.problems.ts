import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about reviews of tenancies. */
export const REVIEW_PROBLEMS = {
  'review.not-found': {
    status: 404,
    title: {
      nb: 'Rulleringen finnes ikke.',
      nn: 'Rulleringa finst ikkje.',
      en: 'The review does not exist.',
    },
    explanation: 'No review of your municipality has this id, or it is not for you.',
  },
  'review.open-already': {
    status: 409,
    title: {
      nb: 'Leieforholdet er allerede til rullering.',
      nn: 'Leigeforholdet er alt til rullering.',
      en: 'The lease is under review already.',
    },
    explanation: 'A lease has one review at a time: go on with the one that is open.',
  },
  'review.reviewed-already': {
    status: 409,
    title: {
      nb: 'Denne leieperioden er allerede rullert.',
      nn: 'Denne leigeperioden er alt rullert.',
      en: 'This term has been reviewed already.',
    },
    explanation:
      'A term is reviewed once. To change what was decided, open a review that corrects the decision: give `correctsDecisionId`.',
  },
  'review.lease-closed': {
    status: 409,
    title: {
      nb: 'Et avsluttet leieforhold rulleres ikke.',
      nn: 'Eit avslutta leigeforhold blir ikkje rullert.',
      en: 'A lease that has been closed is not reviewed.',
    },
    explanation: 'A lease that no longer binds its dwelling is not reviewed.',
  },
  'review.incomplete': {
    status: 409,
    title: {
      nb: 'Rulleringen mangler opplysninger.',
      nn: 'Rulleringa manglar opplysningar.',
      en: 'The review lacks what it is to rest on.',
    },
    explanation:
      '`facts.missing` names it: the reassessment (`assessment`), or the wish of the tenant (`wish`), which may be recorded as not stated once it was asked for.',
  },
  'review.not-ruled': {
    status: 409,
    title: {
      nb: 'Ingen har tatt stilling til rulleringen.',
      nn: 'Ingen har teke stilling til rulleringa.',
      en: 'Nobody has ruled on the review.',
    },
    explanation:
      'What is recommended is never decided by itself. Somebody rules, and two persons sign. A ruling from before the review was taken back counts no more.',
  },
  'review.content-changed': {
    status: 409,
    title: {
      nb: 'Rulleringen er endret siden du leste den.',
      nn: 'Rulleringa er endra sidan du las ho.',
      en: 'The review has changed since you read it.',
    },
    explanation:
      'The ruling, the facts or the policy is another than the one you have read. Read the review again, and sign its hash.',
  },
  'review.signed-already': {
    status: 409,
    title: {
      nb: 'Du har allerede signert rulleringen.',
      nn: 'Du har alt signert rulleringa.',
      en: 'You have signed the review already.',
    },
    explanation: 'Another person signs too; one cannot sign for two.',
  },
  'review.not-in-open-meeting': {
    status: 409,
    title: {
      nb: 'Rulleringen behandles ikke i dette møtet nå.',
      nn: 'Rulleringa blir ikkje behandla i dette møtet no.',
      en: 'The meeting does not sit, or has not the lease on its agenda.',
    },
    explanation: 'Put the lease on the agenda of the meeting, and open the meeting.',
  },
  'review.nothing-to-renew': {
    status: 409,
    title: {
      nb: 'Det er ikke noe vedtak om fornyelse som mangler leieavtale.',
      nn: 'Det er ikkje noko vedtak om fornying som manglar leigeavtale.',
      en: 'There is no decision to renew that lacks its lease.',
    },
    explanation:
      'A new term is agreed when the review is decided with the outcome `renewed`, and nothing has corrected that since; once for each decision.',
  },
  'review.authority-unclear': {
    status: 400,
    title: {
      nb: 'Et vedtak treffes i ett møte eller på én delegasjon.',
      nn: 'Eit vedtak blir gjort i eitt møte eller på éin delegasjon.',
      en: 'A decision is made in one meeting or on one delegation.',
    },
    explanation: 'Give either `meetingId` or `delegationReference`.',
  },
  'review.assessment-outdated': {
    status: 422,
    title: {
      nb: 'Kartleggingen gjelder ikke lenger.',
      nn: 'Kartlegginga gjeld ikkje lenger.',
      en: 'The assessment is not in force.',
    },
    explanation:
      'A review rests on the newest assessment of the household, and it must hold today. Assess the household again, or confirm the newest one.',
  },
  'review.fact-not-considered': {
    status: 422,
    title: {
      nb: 'Retningslinjene lar ikke rulleringen ta hensyn til dette.',
      nn: 'Retningslinjene lèt ikkje rulleringa ta omsyn til dette.',
      en: 'The policy does not let a review consider this.',
    },
    explanation:
      'The policy of the municipality says which facts about a tenancy may be considered; what is not among them is neither recorded nor a reason.',
  },
  'review.ruling-incomplete': {
    status: 422,
    title: {
      nb: 'Det mangler noe i standpunktet.',
      nn: 'Det manglar noko i standpunktet.',
      en: 'Something is missing in the ruling, or does not belong there.',
    },
    explanation:
      '`renewed` has a term, `moved` a step. Whatever is not a renewal as recommended needs a reason of twenty characters or more, with its code.',
  },
  'review.term-too-short': {
    status: 422,
    title: {
      nb: 'Leieperioden kan ikke være kortere enn tre år.',
      nn: 'Leigeperioden kan ikkje vere kortare enn tre år.',
      en: 'The term cannot be shorter than three years.',
    },
    explanation: 'A fixed term is three years at least (husleieloven § 9-3).',
  },
  'review.term-beyond-leased-in': {
    status: 422,
    title: {
      nb: 'Leieperioden går ut over den tiden kommunen selv leier boligen.',
      nn: 'Leigeperioden går ut over den tida kommunen sjølv leiger bustaden.',
      en: 'The term goes beyond the time for which the municipality itself rents the dwelling.',
    },
    explanation:
      '`facts` names the day on which the municipality has to give the dwelling back. Agree on a longer time with its owner and change the dwelling, or decide that the tenant moves.',
  },
  'review.lease-indefinite': {
    status: 422,
    title: {
      nb: 'Leieavtalen er tidsubestemt og kan ikke fornyes for en periode.',
      nn: 'Leigeavtalen er tidsubestemt og kan ikkje fornyast for ein periode.',
      en: 'The lease runs for an indefinite time and is not renewed for a term.',
    },
    explanation:
      'A new term would take from the tenant what the law has given (husleieloven §§ 9-1, 9-2 and 9-3).',
  },
  'review.target-not-assessed': {
    status: 422,
    title: {
      nb: 'Trinnet er ikke blant dem som kartleggingen godtar.',
      nn: 'Trinnet er ikkje blant dei som kartlegginga godtek.',
      en: 'The step is not one that the assessment names.',
    },
    explanation: 'A tenant moves to the assessed step, or to one that the assessment finds acceptable.',
  },
  'review.assignee-recused': {
    status: 422,
    title: {
      nb: 'Den som skal ha rulleringen, kan ikke ha saken.',
      nn: 'Den som skal ha rulleringa, kan ikkje ha saka.',
      en: 'Whoever is to have the review may not have the case.',
    },
    explanation:
      'They are recused from it (`lawRefs` names the rule), or it is there for named people only and they are not named. Somebody else prepares the review of this household.',
  },
  'review.correction-contradictory': {
    status: 422,
    title: {
      nb: 'Vedtaket som skal omgjøres, gjelder ikke en rullering av dette leieforholdet.',
      nn: 'Vedtaket som skal gjerast om, gjeld ikkje ei rullering av dette leigeforholdet.',
      en: 'The decision to be corrected is not one of a review of this lease.',
    },
    explanation: 'Name the decision of an earlier review of the same lease.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
