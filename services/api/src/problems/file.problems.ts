import type { ProblemDefinition } from './problem-definition.ts';

/** Files that come from outside. */
export const FILE_PROBLEMS = {
  'file.malicious': {
    status: 422,
    title: {
      nb: 'Filen har skadelig innhold og er ikke tatt imot.',
      nn: 'Fila har skadeleg innhald og er ikkje teken imot.',
      en: 'The file has malicious content and was not taken.',
    },
    explanation: 'The scanner of the installation knows what is in it. Nothing was stored.',
  },
  'file.not-scanned': {
    status: 503,
    title: {
      nb: 'Filen kunne ikke kontrolleres for skadelig innhold nå.',
      nn: 'Fila kunne ikkje kontrollerast for skadeleg innhald no.',
      en: 'The file could not be scanned for malicious content now.',
    },
    explanation:
      'The scanner does not answer, or does not take files of this size. Nothing was stored; try again.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
