export { type Api, type CreateApi, createApi } from './create-api.ts';
export { isProblem, type Problem, ProblemError } from './problem-error.ts';
export type { components, operations, paths } from './schema.generated.ts';

import type { components } from './schema.generated.ts';

/** The schemas of the API by their titles: `Schemas['Dwelling']`. */
export type Schemas = components['schemas'];
