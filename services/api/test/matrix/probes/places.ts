import { atLarge, made, ofMunicipality, type Probe, settled, UNKNOWN } from '../probe.ts';

const LIMIT = { reason: 'Fortsatt uro', owner: 'per', reviewOn: '2027-06-01' };

/** Dwellings and the places that they stand in. */
export const PLACE_PROBES: Readonly<Record<string, Probe>> = {
  listDwellings: atLarge(() => ({ query: 'limit=200' })),
  getDwelling: ofMunicipality(({ tenant }) => ({ params: { dwellingId: tenant.dwellingId } })),
  listDwellingPeriods: ofMunicipality(({ tenant }) => ({ params: { dwellingId: tenant.dwellingId } })),
  exportDwellings: ofMunicipality(
    ({ tenant }) => ({ body: { format: 'csv', dwellingIds: [tenant.dwellingId] } }),
    { elsewhere: UNKNOWN },
  ),
  changeDwelling: ofMunicipality((_, { vacantId }) => ({
    params: { dwellingId: vacantId },
    body: { hasLift: true },
    version: 1,
  })),
  receiveImport: made(
    () => ({ query: 'subject=dwellings', file: { type: 'text/csv', text: 'Bolig;Bygning\nV-1;Ukjent' } }),
    { allowed: 202 },
  ),
  listImports: atLarge(() => ({ query: 'limit=200' })),
  getImport: ofMunicipality((_, { importId }) => ({ params: { importId } })),
  listImportRows: ofMunicipality((_, { importId }) => ({ params: { importId } })),
  listImportFaults: ofMunicipality((_, { importId }) => ({ params: { importId } })),
  approveImport: settled(
    (_, { importId }) => ({ params: { importId }, body: { acceptsPartial: true }, version: 2 }),
    { allowed: 202 },
  ),
  refuseImport: settled((_, { importId }) => ({ params: { importId }, version: 2 })),
  getImportTemplate: atLarge(() => ({ params: { subject: 'dwellings' } })),
  listChanges: atLarge(() => ({ query: 'limit=200' })),
  listRoleChanges: ofMunicipality((_, { vacantId }) => ({ params: { dwellingId: vacantId } })),
  changeRole: settled((_, { vacantId }) => ({
    params: { dwellingId: vacantId },
    body: { action: 'take-as-base', changedOn: '2026-12-01', reason: 'oppstart' },
  })),
  listPlaces: atLarge(() => ({ query: 'limit=200' })),
  getPlace: ofMunicipality((_, { buildingId }) => ({ params: { placeId: buildingId } })),
  listAddedLoads: ofMunicipality((_, { buildingId }) => ({ params: { placeId: buildingId } })),
  listPlaceShapes: atLarge(),
  getOverdueReviews: atLarge(),
  listPlaceStatuses: ofMunicipality((_, { neighbourhoodId }) => ({ params: { placeId: neighbourhoodId } })),
  setPlaceStatus: settled((_, { buildingId }) => ({
    params: { placeId: buildingId },
    body: {
      status: 'spared',
      highestLevelAllowed: 0,
      validFrom: '2026-11-23',
      validTo: null,
      ...LIMIT,
    },
  })),
  endPlaceStatus: settled((_, { neighbourhoodId }) => ({
    params: { placeId: neighbourhoodId },
    body: { endsOn: '2026-12-24', reason: 'ro' },
  })),
  renewPlaceStatus: settled((_, { neighbourhoodId }) => ({
    params: { placeId: neighbourhoodId },
    body: LIMIT,
  })),
  listPlaceCaps: ofMunicipality((_, { neighbourhoodId }) => ({ params: { placeId: neighbourhoodId } })),
  setPlaceCap: settled((_, { buildingId }) => ({
    params: { placeId: buildingId },
    body: { capPoints: 900, validFrom: '2026-11-23', validTo: null, ...LIMIT },
  })),
  endPlaceCap: settled((_, { neighbourhoodId }) => ({
    params: { placeId: neighbourhoodId },
    body: { endsOn: '2026-12-24', reason: 'ro' },
  })),
  renewPlaceCap: settled((_, { neighbourhoodId }) => ({ params: { placeId: neighbourhoodId }, body: LIMIT })),
  listPlaceEnvironments: atLarge(),
  getPlaceEnvironment: ofMunicipality((_, { buildingId }) => ({ params: { placeId: buildingId } })),
  getLadder: atLarge(),
  getCapacityGap: atLarge(() => ({ query: 'months=24' })),
  getCapacityGapWorkbook: atLarge(() => ({ query: 'track=welfare&months=24' })),
  getCapacityGapPdf: atLarge(() => ({ query: 'track=welfare&months=24' })),
  getCapacityGapCell: atLarge(() => ({ query: 'track=welfare&level=2&bedrooms=1' })),
  getLadderFlow: atLarge(),
  listTenantsAboveAssessment: atLarge(() => ({ query: 'limit=200' })),
  listLongStays: atLarge(() => ({ query: 'limit=200' })),
  listForecastVacancies: atLarge(() => ({ query: 'until=2027-12-31' })),
};
