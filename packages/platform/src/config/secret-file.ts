import { readFileSync } from 'node:fs';
import type { Setting } from './config.ts';

/** Characters of a secret at most: a file that is longer is another one. */
const LONGEST_SECRET = 64 * 1024;

/**
 * A secret: in the environment under its name, or in the file that `<name>_FILE` names, as systems that mount secrets
 * have it. A line break at the end of the file does not count. Both at once is a fault, as is a file that cannot be
 * read; neither the secret nor the path is told.
 */
export function secret<T>(name: string, setting: (name: string) => Setting<T>): Setting<T> {
  const own = setting(name);
  return (environment) => {
    const path = environment[`${name}_FILE`] ?? '';
    if (path === '') return own(environment);
    if ((environment[name] ?? '') !== '') {
      return { fault: `${name} and ${name}_FILE are both set: only one may be`, isMissing: false };
    }
    const content = readSecret(path);
    return content === undefined
      ? { fault: `the file that ${name}_FILE names cannot be read or is empty`, isMissing: false }
      : own({ ...environment, [name]: content });
  };
}

function readSecret(path: string): string | undefined {
  try {
    const content = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return content === '' || content.length > LONGEST_SECRET ? undefined : content;
  } catch {
    // Why is for whoever can see the file system; an error would name the path.
    return undefined;
  }
}
