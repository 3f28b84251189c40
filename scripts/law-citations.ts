import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of the repository. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** A rule of the code that rests on a provision. */
export interface LawTag {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly ref: string;
  /** Name of what the comment stands above; undefined where it is no declaration. */
  readonly declaration: string | undefined;
}

/** A tag stands first on its comment line; the reference is the rest of that line. */
const TAG = /^\s*(?:\/\*\*|\/\/|\*)?\s*@law\s+(.*?)\s*(?:\*\/)?\s*$/;
const DECLARATION = /^\s*(?:export\s+)?(?:async\s+)?(?:function|const|interface|type|class)\s+([A-Za-z_]\w*)/;

/** The tags of a file, from the top. */
export function lawTagsOf({ path, text }: TextFile): readonly LawTag[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const ref = TAG.exec(line)?.[1];
    if (ref === undefined) return [];
    const below = lines.slice(index + 1).find((next) => !/^\s*(?:\*|\/\/|$)/.test(next));
    return [{ path, line: index + 1, ref, declaration: DECLARATION.exec(below ?? '')?.[1] }];
  });
}

/** Whether a text cites the reference and not one that begins like it. */
export function citesRef(text: string, ref: string): boolean {
  // `§ 9-3` is not cited by `§ 9-3 (1)`, `§ 9-3 a` or `§ 9-31`.
  const pattern = new RegExp(`${RegExp.escape(ref)}(?![\\d-]| \\(| [a-z]\\b)`);
  return pattern.test(text);
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEST_FILE = /\.(?:test|cases)\.ts$/;

function readFiles(pattern: string): readonly TextFile[] {
  return globSync(pattern, { cwd: ROOT, exclude: ['**/node_modules/**'] })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(`${ROOT}/${path}`, 'utf8') }));
}

/** The production code of the packages, whose tags count. */
export function readSources(): readonly TextFile[] {
  return readFiles('packages/*/src/**/*.ts').filter(({ path }) => !TEST_FILE.test(path));
}

/** The tests and case files of packages and services. */
export function readTests(): readonly TextFile[] {
  return readFiles('{packages,services}/*/{src,test}/**/*.ts').filter(({ path }) => TEST_FILE.test(path));
}
