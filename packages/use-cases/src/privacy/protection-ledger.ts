import type { ProtectionEvent } from '@boligtrapp/database';
import type { AuditSealer } from '../ports/ports.ts';

/** An event under the seal that proves who wrote it. */
export interface SealedProtection extends ProtectionEvent {
  readonly keyId: string;
  readonly seal: string;
}

const FORMAT = 'boligtrapp-protection/1';
const TEXTS = ['municipalityId', 'id', 'kind', 'subjectId', 'value', 'recordedAt'] as const;
const OPTIONAL_TEXTS = ['member', 'until'] as const;
const KINDS: readonly unknown[] = [
  'grade',
  'access',
  'address-erased',
] satisfies readonly ProtectionEvent['kind'][];

/** The event under the seal of the key in use. */
export function sealProtection(sealer: AuditSealer, event: ProtectionEvent): SealedProtection {
  return { ...event, ...sealer.seal(protectionText(event)) };
}

/** Whether an entry is as a holder of the key has written it. */
export function isTrueProtection(sealer: AuditSealer, entry: SealedProtection): boolean {
  return sealer.isSealed(protectionText(entry), { keyId: entry.keyId, seal: entry.seal });
}

/** What the seal is over: a value cannot be taken for the next one. */
function protectionText(event: ProtectionEvent): string {
  return JSON.stringify([FORMAT, ...[...TEXTS, ...OPTIONAL_TEXTS].map((name) => event[name])]);
}

/** An entry as its line in the file of the ledger. */
export function toProtectionLine(entry: SealedProtection): string {
  const names = [...TEXTS, ...OPTIONAL_TEXTS, 'keyId', 'seal'] as const;
  return JSON.stringify({ format: FORMAT, ...Object.fromEntries(names.map((name) => [name, entry[name]])) });
}

/** An entry from its line in a file; undefined for any other text. The seal is not looked at. */
export function parseProtection(line: string): SealedProtection | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isProtection(value) ? value : undefined;
}

function isProtection(value: unknown): value is SealedProtection {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const isText = (name: string): boolean => typeof fields.get(name) === 'string';
  return (
    fields.get('format') === FORMAT &&
    [...TEXTS, 'keyId', 'seal'].every(isText) &&
    OPTIONAL_TEXTS.every((name) => isText(name) || fields.get(name) === null) &&
    KINDS.includes(fields.get('kind'))
  );
}
