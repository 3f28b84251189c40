import type { Probe } from '../probe.ts';
import { FOLLOW_UP_PROBES } from './follow-up.ts';
import { INTAKE_PROBES } from './intake.ts';
import { KOBO_PROBES } from './kobo.ts';
import { LEASE_PROBES } from './leases.ts';
import { OFFER_PROBES } from './offers.ts';
import { PLACE_PROBES } from './places.ts';
import { PROTECTION_PROBES } from './protection.ts';
import { ROUND_PROBES } from './rounds.ts';
import { STEERING_PROBES } from './steering.ts';
import { WEBHOOK_PROBES } from './webhooks.ts';

/** What every route is asked in the matrix, by `operationId`. A route without an entry fails the matrix. */
export const ALL_PROBES: ReadonlyMap<string, Probe> = new Map(
  [
    PLACE_PROBES,
    KOBO_PROBES,
    INTAKE_PROBES,
    ROUND_PROBES,
    OFFER_PROBES,
    LEASE_PROBES,
    FOLLOW_UP_PROBES,
    STEERING_PROBES,
    PROTECTION_PROBES,
    WEBHOOK_PROBES,
  ].flatMap((probes) => Object.entries(probes)),
);
