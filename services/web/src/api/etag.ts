/** What a change builds on: the version of the thing that was seen. */
export function etagOf(version: number): string {
  return `"${version}"`;
}
