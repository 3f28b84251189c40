/** A copy of a JSON value with the place at a pointer set to a value; `undefined` takes the field away. */
export function changeAt(json: object, path: string, value: unknown): unknown {
  const copy = structuredClone(json);
  const keys = path.split('/').slice(1);
  const last = keys.pop() ?? '';
  let target: object = copy;
  for (const key of keys) {
    const next: unknown = Reflect.get(target, key);
    if (typeof next !== 'object' || next === null) throw new Error(`There is nothing at ${path}.`);
    target = next;
  }
  if (value === undefined) Reflect.deleteProperty(target, last);
  else Reflect.set(target, last, value);
  return copy;
}
