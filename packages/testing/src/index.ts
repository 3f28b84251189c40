export { aPlaceToLive, type PlaceIds } from './builders/a-place-to-live.ts';
export { nextId, nextNumber } from './builders/next-id.ts';
export {
  aBuilding,
  aDistrict,
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aMunicipality,
  aNeighbourhood,
  anApplication,
  anAssessment,
  aPolicySet,
  type BuilderScope,
  nameForCase,
  protectPerson,
  type RowChanges,
} from './builders/row-builders.ts';
export { someNeeds } from './builders/some-needs.ts';
export { syntheticIdentityNumber } from './builders/synthetic-identity-number.ts';
export {
  currentAssessments,
  currentLeases,
  demoLeaseFacts,
  demoPlaces,
  demoResidents,
} from './demo/demo-facts.ts';
export { demoMunicipalityId } from './demo/demo-ids.ts';
export { type DemoMunicipality, type DemoRows } from './demo/demo-municipality.ts';
export { type DemoRoundOptions, demoRoundFacts } from './demo/demo-round-facts.ts';
export { type DemoOptions, generateDemo } from './demo/generate-demo.ts';
export { type InsertDemoOptions, type InsertDemoResult, insertDemo } from './demo/insert-demo.ts';
export { protectedHouseholds } from './demo/protected-people.ts';
export { type Forgetting, type Forgotten, forgetMunicipality } from './forgetful-pool.ts';
export { untilSomebodyWaits } from './lock-waits.ts';
export { type ManyApplications, storeManyApplications } from './many-applications.ts';
export { type ManyLeases, storeManyLeases } from './many-leases.ts';
export { generateProblem, type ProblemGeneratorOptions, type ProblemSize } from './problem-generator.ts';
export { startTestRedis, type TestRedis } from './redis-server.ts';
export { createRehearsalDb, type RehearsalDb, type Rehearsed } from './rehearsal-db.ts';
export { SlowCallers } from './slow-callers.ts';
export { openBrowser, type StaffBrowser, signInAs, signInWith, type TestBrowser } from './staff-browser.ts';
export {
  type AdminConnection,
  connectAsAdmin,
  createTestDatabase,
  runAsAdmin,
  type TestDatabase,
} from './test-database.ts';
export { makeTestFolder } from './test-folder.ts';
export { TEST_KEY_CONFIG, testIdentityCipher, testKeyParts } from './test-keys.ts';
