import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about imports of files. */
export const IMPORT_PROBLEMS = {
  'import.not-found': {
    status: 404,
    title: { nb: 'Importen finnes ikke.', nn: 'Importen finst ikkje.', en: 'The import does not exist.' },
    explanation:
      'No import of your municipality has this id, or it is about something that you may not read.',
  },
  'import-template.not-found': {
    status: 404,
    title: { nb: 'Malen finnes ikke.', nn: 'Malen finst ikkje.', en: 'The template does not exist.' },
    explanation: 'There are templates for `dwellings` and `places`.',
  },
  'import.rows-rejected': {
    status: 409,
    title: {
      nb: 'Noen av radene kan ikke lagres.',
      nn: 'Nokre av radene kan ikkje lagrast.',
      en: 'Some of the rows cannot be stored.',
    },
    explanation:
      'Rows are rejected; `facts` says how many, and the faults of the import name each by row and column. Mend the file and send it again, or approve with `acceptsPartial`: the good rows alone are stored then.',
  },
  'import.file-empty': {
    status: 422,
    title: { nb: 'Fila er tom.', nn: 'Fila er tom.', en: 'The file is empty.' },
    explanation: 'The body of the request has no bytes.',
  },
  'import.file-too-large': {
    status: 422,
    title: { nb: 'Fila er for stor.', nn: 'Fila er for stor.', en: 'The file is too large.' },
    explanation: 'A file has 25 MB and 200,000 rows at most. Divide it.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
