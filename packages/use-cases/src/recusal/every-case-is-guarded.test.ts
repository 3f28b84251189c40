import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));

/** What asks for the cases that do not exist for the actor, itself or by what it loads the case with. */
const GUARDS =
  /\b(?:hiddenHouseholds|hiddenFromFrozen|assertVisible|findWithheldCases|lockVisible\w+|loadReviewCase|findForChange|loadNotice|lockKnownNotice|assertHouseholdKnown|loadExplainedRound|lockOffer|nameWhereHidden|findUntold)\(/;

/** Folders and files that open a transaction and answer nobody about a household, and why. */
const OPEN: readonly (readonly [RegExp, string])[] = [
  [/^audit\/(?:audit-anchor|verify-audit)/, 'the chain as a whole, by hashes'],
  [/^dwelling\//, 'dwellings: taken or not, whoever lives there'],
  [/^changes\//, 'dwellings and places that have changed'],
  [/^imports\//, 'files of dwellings and places'],
  [/^kobo\//, 'dwellings as Kobo has them, without who lives there'],
  [/^place\//, 'places and their load, which a protected household gives by its step alone'],
  [/^environment\/(?:environment-reports|read-place-environments)/, 'places, by counts of what is coded'],
  [/^identity\//, 'staff and their sessions'],
  [/^idempotency\//, 'runs what it is given'],
  [/^keys\//, 'keys and ciphertexts'],
  [/^policy-set\//, 'rules; what they would change of rounds is read elsewhere'],
  [
    /^privacy\//,
    'retention runs and copies by a role of their own; what is asked for is checked where it is asked',
  ],
  [/^meeting\/(?:change-meeting|correct-attendance|register-attendance)/, 'meetings and who is present'],
  [/^notice\/(?:letter-sender|letter-templates)/, 'templates and the sender of letters'],
  [
    /^report\/(?:calendar-links|keep-findings|report-subscriptions|tell-subscribers)/,
    'links and ids of nights',
  ],
  [/^records-archive\//, 'a job: the archive gets what was decided, whoever may see it here'],
  [/^rotation\//, 'jobs of the night'],
  [
    /^notice\/prepare-due-notices|^review\/open-due-reviews|^follow-up\/plan-follow-ups|^protection\/expire-case-access/,
    'jobs of the night',
  ],
  [/^webhook\/webhook-subscriptions/, 'addresses of other systems'],
  [/^offer\/(?:expire-offers|propose-successor)/, 'jobs'],
  [
    /^round\/(?:(?:cancel|create|re-solve|replay|solve)-round|list-stale-rounds)/,
    'rounds as a whole; answers ids and hashes of them',
  ],
];

/** Functions of guarded files that answer nobody about a household, and why. */
const OPEN_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['audit/read-audit-trail.ts: checkAuditTrail', 'the chain as a whole, by counts'],
  ['meeting/declare-recusal.ts: setSuperior', 'staff'],
  ['meeting/read-meetings.ts: listAllMeetings', 'meetings by their days'],
  [
    'protection/read-case-access.ts: listUnattendedCases',
    'ids of what nobody attends, for who appoints; tested with the naming of people',
  ],
  ['round/read-round.ts: getRound', 'rounds as a whole'],
  ['round/read-round.ts: listAllRounds', 'rounds as a whole'],
  ['webhook/publish-events.ts: requeueOverdue', 'jobs that were lost; who makes one, asks'],
  ['webhook/webhook-messages.ts: moveWebhookSubscription', 'addresses of other systems'],
  ['webhook/webhook-messages.ts: testWebhookSubscription', 'an event about the subscription itself'],
]);

const OPENS = /\b(?:inTenant|inTenantSnapshot|runOnce)\(/;

function useCases(): readonly string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => OPENS.test(sourceOf(file)));
}

function sourceOf(file: string): string {
  return readFileSync(join(SOURCE, file), 'utf8');
}

/** The functions of a file at its top level, by name: from the line that begins one to the brace that ends it. */
function functionsOf(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/^(?:export )?(?:async )?function\*? (\w+)[\s\S]*?^}$/gm);
  return new Map([...found].map(([body, name = '']) => [name, body]));
}

/** The functions that open a transaction and reach no guard, neither themselves nor by what they call in their file. */
function unguardedIn(source: string): readonly string[] {
  const functions = functionsOf(source);
  const isGuarded = (name: string, seen: ReadonlySet<string>): boolean => {
    const body = functions.get(name) ?? '';
    if (GUARDS.test(body)) return true;
    const called = [...functions.keys()].filter(
      (other) => !seen.has(other) && new RegExp(`\\b${other}\\(`).test(body),
    );
    return called.some((other) => isGuarded(other, new Set([...seen, other])));
  };
  return [...functions].flatMap(([name, body]) =>
    OPENS.test(body) && !isGuarded(name, new Set([name])) ? [name] : [],
  );
}

test('every function that opens a transaction asks for the cases that do not exist for the actor, or says why not', () => {
  const files = useCases();
  expect(files.length).toBeGreaterThan(100);
  const unguarded = files
    .filter((file) => !OPEN.some(([pattern]) => pattern.test(file)))
    .flatMap((file) => unguardedIn(sourceOf(file)).map((name) => `${file}: ${name}`));
  expect(unguarded.filter((name) => !OPEN_FUNCTIONS.has(name))).toEqual([]);
  expect([...OPEN_FUNCTIONS.keys()].filter((name) => !unguarded.includes(name))).toEqual([]);
});

test('a function is found that asks for nothing beside one that does (control)', () => {
  const source = `export async function one() {
  return await inTenant(db, scope, async (tx) => await read(tx));
}
async function read(tx) {
  return await hiddenHouseholds(tx, actor);
}
export async function other() {
  return await inTenant(db, scope, async (tx) => await readAll(tx));
}
`;
  expect(unguardedIn(source)).toEqual(['other']);
});

test('no reason stands for nothing', () => {
  const files = useCases();
  const idle = OPEN.filter(([pattern]) => !files.some((file) => pattern.test(file)));
  expect(idle).toEqual([]);
});
