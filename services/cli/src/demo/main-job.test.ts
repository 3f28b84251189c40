import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../api-client.ts';
import { awaitExpiry } from './main-job.ts';

const TODAY = '2026-11-28';

/** An API that gives these last days of open offers, one list for each time that it is asked. */
function apiWith(...answers: readonly (readonly (string | null)[])[]): ApiClient & { asked: () => number } {
  let asked = 0;
  const get = async (): Promise<never> => {
    const days = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an answer of the shape that is read
    return await Promise.resolve({ items: days.map((answerBy) => ({ answerBy })) } as never);
  };
  return { get, post: get, asked: () => asked };
}

describe('the wait before the round of the start', () => {
  it('goes on at once when every open offer can still be answered', async () => {
    const api = apiWith([TODAY, '2026-12-01', null]);
    await awaitExpiry(api, TODAY);
    expect(api.asked()).toBe(1);
  });

  it('waits until those that ran out are closed', async () => {
    const api = apiWith(['2026-11-27', TODAY], ['2026-11-27'], [TODAY]);
    await awaitExpiry(api, TODAY);
    expect(api.asked()).toBe(3);
  });
});
