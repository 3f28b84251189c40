import type { Brand } from '../brand.ts';

/**
 * Reference to a section of a municipality's own adopted rules: `local:<municipality>/<rule-set>#<section>`,
 * for example `local:fjordvik/allocation-rules#4-2`. Municipality and rule set are lower-case letters, digits
 * and hyphens; the section also has dots.
 */
export type LocalRef = Brand<string, 'LocalRef'>;

const LOCAL_REF = /^local:[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*#[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/** Whether `text` has the form of a {@link LocalRef}; that the rule set exists is for its owner to check. */
export function isLocalRef(text: string): text is LocalRef {
  return LOCAL_REF.test(text);
}
