import { isLocalRef } from '../packages/domain/src/law/local-ref.ts';
import { LAW_REGISTER } from '../packages/domain/src/law/register.ts';
import { citesRef, lawTagsOf, readSources, readTests, type TextFile } from './law-citations.ts';

/** What the check compares. */
export interface LawTagInput {
  /** Production code: its tags must resolve and use every row. */
  readonly sources: readonly TextFile[];
  /** Test and case files: each row is cited in one of them. */
  readonly tests: readonly TextFile[];
  /** The references that have a row. */
  readonly refs: readonly string[];
}

/** What is wrong between tags, register and tests, one line each; empty when they agree. */
export function findLawTagFaults({ sources, tests, refs }: LawTagInput): readonly string[] {
  const known = new Set(refs);
  const tags = sources.flatMap(lawTagsOf);
  const used = new Set(tags.map(({ ref }) => ref));
  const faults = tags.flatMap(({ path, line, ref }) =>
    known.has(ref) || isLocalRef(ref)
      ? []
      : [`${path}:${line}: @law ${ref}: no such row in the law register`],
  );
  for (const ref of refs) {
    if (!used.has(ref)) {
      faults.push(`${ref}: no @law tag in packages/*/src uses this row`);
    }
    if (!tests.some(({ text }) => citesRef(text, ref))) {
      faults.push(`${ref}: no test or case cites this row`);
    }
  }
  return faults;
}

if (import.meta.main) {
  const input = { sources: readSources(), tests: readTests(), refs: Object.keys(LAW_REGISTER) };
  const faults = findLawTagFaults(input);
  for (const fault of faults) {
    console.error(fault);
  }
  if (faults.length > 0) {
    process.exitCode = 1;
  } else {
    console.log(`law tags: ${input.refs.length} rows, all used and tested`);
  }
}
