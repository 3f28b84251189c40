export {
  type Json,
  type KoboDwelling,
  type KoboFault,
  keepable,
  type ReadKoboDwelling,
  readKoboDwelling,
  supplierIdNameOf,
  supplierIdOf,
  unpublishedNames,
} from './contract/kobo-dwelling.ts';
export {
  FIELDS_ABOUT_PEOPLE,
  KOBO_FIELDS,
  type KoboField,
  type KoboFieldName,
  SUPPLIER_ID_NAMES,
} from './contract/kobo-fields.ts';
export { DEFAULT_OWNERSHIP, type Owner, type Ownership } from './sync/ownership.ts';
export {
  type ConflictCause,
  type FactConflict,
  type FactValue,
  NOTHING,
  type Reconcile,
  type ReconcileRules,
  type Reconciliation,
  type Ruling,
  reconcile,
  withConfirmed,
  withSent,
} from './sync/reconcile.ts';
export { type DwellingFacts, type FactName, TRAITS, type Trait } from './translate/dwelling-facts.ts';
export { FACT_FIELDS, toNewKoboDwelling } from './translate/fact-translators.ts';
export {
  AmbiguousValueError,
  createValueMap,
  type OpenQuestion,
  type Translated,
  type ValueMap,
  type ValuePair,
} from './translate/value-map.ts';
