import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things lie in this checkout. Everything that is written lies in `.data/` or `node_modules/`. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DATA_FOLDER = join(ROOT, '.data');
export const MODULES = join(ROOT, 'node_modules');
export const NODE_26 = join(MODULES, 'node-runtime', 'bin', 'node');

/** A fault that the message explains in full: shown without a stack. */
export class SetUpError extends Error {}

/** The path of a file under `.data/`, which is made when missing. */
export function dataPath(...names) {
  try {
    mkdirSync(DATA_FOLDER, { recursive: true });
  } catch (error) {
    throw new SetUpError(`${DATA_FOLDER} cannot be made (${error.code}). ${OTHER_USER}`);
  }
  return join(DATA_FOLDER, ...names);
}

export const OTHER_USER =
  'If the project was set up by another user (root, for one), run as that user or give the folder to this one.';

/**
 * What programs started here see of the environment: Node 26 first, temporary files inside the project, and compiled
 * code kept there, which halves what a service takes to start the second time.
 */
export function childEnvironment() {
  const temporary = dataPath('tmp');
  mkdirSync(temporary, { recursive: true });
  return {
    ...process.env,
    PATH: [join(MODULES, '.bin'), process.env.PATH].filter(Boolean).join(delimiter),
    NODE_COMPILE_CACHE: dataPath('compiled'),
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
  };
}
