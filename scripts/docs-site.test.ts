import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { filesOf, SIDEBAR } from '../docs/.vitepress/navigation.ts';
import { siteHref } from '../docs/.vitepress/repository-links.ts';
import { orderQueue, priorityPoints } from '../packages/domain/src/allocation/queue-order.ts';
import { conversionDateOf, lastSafeDayOf } from '../packages/domain/src/lease/statutory-periods.ts';
import { capOf, loadWeight, softCapOf } from '../packages/domain/src/neighbourhood/load.ts';
import type { Place } from '../packages/domain/src/neighbourhood/place.ts';
import { DEFAULT_POLICY } from '../packages/domain/src/policy/default-policy.ts';
import { plainDate } from '../packages/domain/src/time/plain-date.ts';
import { findSiteFaults, type SiteFile } from './site-faults.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DOCS = `${ROOT}docs/`;

describe('the navigation', () => {
  it.each(SIDEBAR.flatMap(({ items }) => items).map(({ link }) => link))('%s is a page', (link) => {
    expect(filesOf(link).filter((file) => existsSync(`${DOCS}${file}`))).toHaveLength(1);
  });
});

describe('a link of a page of the repository', () => {
  it.each([
    ['../engine.md#2-x', '../engine.md#2-x'],
    ['operations/README.md', 'operations/index.md'],
    ['README.md#settings', 'index.md#settings'],
    ['#here', '#here'],
    ['https://lovdata.no/x', 'https://lovdata.no/x'],
    ['../packages/domain/src/a.ts', undefined],
    ['../../SECURITY.md', undefined],
    ['engine/examples', undefined],
  ])('%s: %s', (href, expected) => {
    expect(siteHref(href)).toBe(expected);
  });
});

describe('a built site', () => {
  it('has no fault where links lead to pages and places', () => {
    const pages = [page('index.html', '<a href="/b/a.html#x">'), page('a.html', '<h2 id="x"><a href="./">')];
    expect(findSiteFaults(pages, '/b/')).toEqual([]);
  });

  it.each([
    ['<a class="x" href="/none.html">', 'index.html: /none.html leads nowhere'],
    ['<a href="/index.html#none">', 'index.html: /index.html#none leads to no place in index.html'],
    ['<script src="https://cdn.example/x.js">', 'index.html: a browser would fetch https://cdn.example/x.js'],
    ['<link rel="x" href="//cdn.example/x.css">', 'index.html: a browser would fetch //cdn.example/x.css'],
  ])('%s is found', (text, fault) => {
    expect(findSiteFaults([page('index.html', text)], '/')).toEqual([fault]);
  });

  it('finds what a style sheet would fetch', () => {
    const sheet = page('a.css', '@font-face{src:url(https://cdn.example/x.woff2)}');
    expect(findSiteFaults([sheet], '/')).toEqual([
      'a.css: a browser would fetch https://cdn.example/x.woff2',
    ]);
  });
});

describe('the worked examples', () => {
  const rules = readFileSync(`${DOCS}bruk/regler-og-forklaring.md`, 'utf8');

  it('of the queue are what the rules give', () => {
    const on = plainDate('2026-12-01');
    const read = cellsOf(rules, /^\| +\d \| [A-Z] /).map(
      ([, householdId = '', urgency, need, since = '']) => ({
        householdId,
        urgencyClass: Number(urgency),
        needPoints: Number(need),
        waitingSince: plainDate(isoOf(since)),
      }),
    );
    const shuffled = read.toSorted((a, b) => (a.householdId < b.householdId ? -1 : 1));
    const ordered = orderQueue(DEFAULT_POLICY, shuffled, on).map((group) =>
      group.map((one) => one.householdId),
    );
    expect(ordered).toEqual([['C'], ['B'], ['A'], ['D']]);
    expect(read.map(({ householdId }) => householdId)).toEqual(ordered.flat());
    const points = read.map((one) => [
      String(priorityPoints(DEFAULT_POLICY, one, on) - one.needPoints),
      String(priorityPoints(DEFAULT_POLICY, one, on)),
    ]);
    expect(cellsOf(rules, /^\| +\d \| [A-Z] /).map((cells) => cells.slice(5, 7))).toEqual(points);
  });

  it('of the load are what the rules give', () => {
    const place: Place = {
      id: 'p',
      kind: 'neighbourhood',
      parentId: null,
      name: 'p',
      dwellingCount: 150,
      status: 'open',
      highestLevelAllowed: null,
      ownCapPoints: null,
      staffing: 'none',
      unfitForChildren: false,
    };
    const today = 2 * weight(3);
    const cap = capOf(DEFAULT_POLICY, place) ?? 0;
    const rows = [
      [today, cap],
      [today + weight(3), cap],
      [today + weight(4), cap],
      [today, capOf(DEFAULT_POLICY, { ...place, status: 'caution' })],
    ];
    const told = cellsOf(rules, /^\| (?:i dag|en husstand|området får)/).map((cells) =>
      cells.slice(1, 3).map(Number),
    );
    expect(told).toEqual(rows);
    expect(rules).toContain(`Fra ${softCapOf(DEFAULT_POLICY, cap)} poeng`);
    for (const [name, track] of [
      ['velferdsbolig', 'welfare'],
      ['omsorgsbolig', 'care'],
    ] as const) {
      const weights = DEFAULT_POLICY.loadWeights[track].map(String);
      expect(cellsOf(rules, new RegExp(`^\\| ${name}`))[0]?.slice(1)).toEqual(weights);
    }
  });

  it('of the last safe day are what the rules give', () => {
    const text = readFileSync(`${DOCS}bruk/saksbehandler.md`, 'utf8');
    const rows = cellsOf(text, /^\| \d\d\.\d\d\.\d{4} /).map((cells) => cells.map(isoOf));
    expect(rows).toHaveLength(3);
    for (const [lastDay = '', lastSafeDay, indefiniteFrom] of rows) {
      expect(lastSafeDayOf(plainDate(lastDay))).toBe(lastSafeDay);
      expect(conversionDateOf(plainDate(lastDay))).toBe(indefiniteFrom);
    }
  });

  it('of the engine are what the command answers', () => {
    const [, command = ''] = /```sh\nboligtrapp (solve [^\n]*)\n```/.exec(rules) ?? [];
    const [, answer = ''] = /```text\n([^]*?)```/.exec(rules) ?? [];
    const { stdout } = spawnSync(process.execPath, ['services/cli/src/main.ts', ...command.split(' ')], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(answer).not.toBe('');
    expect(stdout.trim()).toBe(answer.trim());
  });
});

function page(path: string, text: string): SiteFile {
  return { path, text };
}

function weight(level: 3 | 4): number {
  return loadWeight(DEFAULT_POLICY, 'welfare', level);
}

/** The cells of the rows of tables that match. */
function cellsOf(text: string, pattern: RegExp): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => pattern.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** 31.12.2026 as 2026-12-31. */
function isoOf(day: string): string {
  return day.split('.').toReversed().join('-');
}
