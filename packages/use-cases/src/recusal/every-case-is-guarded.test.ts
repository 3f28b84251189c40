import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));

/** What asks for the cases that do not exist for the actor, itself or by what it loads the case with. */
const GUARDS =
  /\b(?:hiddenHouseholds|hiddenFromFrozen|assertVisible|findWithheldCases|lockVisible\w+|loadReviewCase|findForChange|loadNotice|lockKnownNotice|assertHouseholdKnown|loadExplainedRound|lockOffer|nameWhereHidden)\(/;

/** Folders and files that open a transaction and answer nobody about a household, and why. */
const OPEN: readonly (readonly [RegExp, string])[] = [
  [/^audit\/(?:audit-anchor|verify-audit)/, 'the chain as a whole, by hashes'],
  [/^dwelling\//, 'dwellings: taken or not, whoever lives there'],
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
  [/^meeting\/(?:change-meeting|register-attendance)/, 'meetings and who is present'],
  [/^notice\/(?:letter-sender|letter-templates)/, 'templates and the sender of letters'],
  [
    /^report\/(?:calendar-links|keep-findings|report-subscriptions|tell-subscribers)/,
    'links and ids of nights',
  ],
  [/^rotation\//, 'jobs of the night'],
  [/^notice\/prepare-due-notices|^review\/open-due-reviews|^follow-up\/plan-follow-ups/, 'jobs of the night'],
  [/^offer\/(?:expire-offers|propose-successor)/, 'jobs'],
  [
    /^round\/(?:cancel|create|re-solve|replay|solve)-round/,
    'rounds as a whole; answers ids and hashes of them',
  ],
];

function useCases(): readonly string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) =>
      /\b(?:inTenant|inTenantSnapshot|runOnce)\(/.test(readFileSync(join(SOURCE, file), 'utf8')),
    );
}

test('every use case that opens a transaction asks for the cases that do not exist for the actor, or says why not', () => {
  const files = useCases();
  expect(files.length).toBeGreaterThan(100);
  const unguarded = files.filter(
    (file) =>
      !GUARDS.test(readFileSync(join(SOURCE, file), 'utf8')) && !OPEN.some(([pattern]) => pattern.test(file)),
  );
  expect(unguarded).toEqual([]);
});

test('no reason stands for nothing', () => {
  const files = useCases();
  const idle = OPEN.filter(([pattern]) => !files.some((file) => pattern.test(file)));
  expect(idle).toEqual([]);
});
