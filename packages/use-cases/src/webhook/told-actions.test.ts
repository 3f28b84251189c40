import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EVENT_TYPES, eventTypeOf, TOLD_ACTIONS, UNTOLD_ACTIONS } from '@boligtrapp/domain';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const SOURCES = ['packages/use-cases/src', 'services/api/src', 'services/worker/src'];

/** How the name of a change is written: a text, what begins one, or an argument on its way to one. */
const NAMES =
  /(?:action: |event: |audit\(deps, \{[^}]*\}, |noteChange\(tx, actor, )(?:'([a-z-]+\.[a-z-]+)'|`([a-z-]+[.-])\$\{)/g;

/** Files in which the name is chosen or passed on: read by a person, who saw that what they record is not told. */
const PASSED_ON = [
  'keep-apart/review-keep-apart.ts',
  'keys/rotate-keys.ts',
  'policy-set/move-policy-set.ts',
  'privacy/make-person-data-export.ts',
  'protection/protected-address.ts',
];

interface Source {
  readonly file: string;
  readonly text: string;
}

const sources: readonly Source[] = SOURCES.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(ROOT, folder, file), 'utf8') })),
);

/** Changes in the sources, whole or up to what is filled in. */
const recorded: readonly string[] = [
  ...new Set(
    sources.flatMap(({ text }) =>
      [...text.matchAll(NAMES)].map(([, whole, beginning]) => whole ?? beginning ?? ''),
    ),
  ),
];

const isUntold = (action: string): boolean =>
  Object.keys(UNTOLD_ACTIONS).some((name) => action.startsWith(name));

const isRecorded = (told: string): boolean =>
  recorded.some((action) => told === action || (/[.-]$/.test(action) && told.startsWith(action)));

it('every change that is recorded is told, or is not for a reason', () => {
  expect(recorded.length).toBeGreaterThan(90);
  const open = recorded.filter((action) => eventTypeOf(action) === undefined && !isUntold(action));
  expect(open).toEqual([]);
});

it('every file that records a change names it in a way that is found', () => {
  const silent = sources
    .filter(
      ({ text }) => /\bappendAuditEvent\(/.test(text) && !/export async function appendAuditEvent/.test(text),
    )
    .filter(({ text }) => !/action: (?:'[a-z-]+\.[a-z-]+'|`)/.test(text))
    .map(({ file }) => file);
  expect(silent.toSorted()).toEqual(PASSED_ON);
});

it('every change that is told is recorded by somebody', () => {
  expect(Object.keys(TOLD_ACTIONS).filter((told) => !isRecorded(told))).toEqual([]);
});

it('no reason stands for nothing', () => {
  const idle = Object.keys(UNTOLD_ACTIONS).filter(
    (name) => !recorded.some((action) => action.startsWith(name)),
  );
  expect(idle).toEqual([]);
});

it('a type names its change and the form of the event', () => {
  expect(eventTypeOf('lease.closed')).toBe('no.boligtrapp.lease.closed.v1');
  expect(eventTypeOf('address-protection.changed')).toBeUndefined();
  expect(eventTypeOf('toString')).toBeUndefined();
  expect(EVENT_TYPES.every((type) => /^no\.boligtrapp\.[a-z-]+\.[a-z-]+\.v1$/.test(type))).toBe(true);
});
