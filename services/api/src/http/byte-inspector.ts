import { createHash } from 'node:crypto';
import type { ByteInspector } from '@boligtrapp/use-cases';

/** Hashes bytes that pass by, and finds out whether they are UTF-8. */
export function createByteInspector(): ByteInspector {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  const decode = (part?: Uint8Array): void => {
    if (!isUtf8) return;
    try {
      decoder.decode(part, { stream: part !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  return {
    add: (part) => {
      hash.update(part);
      decode(part);
    },
    result: () => {
      decode();
      return { contentHash: hash.digest('hex'), isUtf8 };
    },
  };
}
