import type { Sensitive } from '@boligtrapp/domain';

/** Seals the addresses of protected people with a key of their own, which nobody but the implementation knows. */
export interface AddressCipher {
  /** Encrypted, and bound to municipality and person: moved to another row it does not open. */
  seal(text: Sensitive<string>, owner: AddressOwner): Promise<Uint8Array>;
  /** @throws where it was changed, belongs to somebody else, or its key is not known. */
  open(ciphertext: Uint8Array, owner: AddressOwner): Promise<Sensitive<string>>;
}

/** Whose address it is. */
export interface AddressOwner {
  readonly municipalityId: string;
  readonly personId: string;
}
