import { Type } from 'typebox';
import { PlainDate, Uuid } from '../http/primitives.ts';
import { LeaseRegistration, RegisteredLease } from './leases.ts';

const closed = { additionalProperties: false } as const;

const {
  regime,
  signedOn,
  exceptionsInfoGivenOn,
  noTerminationInfoGivenOn,
  hasEvictionClauseExpiry,
  hasEvictionClauseRent,
  rentOrePerMonth,
} = LeaseRegistration.properties;
const agreed = {
  regime,
  signedOn,
  exceptionsInfoGivenOn,
  noTerminationInfoGivenOn,
  hasEvictionClauseExpiry,
  hasEvictionClauseRent,
  rentOrePerMonth,
};

/** Terms of the lease that takes the place of the one that was reviewed; its length is that of the decision. */
export const LeaseRenewal = Type.Object(
  {
    startsOn: Type.Optional({
      ...PlainDate,
      description: 'Left out, the day after the term that was reviewed.',
    }),
    ...agreed,
  },
  { ...closed, title: 'LeaseRenewal' },
);
/** The lease that was made. */
export const RenewedLease = Type.Object(
  {
    ...RegisteredLease.properties,
    formerLeaseId: Uuid,
    startsOn: PlainDate,
    lastDay: PlainDate,
  },
  { ...closed, title: 'RenewedLease' },
);
