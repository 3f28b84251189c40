import type { PolicyInForce } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';

/** What is done about a refusal where the policy says nothing: it is shown to a case officer, who decides. */
const FLAG = 'flag';

/**
 * What the policy says about a household's `count`-th refusal, on `on`, in the words of its table `refusals`: of the
 * rows that hold on the day, the last that is reached. Stored with the refusal and never carried out by itself. A policy
 * without the table, as older ones are, gives a flag.
 */
export function refusalConsequence(
  policy: PolicyInForce | undefined,
  { count, on }: { readonly count: number; readonly on: PlainDateString },
): string {
  const content: Readonly<Record<string, unknown>> = { ...policy?.content };
  const { refusals } = content;
  const rows: readonly unknown[] = Array.isArray(refusals) ? refusals : [];
  let found = { consequence: FLAG, fromRefusal: 0 };
  for (const row of rows) {
    const { validFrom, validTo, fromRefusal, consequence } = asRecord(row);
    const isFor =
      (typeof validFrom !== 'string' || validFrom <= on) && (typeof validTo !== 'string' || on < validTo);
    if (!isFor || typeof consequence !== 'string' || typeof fromRefusal !== 'number') continue;
    if (fromRefusal <= count && fromRefusal >= found.fromRefusal) found = { consequence, fromRefusal };
  }
  return found.consequence;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
