import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { idOf, wordOf } from '../../components/read-search.ts';
import type { LinkedKind } from './log-fields.ts';

const LAST = 4;
const LINKED = ['household', 'dwelling', 'round', 'meeting', 'lease', 'review', 'policy-set'] as const;
const NEEDED = {
  household: 'households.read',
  dwelling: 'dwellings.read',
  round: 'rounds.read',
  meeting: 'meetings.read',
  lease: 'leases.read',
  review: 'reviews.read',
  'policy-set': 'policy-sets.read',
} as const satisfies Record<LinkedKind, string>;

/** The kind of a thing that has a page; undefined for any other. */
export function linkedKindOf(kind: string): LinkedKind | undefined {
  return wordOf(LINKED, kind);
}

/**
 * What something is called, with the end of its id to tell it from others, and a way to its page for whoever may go
 * there.
 */
export function LogLink({
  kind,
  id,
  name,
}: {
  readonly kind: LinkedKind;
  readonly id: string;
  readonly name: string;
}): ReactNode {
  const me = useMe().data;
  const shown = (
    <>
      {name} <span className="bt-id-end">…{id.slice(-LAST)}</span>
    </>
  );
  if (idOf(id) === undefined || !may(me, NEEDED[kind])) return shown;
  switch (kind) {
    case 'household':
      return (
        <Link to="/saker/$householdId" params={{ householdId: id }} preload={false}>
          {shown}
        </Link>
      );
    case 'dwelling':
      return (
        <Link to="/boliger/$dwellingId" params={{ dwellingId: id }} preload={false}>
          {shown}
        </Link>
      );
    case 'round':
      return (
        <Link to="/runder/$roundId" params={{ roundId: id }} preload={false}>
          {shown}
        </Link>
      );
    case 'meeting':
      return (
        <Link to="/moter/$meetingId" params={{ meetingId: id }} preload={false}>
          {shown}
        </Link>
      );
    case 'lease':
      return (
        <Link to="/leieforhold/$leaseId" params={{ leaseId: id }} preload={false}>
          {shown}
        </Link>
      );
    case 'review':
      return (
        <Link to="/rullering/vurderinger/$reviewId" params={{ reviewId: id }} preload={false}>
          {shown}
        </Link>
      );
    case 'policy-set':
      return (
        <Link to="/regelsett/$policySetId" params={{ policySetId: id }} preload={false}>
          {shown}
        </Link>
      );
  }
}
