import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What a browser keeps beyond a page, by file: which language, which form, and whether keys work, as somebody chose. */
const KNOWN = [
  'services/web/src/app/single-keys.ts',
  'services/web/src/features/dwellings/neighbourhood-map.tsx',
  'services/web/src/features/overview/overview-page.tsx',
  'services/web/src/i18n/current-locale.ts',
];

test('pages keep nothing in a browser but what somebody has chosen to see', () => {
  const sources = globSync('services/web/src/**/*.{ts,tsx}').filter((path) => !/\.test\.tsx?$/.test(path));
  const keeping = sources.filter((path) =>
    /localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker/.test(
      readFileSync(path, 'utf8'),
    ),
  );
  expect(sources.length).toBeGreaterThan(20);
  expect(keeping.toSorted()).toEqual(KNOWN);
});
