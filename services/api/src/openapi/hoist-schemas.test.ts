import { expect, test } from 'vitest';
import { hoistTitledSchemas } from './hoist-schemas.ts';

const lease = { type: 'object', title: 'Lease', properties: { title: { type: 'string' } } };
const page = { type: 'object', title: 'LeasePage', properties: { items: { type: 'array', items: lease } } };

test('every titled schema stands once among the components, and references stand where it was used', () => {
  const document = hoistTitledSchemas({
    info: { title: 'API' },
    components: { securitySchemes: { bearer: {} } },
    paths: { '/a': { get: { schema: page } }, '/b': { get: { schema: { ...lease } } } },
  });
  expect(document).toEqual({
    info: { title: 'API' },
    paths: {
      '/a': { get: { schema: { $ref: '#/components/schemas/LeasePage' } } },
      '/b': { get: { schema: { $ref: '#/components/schemas/Lease' } } },
    },
    components: {
      securitySchemes: { bearer: {} },
      schemas: {
        Lease: lease,
        LeasePage: {
          ...page,
          properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Lease' } } },
        },
      },
    },
  });
});

test('one title for two different schemas is refused, because one of them would be lost', () => {
  const other = { ...lease, description: 'another' };
  expect(() => hoistTitledSchemas({ paths: { a: lease, b: other } })).toThrow(/Lease/);
});
