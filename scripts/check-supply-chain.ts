import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The part of a package.json that is looked at. */
export interface Manifest {
  readonly path: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Scripts that a package manager runs of itself when a package is installed. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];
const EXACT = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/**
 * What is not pinned, a line each: every version is one exact version, in the catalog or named by itself; packages of
 * this workspace point to each other; none of them runs anything when it is installed.
 */
export function findPinFaults(manifests: readonly Manifest[], workspace: string): readonly string[] {
  const catalog = catalogOf(workspace);
  const faults = Object.entries(catalog).flatMap(([name, version]) =>
    EXACT.test(version) ? [] : [`pnpm-workspace.yaml: ${name} is ${version}, which is no exact version`],
  );
  for (const manifest of manifests) {
    const { path, scripts = {} } = manifest;
    for (const script of INSTALL_SCRIPTS.filter((name) => scripts[name] !== undefined)) {
      faults.push(`${path}: ${script} would run at each installation`);
    }
    for (const [name, version] of dependenciesOf(manifest)) {
      if (version === 'workspace:*') continue;
      const wanted = version === 'catalog:' ? catalog[name] : version.replace(/^npm:(?:@[^/]+\/)?[^@]+@/, '');
      if (wanted === undefined) faults.push(`${path}: ${name} is not in the catalog`);
      else if (!EXACT.test(wanted)) faults.push(`${path}: ${name} is ${version}, which is no exact version`);
    }
  }
  return faults;
}

/** Which packages may run a script when they are installed, and which were looked at and may not. */
export function findBuildFaults(workspace: string, lockfile: string): readonly string[] {
  const decided = new Map(
    [...sectionOf(workspace, 'allowBuilds').matchAll(/^ {2}"?([^":\n]+)"?: (true|false)$/gm)].map((found) => [
      found[1] ?? '',
      found[2] === 'true',
    ]),
  );
  const faults: string[] = [];
  if (/dangerouslyAllowAllBuilds|onlyBuiltDependenciesFile/.test(workspace)) {
    faults.push('pnpm-workspace.yaml: every package may run a script');
  }
  const locked = new Set(
    [...lockfile.matchAll(/^ {2}'?(@?[^@'\n]+)@[^:\n]+'?:$/gm)].map((found) => found[1] ?? ''),
  );
  for (const name of decided.keys()) {
    if (!locked.has(name))
      faults.push(`pnpm-workspace.yaml: allowBuilds names ${name}, which is not installed`);
  }
  return faults;
}

function dependenciesOf(manifest: Manifest): readonly (readonly [string, string])[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  return [dependencies, devDependencies, optionalDependencies, peerDependencies].flatMap((group) =>
    Object.entries(group ?? {}),
  );
}

/** The versions of the catalog by their packages. */
export function catalogOf(workspace: string): Readonly<Record<string, string>> {
  const entries = [...sectionOf(workspace, 'catalog').matchAll(/^ {2}"?([^":\n]+)"?: (\S+)$/gm)];
  return Object.fromEntries(entries.map((found) => [found[1] ?? '', found[2] ?? '']));
}

/** The indented lines below a key of the first level. */
function sectionOf(workspace: string, key: string): string {
  const found = new RegExp(`^${key}:\\n((?: {2}.*\\n|\\n)*)`, 'm').exec(`${workspace}\n`);
  return found?.[1] ?? '';
}

function readManifests(): readonly Manifest[] {
  const folders = ['packages', 'services'].flatMap((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(parent, name)),
  );
  return ['.', ...folders, 'scripts', 'bench', 'e2e', 'docs'].map((folder) => {
    const path = join(folder, 'package.json');
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof manifest !== 'object' || manifest === null) throw new Error(`${path} is no manifest`);
    return { ...manifest, path: dirname(path) === '.' ? 'package.json' : path };
  });
}

if (import.meta.main) {
  const workspace = readFileSync('pnpm-workspace.yaml', 'utf8');
  const manifests = readManifests();
  const faults = [
    ...findPinFaults(manifests, workspace),
    ...findBuildFaults(workspace, readFileSync('pnpm-lock.yaml', 'utf8')),
  ];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`supply chain: ${manifests.length} manifests, every version exact, install scripts named`);
}
