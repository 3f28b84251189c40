import type { EncryptedColumn } from '@boligtrapp/database';
import type { Sensitive } from '@boligtrapp/domain';
import { createFieldCipher, type FieldCipherDeps } from '../keys/field-cipher.ts';

/** Seals the addresses of protected people with keys of their own, which nobody but the implementation knows. */
export interface AddressCipher {
  /** Encrypted, and bound to municipality and person: moved to another row it does not open. */
  seal(text: Sensitive<string>, owner: AddressOwner): Promise<Uint8Array>;
  /** Rejects where it was changed, belongs to somebody else, or its key is not known. */
  open(ciphertext: Uint8Array, owner: AddressOwner): Promise<Sensitive<string>>;
}

/** Whose address it is. */
export interface AddressOwner {
  readonly municipalityId: string;
  readonly personId: string;
}

/** Where protected addresses are encrypted; for the role `protected` alone. */
export const PROTECTED_ADDRESS_COLUMN = {
  purpose: 'protected-address',
  table: 'protected.addresses',
  column: 'ciphertext',
  idColumn: 'person_id',
} as const satisfies EncryptedColumn;

/** A cipher with the keys of addresses, whose data keys are stored in the database. */
export function createAddressCipher(deps: FieldCipherDeps): AddressCipher {
  const { purpose, table, column } = PROTECTED_ADDRESS_COLUMN;
  const fields = createFieldCipher(deps, purpose);
  return {
    seal: async (text, { municipalityId, personId }) => {
      const seal = await fields.sealerFor(municipalityId);
      return seal({ table, column, rowId: personId }, text);
    },
    open: async (ciphertext, { municipalityId, personId }) =>
      await fields.open(municipalityId, { table, column, rowId: personId }, ciphertext),
  };
}
