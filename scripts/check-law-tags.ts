import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isLocalRef } from '../packages/domain/src/law/local-ref.ts';
import { LAW_REGISTER } from '../packages/domain/src/law/register.ts';

/** A file of the repository. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** What the check compares. */
export interface LawTagInput {
  /** Production code: its tags must resolve and use every row. */
  readonly sources: readonly TextFile[];
  /** Test and case files: each row is cited in one of them. */
  readonly tests: readonly TextFile[];
  /** The references that have a row. */
  readonly refs: readonly string[];
}

/** A tag stands first on its comment line; the reference is the rest of that line. */
const TAG = /^\s*(?:\/\*\*|\/\/|\*)?\s*@law\s+(.*?)\s*(?:\*\/)?\s*$/;

function citesRef(text: string, ref: string): boolean {
  // `§ 9-3` is not cited by `§ 9-3 (1)`, `§ 9-3 a` or `§ 9-31`.
  const pattern = new RegExp(`${RegExp.escape(ref)}(?![\\d-]| \\(| [a-z]\\b)`);
  return pattern.test(text);
}

/** What is wrong between tags, register and tests, one line each; empty when they agree. */
export function findLawTagFaults({ sources, tests, refs }: LawTagInput): readonly string[] {
  const known = new Set(refs);
  const used = new Set<string>();
  const faults: string[] = [];
  for (const { path, text } of sources) {
    for (const [index, line] of text.split('\n').entries()) {
      const ref = TAG.exec(line)?.[1];
      if (ref === undefined) {
        continue;
      }
      used.add(ref);
      if (!known.has(ref) && !isLocalRef(ref)) {
        faults.push(`${path}:${index + 1}: @law ${ref}: no such row in the law register`);
      }
    }
  }
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

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEST_FILE = /\.(?:test|cases)\.ts$/;

function readFiles(pattern: string): readonly TextFile[] {
  return globSync(pattern, { cwd: ROOT, exclude: ['**/node_modules/**'] })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(`${ROOT}/${path}`, 'utf8') }));
}

if (import.meta.main) {
  const input = {
    sources: readFiles('packages/*/src/**/*.ts').filter(({ path }) => !TEST_FILE.test(path)),
    tests: readFiles('{packages,services}/*/{src,test}/**/*.ts').filter(({ path }) => TEST_FILE.test(path)),
    refs: Object.keys(LAW_REGISTER),
  };
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
