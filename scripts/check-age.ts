import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { catalogOf } from './check-supply-chain.ts';

/** The documented time for updates that mend no known weakness: `docs/operations/security.md`, third-party code. */
export const MOST_DAYS = 90;

/** When each version of a package was published, as the registry tells it, with dates of its own beside them. */
export type ReleaseTimes = Readonly<Record<string, string>>;

/** A package whose next release has been there for longer than {@link MOST_DAYS}. */
export interface Overdue {
  readonly name: string;
  readonly pinned: string;
  /** The first release after the pinned one, of the same major version. */
  readonly next: string;
  readonly days: number;
}

const DAY_MS = 86_400_000;
const RELEASE = /^(\d+)\.(\d+)\.(\d+)$/;

/** The package where it is overdue on `now`; undefined where nothing has followed, or not for long enough. */
export function overdueOf(
  name: string,
  pinned: string,
  { times, now }: { readonly times: ReleaseTimes; readonly now: Date },
): Overdue | undefined {
  const own = partsOf(pinned);
  if (own === undefined) return undefined;
  const later = Object.entries(times).flatMap(([version, at]) => {
    const parts = partsOf(version);
    if (parts === undefined || parts[0] !== own[0] || !isAfter(parts, own)) return [];
    return [{ version, at: new Date(at) }];
  });
  const [next] = later.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  if (next === undefined) return undefined;
  const days = Math.floor((now.getTime() - next.at.getTime()) / DAY_MS);
  return days > MOST_DAYS ? { name, pinned, next: next.version, days } : undefined;
}

type Parts = readonly [number, number, number];

/** Undefined for a version before a release. */
function partsOf(version: string): Parts | undefined {
  const found = RELEASE.exec(version);
  return found === null ? undefined : [Number(found[1]), Number(found[2]), Number(found[3])];
}

function isAfter(a: Parts, b: Parts): boolean {
  for (const [n, part] of a.entries()) {
    if (part !== b[n]) return part > (b[n] ?? 0);
  }
  return false;
}

/** What the registry knows of a package; undefined where it does not answer. */
async function readTimes(registry: string, name: string): Promise<ReleaseTimes | undefined> {
  try {
    const response = await fetch(new URL(name.replace('/', '%2f'), registry), {
      signal: AbortSignal.timeout(20_000),
    });
    const body: unknown = response.ok ? await response.json() : undefined;
    const times: unknown =
      typeof body === 'object' && body !== null && 'time' in body ? body.time : undefined;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the registry documents it
    return typeof times === 'object' && times !== null ? (times as ReleaseTimes) : undefined;
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  const pinned = Object.entries(catalogOf(readFileSync('pnpm-workspace.yaml', 'utf8')));
  const now = new Date();
  const answers = await Promise.all(
    pinned.map(async ([name, version]) => {
      const times = await readTimes(registry, name);
      return {
        name,
        isKnown: times !== undefined,
        overdue: times && overdueOf(name, version, { times, now }),
      };
    }),
  );
  const unknown = answers.filter(({ isKnown }) => !isKnown).map(({ name }) => name);
  const overdue = answers.flatMap((answer) => answer.overdue ?? []);
  console.log(
    `${pinned.length - unknown.length} packages of the catalog: ${overdue.length} with an update that is over ${MOST_DAYS} days old`,
  );
  for (const { name, pinned: own, next, days } of overdue) {
    console.log(`  ${name} ${own}: ${next} has been there for ${days} days`);
  }
  if (unknown.length > 0) console.log(`  not checked, the registry does not tell: ${unknown.join(', ')}`);
}
