import type { LeaseDepositKind, RentSettingKind } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const OrePerMonth = Type.Integer({ minimum: 0, maximum: 100_000_000, description: 'Øre per month.' });
const AmountOre = Type.Integer({ minimum: 1, maximum: 2_000_000_000, description: 'Øre.' });
const FirstDay = { ...PlainDate, description: 'First day of the new rent; may lie ahead.' };
const BasisPoints = Type.Integer({
  minimum: -10_000,
  maximum: 100_000,
  description: 'Rise of the index since the rent was last set, in basis points (1 % = 100).',
});

/** An adjustment by the consumer price index (indeksregulering). */
export const IndexAdjustment = Type.Object(
  {
    fromOn: FirstDay,
    orePerMonth: OrePerMonth,
    noticeSentOn: { ...PlainDate, description: 'Written notice; a month before at the latest.' },
    indexBasis: line(200, { description: 'Which months of which index.' }),
    indexBasisPoints: BasisPoints,
  },
  { ...closed, title: 'IndexAdjustment' },
);
/** {@link IndexAdjustment} */
export type IndexAdjustment = Static<typeof IndexAdjustment>;

/** Rent set to what is usual for like dwellings (gjengs leie). */
export const GjengsLeie = Type.Object(
  {
    fromOn: FirstDay,
    orePerMonth: OrePerMonth,
    noticeSentOn: { ...PlainDate, description: 'Written demand; six months before at the latest.' },
  },
  { ...closed, title: 'GjengsLeie' },
);
/** {@link GjengsLeie} */
export type GjengsLeie = Static<typeof GjengsLeie>;

/** Rent that the parties agreed on anew. */
export const RentAgreement = Type.Object(
  { fromOn: FirstDay, orePerMonth: OrePerMonth },
  { ...closed, title: 'RentAgreement' },
);
/** {@link RentAgreement} */
export type RentAgreement = Static<typeof RentAgreement>;

/** The rent that was stored. */
export const RecordedLeaseRent = Type.Object({ id: Uuid }, { ...closed, title: 'RecordedLeaseRent' });
/** {@link RecordedLeaseRent} */
export type RecordedLeaseRent = Static<typeof RecordedLeaseRent>;

const deposit = {
  kind: oneOf(['deposit', 'guarantee'] as const satisfies readonly LeaseDepositKind[], {
    description: 'deposit: depositum. guarantee: garanti.',
  }),
  amountOre: AmountOre,
  isOnSeparateAccount: nullable(
    Type.Boolean({
      description:
        'Whether the money stands on an account of its own in the name of the tenant (depositumskonto); null for a guarantee.',
    }),
  ),
  givenOn: PlainDate,
};

const Excess = Type.Union(
  [
    Type.Object(
      {
        since: { ...PlainDate, description: 'Day of the last of them, whose rent sets the limit.' },
        totalOre: AmountOre,
        limitOre: Type.Integer({ minimum: 0, description: 'Six months of rent.' }),
      },
      closed,
    ),
    Type.Null(),
  ],
  { description: 'By what deposits and guarantees go over what the law allows; null where they do not.' },
);

/** A deposit or guarantee that a tenant has given. */
export const DepositRecord = Type.Object(deposit, { ...closed, title: 'DepositRecord' });
/** {@link DepositRecord} */
export type DepositRecord = Static<typeof DepositRecord>;

/** The deposit that was stored. */
export const RecordedDeposit = Type.Object(
  { id: Uuid, excess: Excess },
  { ...closed, title: 'RecordedDeposit' },
);
/** {@link RecordedDeposit} */
export type RecordedDeposit = Static<typeof RecordedDeposit>;

/** Path of one deposit or guarantee. */
export const DepositParams = Type.Object({ leaseId: Uuid, depositId: Uuid }, closed);

const ReleasedOn = { ...PlainDate, description: 'First day on which it no longer holds (exclusive end).' };

/** That a deposit was given back, or a guarantee no longer holds. */
export const DepositRelease = Type.Object({ releasedOn: ReleasedOn }, { ...closed, title: 'DepositRelease' });
/** {@link DepositRelease} */
export type DepositRelease = Static<typeof DepositRelease>;

/** The deposit after it was given back. */
export const ReleasedDeposit = Type.Object(
  { id: Uuid, releasedOn: ReleasedOn },
  { ...closed, title: 'ReleasedDeposit' },
);
/** {@link ReleasedDeposit} */
export type ReleasedDeposit = Static<typeof ReleasedDeposit>;

const GivenOn = {
  ...PlainDate,
  description: 'Day the tenant was told in writing that the lease cannot be terminated in its term.',
};

/** The written information under husleieloven § 9-2 first paragraph. */
export const TerminationInfo = Type.Object({ givenOn: GivenOn }, { ...closed, title: 'TerminationInfo' });
/** {@link TerminationInfo} */
export type TerminationInfo = Static<typeof TerminationInfo>;

/** The lease after that was stored. */
export const RecordedTerminationInfo = Type.Object(
  { id: Uuid, version: Version, givenOn: GivenOn },
  { ...closed, title: 'RecordedTerminationInfo' },
);
/** {@link RecordedTerminationInfo} */
export type RecordedTerminationInfo = Static<typeof RecordedTerminationInfo>;

/** Rents and deposits of a lease, with the dates of the law. */
export const LeaseMoney = Type.Object(
  {
    orePerMonth: nullable({ ...OrePerMonth, description: 'Øre per month, today.' }),
    rents: list(
      Type.Object(
        {
          id: Uuid,
          kind: oneOf([
            'initial',
            'index',
            'gjengs-leie',
            'agreed',
          ] as const satisfies readonly RentSettingKind[]),
          fromOn: PlainDate,
          orePerMonth: OrePerMonth,
          noticeSentOn: nullable(PlainDate),
          indexBasis: nullable(Type.String()),
          indexBasisPoints: nullable(BasisPoints),
          recordedBy: nullable(
            Type.String({ description: 'Null for the rent that the lease was made with.' }),
          ),
        },
        closed,
      ),
      { description: 'From the first; of several from the same day the last one counts.' },
    ),
    deposits: list(Type.Object({ id: Uuid, ...deposit, releasedOn: nullable(ReleasedOn) }, closed)),
    depositExcess: Excess,
    indexNoticeDueOn: nullable({
      ...PlainDate,
      description: 'Day on which a notice is sent at the latest for an adjustment on indexPossibleFrom.',
    }),
    indexPossibleFrom: nullable({
      ...PlainDate,
      description: 'First day on which an index adjustment may take effect.',
    }),
    gjengsLeieDemandFrom: nullable({
      ...PlainDate,
      description: 'First day on which gjengs leie may be demanded.',
    }),
  },
  { ...closed, title: 'LeaseMoney' },
);
/** {@link LeaseMoney} */
export type LeaseMoney = Static<typeof LeaseMoney>;
