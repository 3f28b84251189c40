import { readFileSync } from 'node:fs';

/**
 * Licences that code under EUPL-1.2 may be distributed with without further thought: permissive ones, which ask for
 * their text and notices to be kept and for nothing else.
 */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
];

const AXE = 'looks at the pages in browser journeys, unchanged; not distributed';
const LIGHTNING = 'part of the test runner and of what builds the pages, unchanged; not distributed';

/** Other licences of single packages, each with the reason for which it may be. */
const EXCEPTIONS: Readonly<Record<string, { readonly licence: string; readonly reason: string }>> = {
  '@expo-google-fonts/inter': {
    licence: 'MIT AND OFL-1.1',
    reason: 'fonts that stand in the documents we make: OFL-1.1 lets them be embedded',
  },
  '@axe-core/playwright': { licence: 'MPL-2.0', reason: AXE },
  '@fontsource-variable/inter': {
    licence: 'OFL-1.1',
    reason: 'the font of the pages: OFL-1.1 lets it be bundled and served',
  },
  argparse: {
    licence: 'Python-2.0',
    reason: 'permissive, of a tool that makes the types of the database; not distributed',
  },
  '@iconify-json/simple-icons': {
    licence: 'CC0-1.0',
    reason:
      'icons that the builder of the documentation site can draw and this site does not; not distributed',
  },
  'axe-core': { licence: 'MPL-2.0', reason: AXE },
  lightningcss: { licence: 'MPL-2.0', reason: LIGHTNING },
  'lightningcss-linux-x64-gnu': { licence: 'MPL-2.0', reason: LIGHTNING },
  pizzip: { licence: '(MIT OR GPL-3.0)', reason: 'taken under MIT' },
};

/** A package with its licence, as the package manager lists it. */
export interface LicensedPackage {
  readonly name: string;
  readonly licence: string;
}

/** Packages whose licence is neither allowed nor an exception, and exceptions that nothing needs; a line each. */
export function findLicenceFaults(packages: readonly LicensedPackage[]): readonly string[] {
  const faults = packages.flatMap(({ name, licence }) => {
    if (EXCEPTIONS[name]?.licence === licence || isAllowed(licence)) return [];
    return [`${name} is under ${licence}, which is neither allowed nor an exception`];
  });
  return faults.toSorted();
}

/** Whether an expression of SPDX is one of allowed licences: each of those joined by AND, one of those joined by OR. */
function isAllowed(licence: string): boolean {
  const bare = licence.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  if (/ OR /.test(bare)) return / AND /.test(bare) ? false : bare.split(' OR ').some(isAllowed);
  return bare.split(' AND ').every((part) => ALLOWED.includes(part));
}

/** Reads what `pnpm -r licenses list --json` prints. @throws {Error} where it is something else. */
export function parseLicences(text: string): readonly LicensedPackage[] {
  const listed: unknown = JSON.parse(text);
  if (typeof listed !== 'object' || listed === null) throw new Error('this is no list of licences');
  return Object.entries(listed).flatMap(([licence, packages]: [string, unknown]) => {
    if (!Array.isArray(packages)) throw new Error(`the packages under ${licence} are no list`);
    return packages.map((listed: unknown) => {
      if (
        typeof listed === 'object' &&
        listed !== null &&
        'name' in listed &&
        typeof listed.name === 'string'
      ) {
        return { name: listed.name, licence };
      }
      throw new Error(`a package under ${licence} has no name`);
    });
  });
}

if (import.meta.main) {
  const packages = parseLicences(readFileSync(0, 'utf8'));
  const faults = findLicenceFaults(packages);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0 || packages.length === 0) process.exitCode = 1;
  else console.log(`licences: ${packages.length} packages, every one allowed`);
}
