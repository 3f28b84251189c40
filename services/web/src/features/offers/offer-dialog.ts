import type { Schemas } from '@boligtrapp/client';
import type { QueryKey } from '@tanstack/react-query';

/** What a dialog about one offer needs. */
export interface OfferDialogProps {
  readonly offer: Schemas['Offer'];
  /** What is no longer true afterwards. */
  readonly invalidates: readonly QueryKey[];
  readonly onClose: () => void;
}
