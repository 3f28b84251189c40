import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { createDemoScene, type DemoScene } from '../demo-scene.ts';
import { endService, type RunningService, startService } from '../service-process.ts';
import { openChromium, signIn, type TestBrowser } from './browser.ts';

/** The demo with the API before it, which serves the pages to browsers. */
export interface PageScene extends DemoScene {
  /** Where the pages are, without a slash at the end. */
  readonly url: string;
  /** Opens a browser of its own, in which that user of the demo is signed in. */
  open(chromium: string, user: string): Promise<TestBrowser>;
}

/**
 * Builds the pages where they are not fresh, fills a database with the demo, and starts the API before it.
 *
 * @param prepare what is done to the database before the API starts
 */
export async function createPageScene(prepare?: (scene: DemoScene) => Promise<void>): Promise<PageScene> {
  // As `npm start` does it: nothing where they are built and fresh.
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/build-pages.ts', import.meta.url))]);
  const scene = await createDemoScene();
  await prepare?.(scene);
  const api: RunningService = await startService('api', scene.database.url);
  const url = String(api.message['url']);
  return {
    ...scene,
    url,
    open: async (chromium, user) => {
      const browser = await openChromium(chromium, new URL(url).origin);
      await signIn(browser.page, url, user);
      browser.misdeeds.errors.length = 0;
      browser.misdeeds.foreignRequests.length = 0;
      return browser;
    },
    close: async () => {
      await endService(api, 'SIGTERM');
      await scene.close();
    },
  };
}

/** Goes to a page, and waits until it has what it shows. */
export async function visitPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await settled(page);
}

/** Waits until a page has a heading and nothing on it is being fetched for the first time. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  // All of them: a page may fetch several things, one after another.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Faults that axe finds in what a page shows now: the rule and the first element; empty where it finds none. */
export async function findAxeFaults(page: Page): Promise<readonly string[]> {
  await stillness(page);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** Waits until what fades in is there: half of it has half of its contrast. What goes round for ever is not waited for. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map(async (animation) => await animation.finished));
  });
}
