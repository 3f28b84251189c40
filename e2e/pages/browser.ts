import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const CANDIDATES = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The browser of this machine; undefined where it has none, and then the reason is printed. */
export function findChromium(): string | undefined {
  const found = CANDIDATES.find((path) => path !== '' && existsSync(path));
  if (found === undefined) {
    console.log('Browser journeys are skipped: no Chromium here (CHROMIUM names another one; apt has it).');
  }
  return found;
}

/** What a page did that no page may do. */
export interface Misdeeds {
  readonly errors: string[];
  readonly foreignRequests: string[];
}

/** A browser of its own, as somebody in Norway has it. */
export interface TestBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly misdeeds: Misdeeds;
  close(): Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a browser that notes errors in the console and requests to another origin. */
export async function openChromium(executablePath: string, origin: string): Promise<TestBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'boligtrapp-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: FLAGS,
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 1280, height: 900 },
  });
  const misdeeds: Misdeeds = { errors: [], foreignRequests: [] };
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => misdeeds.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') misdeeds.errors.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) misdeeds.foreignRequests.push(url.origin);
  });
  return {
    context,
    page,
    misdeeds,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Signs in by the page of the identity provider of development, and ends where one wanted to go. */
export async function signIn(page: Page, url: string, user: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('link', { name: 'Logg inn' }).click();
  await page.getByRole('button', { name: new RegExp(`^${user}\\b`) }).click();
  await page.getByRole('navigation', { name: 'Områder' }).waitFor();
}
