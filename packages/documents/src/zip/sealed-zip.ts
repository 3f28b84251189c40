import type PizZip from 'pizzip';

/** Bytes of the archive that depend on what is in it only: not on the clock, the machine or its zone. */
export function sealZip(zip: PizZip): Uint8Array {
  for (const entry of Object.values(zip.files)) entry.date = SEALED_AT;
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' });
}

// Written by its local fields, as zip does it: the same ones in every zone.
// oxlint-disable-next-line no-restricted-globals -- a constant, not the clock
const SEALED_AT = new Date(2000, 0, 1, 0, 0, 0);
