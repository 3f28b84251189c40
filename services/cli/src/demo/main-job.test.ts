import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../api-client.ts';
import { awaitExpiry, awaitRotation, nextDeadlines } from './main-job.ts';

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

describe('the wait for the rotation of the start', () => {
  it('does not take what was made before it was asked for as the answer', async () => {
    const requestedAt = '2026-11-28T06:00:00.12Z';
    const answers = [
      { state: 'done', startedAt: '2026-11-28T06:00:00.1199Z', flagCount: 1 },
      { state: 'running', startedAt: '2026-11-28T06:00:00.12Z', flagCount: null },
      { state: 'done', startedAt: '2026-11-28T06:00:00.120001Z', flagCount: 2 },
    ];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an answer of the shape that is read
    const get = async (): Promise<never> => await Promise.resolve(answers.shift() as never);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is read of it
    const run = await awaitRotation({ get }, { id: 'run', requestedAt } as never);
    expect(run.flagCount).toBe(2);
  });
});

describe('the next deadlines of the law', () => {
  it('are found however many earlier findings there are, and are told by day', async () => {
    const found = [
      ...Array.from({ length: 900 }, () => ({ kind: 'rent-index-possible', dueOn: '2019-05-26' })),
      { kind: 'early-request-only', dueOn: '2027-01-03' },
      { kind: 'holdover', dueOn: '2026-12-24' },
      { kind: 'holdover', dueOn: '2027-02-26' },
    ];
    const get = async (path: string): Promise<never> => {
      const query = new URL(path, 'http://api.example').searchParams;
      const ofKind = found.filter(({ kind }) => kind === (query.get('kind') ?? kind));
      const page = { items: ofKind.slice(0, Number(query.get('limit'))), totalCount: ofKind.length };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an answer of the shape that is read
      return await Promise.resolve(page as never);
    };
    const { count, first } = await nextDeadlines({ get });
    expect(count).toBe(3);
    expect(first.map(({ dueOn }) => dueOn)).toEqual(['2026-12-24', '2027-01-03', '2027-02-26']);
  });
});
