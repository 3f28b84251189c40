export {
  type Json,
  type KoboDwelling,
  type KoboFault,
  type ReadKoboDwelling,
  readKoboDwelling,
  supplierIdOf,
} from './contract/kobo-dwelling.ts';
export { KOBO_FIELDS, type KoboField, type KoboFieldName } from './contract/kobo-fields.ts';
export { DEFAULT_OWNERSHIP, type Owner, type Ownership } from './sync/ownership.ts';
export {
  type ConflictCause,
  type FactConflict,
  type FactValue,
  NOTHING,
  type Reconcile,
  type Reconciliation,
  reconcile,
  withSent,
} from './sync/reconcile.ts';
export { type DwellingFacts, type FactName, TRAITS, type Trait } from './translate/dwelling-facts.ts';
export {
  AmbiguousValueError,
  createValueMap,
  type OpenQuestion,
  type Translated,
  type ValueMap,
  type ValuePair,
} from './translate/value-map.ts';
