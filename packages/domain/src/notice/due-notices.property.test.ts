import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryLeaseAndDate } from '../../test/lease/arbitrary-leases.ts';
import { evaluateLease } from '../lease/evaluate-lease.ts';
import { DEFAULT_ROTATION_WORK } from '../policy/default-rotation-policy.ts';
import type { NoticePolicy } from '../policy/rotation-policy.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import { dueNotices, type NoticeFacts, noticeSpan } from './due-notices.ts';

const arbitraryPolicy: fc.Arbitrary<NoticePolicy> = fc.oneof(
  fc.constant(DEFAULT_ROTATION_WORK.notices),
  fc.record({
    informationMonthsBefore: fc.integer({ min: 1, max: 24 }),
    interviewMonthsBefore: fc.integer({ min: 1, max: 24 }),
    requestDaysBefore: fc.integer({ min: 1, max: 90 }),
    secondRequestDaysAfter: fc.integer({ min: 1, max: 60 }),
  }),
);

const arbitraryFacts = arbitraryLeaseAndDate().chain(([lease, on]) =>
  fc
    .record({
      isReplaced: fc.boolean(),
      decision: fc.option(
        fc.record({
          outcome: fc.constantFrom('stays' as const, 'leaves' as const),
          decidedOn: fc.integer({ min: -400, max: 400 }).map((days) => addDays(on, days)),
        }),
        { freq: 2 },
      ),
    })
    .map((others) => {
      const sent = lease.moveRequests.map(({ sentAt }) => ({
        kind: 'move-request' as const,
        sentOn: sentAt,
      }));
      const facts: NoticeFacts = { ...others, lease, sent };
      return [facts, on] as const;
    }),
);

const strict = { acceptEarlyRequests: false, reviewWindowMonths: 0 };

// LOV-1999-03-26-17 § 9-2 (3)
test('in the three months a request is due from its day on until one counts, whatever was sent before', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryPolicy, ([facts, on], policy) => {
      const { state } = evaluateLease(facts.lease, on, strict);
      const second = dueNotices(facts, policy, on).find(({ sequence }) => sequence === 'second');
      if (state !== 'holdover') {
        expect(second).toBeUndefined();
        return;
      }
      const { lastDay } = facts.lease;
      const isLate = lastDay !== null && on >= addDays(lastDay, policy.secondRequestDaysAfter);
      const stays = facts.decision?.outcome === 'stays' && facts.decision.decidedOn <= on;
      expect(second !== undefined).toBe(isLate && !stays);
    }),
    { numRuns: 3000 },
  );
});

test('what is due is due since its day, for the last day of the lease, and never on one that is indefinite', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryPolicy, ([facts, on], policy) => {
      const due = dueNotices(facts, policy, on);
      const { state } = evaluateLease(facts.lease, on, strict);
      if (state === 'indefinite' || state === 'vacated') expect(due).toEqual([]);
      for (const { dueOn, lastDay } of due) {
        expect(dueOn <= on && dueOn >= facts.lease.start).toBe(true);
        expect(lastDay).toBe(facts.lease.lastDay);
      }
      expect(new Set(due.map(({ kind, sequence }) => `${kind} ${sequence}`)).size).toBe(due.length);
    }),
    { numRuns: 3000 },
  );
});

test('a night that reads only the leases of its span misses no letter', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryPolicy, ([facts, on], policy) => {
      const { lastDay } = facts.lease;
      const { from, to } = noticeSpan(policy, on);
      if (dueNotices(facts, policy, on).length > 0) {
        expect(lastDay !== null && from <= lastDay && lastDay <= to).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('what is known only later changes nothing about a night', () => {
  fc.assert(
    fc.property(arbitraryFacts, arbitraryPolicy, ([facts, on], policy) => {
      const known: NoticeFacts = {
        ...facts,
        decision: facts.decision !== null && facts.decision.decidedOn <= on ? facts.decision : null,
        sent: facts.sent.filter(({ sentOn }) => sentOn <= on),
      };
      expect(dueNotices(facts, policy, on)).toEqual(dueNotices(known, policy, on));
    }),
    { numRuns: 1000 },
  );
});
