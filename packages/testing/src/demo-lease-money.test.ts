import {
  depositExcessOn,
  findRentFault,
  occupancyAnswerDueOn,
  occupancyStateOn,
  plainDate,
  type RentSetting,
} from '@boligtrapp/domain';
import { describe, expect, test } from 'vitest';
import { generateDemo } from './demo/generate-demo.ts';

const ON = plainDate('2026-11-22');
const { leases, lease_rents, lease_deposits, occupancy_requests } = generateDemo({ seed: 1, on: ON }).rows;

describe('what the leases of the demo cost', () => {
  test('follows the law at every adjustment, which was announced by the day of the demo', () => {
    expect(lease_rents.length).toBeGreaterThan(500);
    const byLease = Map.groupBy(lease_rents, ({ lease_id }) => lease_id);
    for (const lease of leases) {
      const settings: RentSetting[] = [
        { kind: 'initial', from: lease.starts_on, orePerMonth: lease.rent_ore_per_month, noticeSentOn: null },
      ];
      for (const row of byLease.get(lease.id) ?? []) {
        const setting = {
          kind: row.kind,
          from: row.from_on,
          orePerMonth: row.ore_per_month,
          noticeSentOn: row.notice_sent_on,
        };
        const proposed = { ...setting, indexBasisPoints: row.index_basis_points };
        expect(findRentFault(proposed, settings), `${row.lease_id} ${row.from_on}`).toBeNull();
        expect(row.notice_sent_on <= ON && row.from_on <= ON).toBe(true);
        settings.push(setting);
      }
    }
  });

  test('is secured as the law wants it but for a few', () => {
    const rents = new Map(
      leases.map((lease): [string, RentSetting] => [
        lease.id,
        { kind: 'initial', from: lease.starts_on, orePerMonth: lease.rent_ore_per_month, noticeSentOn: null },
      ]),
    );
    const over = lease_deposits.filter((row) => {
      const deposit = {
        kind: row.kind,
        amountOre: row.amount_ore,
        isOnSeparateAccount: row.is_on_separate_account,
        givenOn: row.given_on,
        releasedOn: null,
      };
      const rent = rents.get(row.lease_id);
      return rent !== undefined && depositExcessOn([deposit], [rent], ON) !== null;
    });
    const notSeparate = lease_deposits.filter((row) => row.is_on_separate_account === false);
    expect(lease_deposits.length).toBeGreaterThan(700);
    for (const { length } of [over, notSeparate]) {
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThan(20);
    }
  });

  test('is asked about by tenants who wait, one of whom is answered tomorrow or never', () => {
    const states = occupancy_requests.map((row) =>
      occupancyStateOn({ receivedOn: row.received_on, answeredOn: null, answer: null }, ON),
    );
    expect(states).toEqual(occupancy_requests.map(() => 'pending'));
    const due = occupancy_requests.map(({ received_on }) => occupancyAnswerDueOn(received_on)).toSorted();
    // A month after 22 October is a Sunday: an answer on the Monday is in time.
    expect(due[0]).toBe('2026-11-23');
  });
});
