import type { Problem } from '@boligtrapp/contracts';
import { FAULT_TEXTS } from './fault-texts.ts';
import type { Language } from './language.ts';
import { PROBLEMS } from './problem-map.ts';
import type { FoundProblem } from './to-problem.ts';
import type { Fault } from './validation-faults.ts';

/** Path of the pages that explain the kinds of problems. */
export const PROBLEM_PAGES = '/problems';

/** Seconds after which a caller may try again, for problems that pass by themselves. */
export const RETRY_AFTER_SECONDS = 2;

/**
 * The problem document (RFC 9457) of one occurrence. `publicUrl` is where the API is reached, without a slash at
 * the end; empty where nobody has said, and `type` is then a path.
 */
export function problemDocument(
  found: FoundProblem,
  language: Language,
  occurrence: { readonly requestId: string; readonly publicUrl: string },
): Problem {
  const definition = PROBLEMS[found.code];
  const title = definition.title[language];
  // Where a rule refused a value, the title says more of the field than that its value is not valid.
  const isOfRule = found.code !== 'request.invalid';
  const detailOf = ({ code }: Fault): string =>
    isOfRule && code === 'invalid' ? title : FAULT_TEXTS[code][language];
  return {
    type: `${occurrence.publicUrl}${PROBLEM_PAGES}/${found.code}`,
    title,
    status: definition.status,
    code: found.code,
    instance: `urn:uuid:${occurrence.requestId}`,
    ...(found.faults === undefined || found.faults.length === 0
      ? {}
      : { errors: found.faults.map((fault) => ({ ...fault, detail: detailOf(fault) })) }),
    ...(found.lawRefs === undefined ? {} : { lawRefs: [...found.lawRefs] }),
    ...(found.facts === undefined ? {} : { facts: { ...found.facts } }),
  };
}
