import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about rulings, decisions and their corrections. */
export const DECISION_PROBLEMS = {
  'case.not-found': {
    status: 404,
    title: { nb: 'Saken finnes ikke.', nn: 'Saka finst ikkje.', en: 'The case does not exist.' },
    explanation: 'The household takes no part in the round, or its case is not for you.',
  },
  'decision.not-found': {
    status: 404,
    title: { nb: 'Vedtaket finnes ikke.', nn: 'Vedtaket finst ikkje.', en: 'The decision does not exist.' },
    explanation: 'No decision of your municipality has this id, or it is not for you.',
  },
  'correction.not-found': {
    status: 404,
    title: {
      nb: 'Omgjøringen finnes ikke.',
      nn: 'Omgjeringa finst ikkje.',
      en: 'The correction does not exist.',
    },
    explanation: 'No correction of your municipality has this id, or it is not for you.',
  },
  'decision.made-in-review': {
    status: 409,
    title: {
      nb: 'Vedtaket er truffet i en rullering og omgjøres i en ny rullering.',
      nn: 'Vedtaket er gjort i ei rullering og blir gjort om i ei ny rullering.',
      en: 'The decision was made in a review, and is corrected in another review.',
    },
    explanation: 'Open a review of the lease that corrects it: give `correctsDecisionId`.',
  },
  'protocol.not-found': {
    status: 404,
    title: { nb: 'Protokollen finnes ikke.', nn: 'Protokollen finst ikkje.', en: 'There are no minutes.' },
    explanation: 'The round is not signed in full, or its minutes hold a case that is not for you.',
  },
  'protocol.not-made': {
    status: 503,
    title: {
      nb: 'Protokollen ble ikke laget som dokument.',
      nn: 'Protokollen vart ikkje laga som dokument.',
      en: 'The minutes were not made into a document.',
    },
    explanation:
      'It took too long, or it needed more memory than it may have. Ask again later; the minutes as JSON hold the same.',
  },
  'round.not-in-open-meeting': {
    status: 409,
    title: {
      nb: 'Runden behandles ikke i et møte nå.',
      nn: 'Runden blir ikkje behandla i eit møte no.',
      en: 'No meeting sits that has the round on its agenda.',
    },
    explanation: 'Put the round on the agenda of a meeting, and open the meeting.',
  },
  'round.stale': {
    status: 409,
    title: {
      nb: 'Forslaget er utdatert.',
      nn: 'Framlegget er utdatert.',
      en: 'The proposal is out of date.',
    },
    explanation:
      'Facts have changed since they were frozen; `/v1/rounds/{roundId}/changes` names them. Have the round computed anew, or sign with a reason why the changes do not matter.',
  },
  'round.content-changed': {
    status: 409,
    title: {
      nb: 'Innholdet er endret siden du leste det.',
      nn: 'Innhaldet er endra sidan du las det.',
      en: 'The content has changed since you read it.',
    },
    explanation: 'A ruling was changed. Read what is to be signed again, and sign its hash.',
  },
  'round.signed-already': {
    status: 409,
    title: {
      nb: 'Du har signert dette innholdet.',
      nn: 'Du har signert dette innhaldet.',
      en: 'You have signed this content already.',
    },
    explanation: 'Two persons sign the same content, each of them once.',
  },
  'round.rulings-contradictory': {
    status: 422,
    title: {
      nb: 'Innstillingene kan ikke gjennomføres samlet.',
      nn: 'Innstillingane kan ikkje gjennomførast samla.',
      en: 'The rulings cannot be carried out together.',
    },
    explanation:
      'A dwelling is given twice, a home is given whose tenant does not leave, a place would be filled beyond its cap, or two who must be kept apart would meet. The signing draft lists all of them; `facts` has the first.',
  },
  'ruling.decided-already': {
    status: 409,
    title: { nb: 'Saken er avgjort.', nn: 'Saka er avgjord.', en: 'The case is decided.' },
    explanation: 'What is decided is changed by a correction only.',
  },
  'ruling.incomplete': {
    status: 422,
    title: {
      nb: 'Innstillingen er ikke fullstendig.',
      nn: 'Innstillinga er ikkje fullstendig.',
      en: 'The ruling is not complete.',
    },
    explanation:
      'Whoever departs from the proposal gives a reason code and a reason of twenty characters or more; a dwelling is named where the proposal is overridden only.',
  },
  'ruling.nothing-proposed': {
    status: 422,
    title: {
      nb: 'Det er ikke foreslått noe å slutte seg til.',
      nn: 'Det er ikkje foreslått noko å slutte seg til.',
      en: 'There is no proposal to accept.',
    },
    explanation: 'The household was proposed no dwelling. Override, postpone or refuse.',
  },
  'ruling.same-as-proposed': {
    status: 422,
    title: {
      nb: 'Dette er det samme som forslaget.',
      nn: 'Dette er det same som framlegget.',
      en: 'This is what was proposed.',
    },
    explanation: 'Accept the proposal instead of overriding it.',
  },
  'ruling.dwelling-not-in-round': {
    status: 422,
    title: {
      nb: 'Boligen er ikke med i runden.',
      nn: 'Bustaden er ikkje med i runden.',
      en: 'The dwelling is not of the round.',
    },
    explanation:
      'Only a dwelling of the frozen facts, other than its own home, can be given to the household.',
  },
  'ruling.rule-broken': {
    status: 422,
    title: {
      nb: 'Boligen bryter en absolutt regel.',
      nn: 'Bustaden bryt ein absolutt regel.',
      en: 'The dwelling breaks a hard rule.',
    },
    explanation:
      '`facts.rules` names the rules. Where the policy lets the committee waive them all (`facts.mayBeWaived`), give the legal basis of the waiver.',
  },
  'decision.corrected-already': {
    status: 409,
    title: {
      nb: 'Vedtaket er omgjort.',
      nn: 'Vedtaket er gjort om.',
      en: 'The decision is corrected already.',
    },
    explanation: 'Correct the decision that came after it.',
  },
  'decision.lease-made': {
    status: 409,
    title: {
      nb: 'Det er inngått leieavtale etter vedtaket.',
      nn: 'Det er inngått leigeavtale etter vedtaket.',
      en: 'A lease was made of the decision.',
    },
    explanation: 'A decision that has become a lease is not corrected; the lease is ended by its own rules.',
  },
  'decision.same-person': {
    status: 422,
    title: {
      nb: 'Et vedtak må signeres av to personer.',
      nn: 'Eit vedtak må signerast av to personar.',
      en: 'Two persons sign a decision.',
    },
    explanation: 'Another person than the one who proposed it must sign.',
  },
  'decision.signer-recused': {
    status: 422,
    title: {
      nb: 'Du er inhabil, eller din overordnede er det.',
      nn: 'Du er inhabil, eller den overordna di er det.',
      en: 'You are disqualified, or your superior is.',
    },
    explanation: 'Whoever is recused from a case does not decide it, and neither do direct subordinates.',
  },
  'correction.open-already': {
    status: 409,
    title: {
      nb: 'Det ligger allerede et forslag om omgjøring.',
      nn: 'Det ligg alt eit framlegg om omgjering.',
      en: 'A correction is proposed already.',
    },
    explanation: 'Sign or discard the one that is there.',
  },
  'correction.stale': {
    status: 409,
    title: {
      nb: 'Omgjøringen kan ikke gjennomføres lenger.',
      nn: 'Omgjeringa kan ikkje gjennomførast lenger.',
      en: 'The correction cannot be carried out any more.',
    },
    explanation:
      'The dwelling is taken or under offer, or the household is gone; `facts.reason` says which. Discard the correction and propose another.',
  },
  'round.partly-decided': {
    status: 409,
    title: {
      nb: 'Noen av sakene i runden er avgjort.',
      nn: 'Nokre av sakene i runden er avgjorde.',
      en: 'Some cases of the round are decided.',
    },
    explanation:
      'A round that decisions rest on is closed with its minutes. Postpone the cases that are left, and sign them.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
