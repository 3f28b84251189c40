import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { KOBO_FIELDS, type KoboField } from './kobo-fields.ts';

interface Property {
  readonly type: string;
  readonly format?: string;
  readonly 'x-updatable': boolean | string;
  readonly 'x-unpublished'?: string;
}
interface Contract {
  readonly components: {
    readonly schemas: {
      readonly Kobobolig: {
        readonly required: readonly string[];
        readonly properties: Readonly<Record<string, Property>>;
      };
    };
  };
}

const file = new URL('../../../../openapi/kobo/bolig-api-v1.json', import.meta.url);

it('says of each field what the contract says, and of no other', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of this checkout
  const { required, properties } = (JSON.parse(readFileSync(file, 'utf8')) as Contract).components.schemas
    .Kobobolig;
  const inContract = Object.entries(properties).map(([name, property]) => [
    name,
    typeOf(property),
    required.includes(name),
    typeof property['x-updatable'] === 'boolean' ? property['x-updatable'] : undefined,
  ]);
  const here = Object.entries<KoboField>(KOBO_FIELDS).map(([name, field]) => [
    name,
    field.type,
    field.isRequired === true,
    field.isUpdatable,
  ]);
  expect(here).toEqual(inContract);
});

function typeOf(property: Property): string {
  if (property.type === 'array') return 'enum-list';
  if (property.type === 'string' && property['x-unpublished'] === 'values') return 'enum';
  return property.format === 'uuid' ? 'uuid' : property.type;
}
