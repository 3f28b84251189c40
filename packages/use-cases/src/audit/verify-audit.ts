import {
  auditHeadText,
  CHAIN_START,
  type ChainPosition,
  type Db,
  findSealedHead,
  inTenantSnapshot,
  readAccessDigest,
  readChainStretch,
  type Tx,
} from '@boligtrapp/database';
import type { AuditSealer } from '../ports/ports.ts';
import { isTrueAnchor, type SealedAnchor } from './audit-anchor.ts';

/** What is wrong with a chain of changes. */
export type ChainFault =
  /** An event is not as it was appended, or one before it is missing: the first such number. */
  | { readonly kind: 'chain-broken'; readonly sequence: number }
  /** There are events, and no sealed head. */
  | { readonly kind: 'head-missing' }
  /** The sealed head was not written by a holder of the key. */
  | { readonly kind: 'head-forged' }
  /** The chain does not end at its sealed head: its end was cut off, or events were added without the key. */
  | { readonly kind: 'head-differs'; readonly sequence: number };

/** What is wrong with the traces of a municipality. */
export type AuditFault =
  | ChainFault
  /** An anchor from outside is not as it was written; it proves nothing. */
  | { readonly kind: 'anchor-forged'; readonly anchoredAt: string }
  /** The event at the number of an anchor is another one, or gone: the chain was written anew or cut. */
  | { readonly kind: 'anchor-differs'; readonly anchoredAt: string; readonly sequence: number }
  /** Readings were changed, removed or added in the window of an anchor. */
  | { readonly kind: 'access-differs'; readonly anchoredAt: string };

/** What {@link verifyAudit} found. */
export interface AuditVerification {
  readonly municipalityId: string;
  readonly eventCount: number;
  readonly accessCount: number;
  readonly anchorCount: number;
  /** Instant of the latest true anchor: what was cut off since is found by the sealed head alone. */
  readonly anchoredUntil: string | null;
  readonly faults: readonly AuditFault[];
}

/** What {@link verifyAudit} works with. */
export interface VerifyAuditDeps {
  readonly db: Db;
  readonly sealer: AuditSealer;
}

const EVENTS_PER_STRETCH = 20_000;

/**
 * Computes the chain of changes of a municipality anew from its first row, and holds it against its sealed head and
 * the anchors that were kept elsewhere; the readings against the digests in the anchors. All of it as of one moment.
 */
export async function verifyAudit(
  { db, sealer }: VerifyAuditDeps,
  municipalityId: string,
  anchors: readonly SealedAnchor[] = [],
): Promise<AuditVerification> {
  const scope = { municipalityId, actorId: 'audit-verification' };
  return await inTenantSnapshot(
    db,
    scope,
    async (tx) => await verifyTraces(tx, sealer, municipalityId, anchors),
  );
}

async function verifyTraces(
  tx: Tx,
  sealer: AuditSealer,
  municipalityId: string,
  anchors: readonly SealedAnchor[],
): Promise<AuditVerification> {
  const own = anchors.filter((anchor) => anchor.municipalityId === municipalityId);
  const trusted = own.filter((anchor) => isTrueAnchor(sealer, anchor));
  const forged = own.filter((anchor) => !trusted.includes(anchor));
  const wanted = [...new Set(trusted.map(({ sequence }) => sequence))];
  const chain = await verifyChain(tx, sealer, municipalityId, wanted);
  const access = await compareReadings(tx, trusted);
  return {
    municipalityId,
    eventCount: chain.count,
    accessCount: access.count,
    anchorCount: trusted.length,
    anchoredUntil:
      trusted
        .map(({ anchoredAt }) => anchoredAt)
        .toSorted()
        .at(-1) ?? null,
    faults: [
      ...forged.map(({ anchoredAt }) => ({ kind: 'anchor-forged', anchoredAt }) as const),
      ...chain.faults,
      ...trusted
        .filter(({ sequence, hash }) => sequence > 0 && chain.hashes.get(sequence) !== hash)
        .map(({ anchoredAt, sequence }) => ({ kind: 'anchor-differs', anchoredAt, sequence }) as const),
      ...access.faults,
    ],
  };
}

/** A chain that was computed anew from its first row. */
export interface VerifiedChain {
  readonly count: number;
  /** Hashes of the changes asked for, as stored, by their number. */
  readonly hashes: ReadonlyMap<number, string>;
  readonly faults: readonly ChainFault[];
}

/** Computes the chain of the municipality of an open transaction anew, and holds it against its sealed head. */
export async function verifyChain(
  tx: Tx,
  sealer: AuditSealer,
  municipalityId: string,
  wanted: readonly number[] = [],
): Promise<VerifiedChain> {
  const { count, hashes, firstFault, last } = await walkChain(tx, wanted);
  const broken = firstFault === null ? [] : [{ kind: 'chain-broken', sequence: firstFault } as const];
  return { count, hashes, faults: [...broken, ...(await headFaults(tx, sealer, municipalityId, last))] };
}

interface WalkedChain {
  readonly count: number;
  readonly firstFault: number | null;
  readonly last: ChainPosition;
  readonly hashes: ReadonlyMap<number, string>;
}

async function walkChain(tx: Tx, wanted: readonly number[]): Promise<WalkedChain> {
  let walked: WalkedChain = { count: 0, firstFault: null, last: CHAIN_START, hashes: new Map() };
  for (;;) {
    const stretch = await readChainStretch(tx, { from: walked.last, limit: EVENTS_PER_STRETCH, wanted });
    walked = {
      count: walked.count + stretch.count,
      firstFault: walked.firstFault ?? stretch.firstFault,
      last: stretch.last,
      hashes: new Map([...walked.hashes, ...stretch.hashes]),
    };
    if (stretch.count < EVENTS_PER_STRETCH) return walked;
  }
}

async function headFaults(
  tx: Tx,
  sealer: AuditSealer,
  municipalityId: string,
  last: ChainPosition,
): Promise<readonly ChainFault[]> {
  const head = await findSealedHead(tx, municipalityId);
  if (head === undefined) return last.sequence === 0 ? [] : [{ kind: 'head-missing' }];
  if (!sealer.isSealed(auditHeadText(head), head)) return [{ kind: 'head-forged' }];
  const isEnd = head.sequence === last.sequence && head.hash === last.hash;
  return isEnd ? [] : [{ kind: 'head-differs', sequence: head.sequence }];
}

async function compareReadings(
  tx: Tx,
  anchors: readonly SealedAnchor[],
): Promise<{ readonly count: number; readonly faults: readonly AuditFault[] }> {
  const faults: AuditFault[] = [];
  let count = 0;
  for (const anchor of anchors) {
    const { accessFrom: from, accessUntil: until, anchoredAt } = anchor;
    const found = await readAccessDigest(tx, { from, until });
    count += found.count;
    if (found.count !== anchor.accessCount || found.hash !== anchor.accessHash) {
      faults.push({ kind: 'access-differs', anchoredAt });
    }
  }
  return { count, faults };
}
