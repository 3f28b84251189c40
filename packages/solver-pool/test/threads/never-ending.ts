/** Never answers. */
export function whatIfInThread(): void {
  for (;;);
}
