import { noteKoboQuestion, type Tx } from '@boligtrapp/database';
import type { OpenQuestion } from '@boligtrapp/kobo';
import type { IdSource } from '../ports/ports.ts';

const LONGEST_VALUE = 200;

/** Notes values that nobody has said the meaning of, each once. Ordered, so that two comparisons do not wait for each other. */
export async function noteQuestions(
  tx: Tx,
  { ids }: { readonly ids: IdSource },
  municipalityId: string,
  questions: readonly OpenQuestion[],
): Promise<void> {
  const all = new Map(questions.map((question) => [JSON.stringify(question), question]));
  for (const [, { field, side, value }] of [...all].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (value === '' || value.length > LONGEST_VALUE) continue;
    await noteKoboQuestion(tx, municipalityId, { id: ids.next(), field, side, value });
  }
}
