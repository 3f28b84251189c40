/** A JSON object whose properties are not known. */
type JsonObject = { [property: string]: unknown };

/**
 * Moves every schema that has a title from the places where it is used to `components.schemas`, under its title,
 * and leaves references behind. Routes can then carry their schemas whole, and the document and the clients
 * generated from it still have names.
 *
 * @throws {Error} when two different schemas have one title.
 */
export function hoistTitledSchemas(document: JsonObject): JsonObject {
  const schemas = new Map<string, JsonObject>();
  const hoisted = hoist(document, schemas);
  const components = { ...asObject(hoisted['components']), schemas: Object.fromEntries(sortByName(schemas)) };
  return { ...hoisted, components };
}

function hoist(value: JsonObject, schemas: Map<string, JsonObject>): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, hoistPart(key, part, schemas)]));
}

function hoistPart(key: string, part: unknown, schemas: Map<string, JsonObject>): unknown {
  if (part === 'Default Response') return 'Success';
  if (Array.isArray(part)) return part.map((element) => hoistPart(key, element, schemas));
  if (!isObject(part)) return part;
  const hoisted = hoist(part, schemas);
  // `info` has a title, too, and properties of a schema may be called so.
  const isNamed = key !== 'info' && key !== 'properties' && typeof part['title'] === 'string';
  return isNamed ? refer(String(part['title']), hoisted, schemas) : hoisted;
}

function refer(name: string, schema: JsonObject, schemas: Map<string, JsonObject>): JsonObject {
  const known = schemas.get(name);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`two different schemas have the title ${name}`);
  }
  schemas.set(name, schema);
  return { $ref: `#/components/schemas/${name}` };
}

function sortByName(schemas: ReadonlyMap<string, JsonObject>): readonly (readonly [string, JsonObject])[] {
  return [...schemas].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
