import { RuleRefusedError, UnavailableError } from '../errors/domain-error.ts';
import type { FileScanner } from '../ports/file-scanner.ts';

/**
 * Lets a file from outside in after a scanner has looked at it; a file that was not looked at stays outside. `null` is an
 * installation that has said to have no scanner.
 *
 * @throws {RuleRefusedError} `file.malicious` @throws {UnavailableError} `file.not-scanned`
 */
export async function assertNotMalicious(
  scanner: FileScanner | null,
  bytes: Uint8Array,
  field: string,
): Promise<void> {
  if (scanner === null) return;
  let isMalicious: boolean;
  try {
    isMalicious = await scanner.isMalicious([bytes]);
  } catch (error) {
    throw new UnavailableError('file.not-scanned', { field }, { cause: error });
  }
  if (isMalicious) throw new RuleRefusedError('file.malicious', { field });
}
