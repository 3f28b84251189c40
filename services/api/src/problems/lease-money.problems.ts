import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about rents, deposits and written information of a lease. */
export const LEASE_MONEY_PROBLEMS = {
  'lease-rent.later-one-stored': {
    status: 409,
    title: {
      nb: 'En senere leie er allerede registrert.',
      nn: 'Ei seinare leige er alt registrert.',
      en: 'A later rent is stored already.',
    },
    explanation:
      'Rents follow each other. A rent from the same day as the last one corrects it; one from an earlier day is not added.',
  },
  'lease-rent.unlawful': {
    status: 422,
    title: {
      nb: 'Loven tillater ikke denne leien fra denne dagen.',
      nn: 'Lova tillèt ikkje denne leiga frå denne dagen.',
      en: 'The law does not allow this rent from this day.',
    },
    explanation:
      '`facts.because` is too-early (a year after the last setting, and a month after the notice or six after the demand), demanded-too-early (two years and six months without another change than by the index) or above-index (the stated rise of the index); `facts.earliest` is the first lawful day, where there is one (husleieloven §§ 4-2, 4-3).',
  },
  'lease-deposit.not-found': {
    status: 404,
    title: {
      nb: 'Depositumet eller garantien finnes ikke.',
      nn: 'Depositumet eller garantien finst ikkje.',
      en: 'The deposit or guarantee does not exist.',
    },
    explanation: 'The lease has no deposit or guarantee with this id.',
  },
  'lease-deposit.released-already': {
    status: 409,
    title: {
      nb: 'Depositumet eller garantien er allerede frigitt.',
      nn: 'Depositumet eller garantien er alt frigjeven.',
      en: 'The deposit or guarantee has been released already.',
    },
    explanation: 'It is released once; its day stands in the lease.',
  },
  'lease-deposit.account-contradictory': {
    status: 400,
    title: {
      nb: 'Et depositum står på konto, en garanti gjør ikke det.',
      nn: 'Eit depositum står på konto, ein garanti gjer ikkje det.',
      en: 'A deposit stands on an account, a guarantee does not.',
    },
    explanation: 'Say for a deposit whether it has an account of its own, and null for a guarantee.',
  },
  'lease.termination-info-given': {
    status: 409,
    title: {
      nb: 'Det er allerede registrert når leieren ble opplyst.',
      nn: 'Det er alt registrert når leigaren vart opplyst.',
      en: 'The day on which the tenant was told is stored already.',
    },
    explanation: 'The day is stored once; a later letter does not change it.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
