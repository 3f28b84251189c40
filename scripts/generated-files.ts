import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);

/** Files that follow from something else. */
export interface GeneratedFiles {
  /** Text by path from the root. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Folders that hold nothing but such files, each with a slash at the end; what is not wanted there goes. */
  readonly folders: readonly string[];
  /** Names in those folders that are written by hand. */
  readonly kept?: ReadonlySet<string>;
  /** What writes the files, for whoever finds them out of date. */
  readonly command: string;
}

/** Writes the files, or with `--check` only says which of them are out of date and ends with exit code 1. */
export function writeOrCheck({ wanted, folders, kept = new Set(), command }: GeneratedFiles): void {
  const stale = folders.flatMap((folder) =>
    readNames(folder)
      .filter((name) => !kept.has(name))
      .map((name) => `${folder}${name}`)
      .filter((path) => !wanted.has(path)),
  );
  const drifted = [...wanted].filter(([path, text]) => readOrEmpty(path) !== text);
  if (process.argv.includes('--check')) {
    for (const path of [...drifted.map(([path]) => path), ...stale]) {
      console.error(`${path} does not follow from its source`);
    }
    if (drifted.length + stale.length > 0) {
      console.error(`Run: ${command}`);
      process.exitCode = 1;
    }
    return;
  }
  for (const [path, text] of drifted) {
    mkdirSync(dirname(fileURLToPath(new URL(path, ROOT))), { recursive: true });
    writeFileSync(new URL(path, ROOT), text);
  }
  for (const path of stale) rmSync(new URL(path, ROOT));
  console.log(`${wanted.size} files, ${drifted.length} written, ${stale.length} removed`);
}

function readNames(folder: string): readonly string[] {
  const url = new URL(folder, ROOT);
  return existsSync(url) ? readdirSync(url) : [];
}

function readOrEmpty(path: string): string {
  const file = new URL(path, ROOT);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
