/** What is no longer true about a lease once a letter of it has gone on. */
export function noticeEffects(leaseId: string): readonly (readonly string[])[] {
  return [['notices'], ['leases', leaseId], ['leases', 'board'], ['rotation-flags', 'lease', leaseId]];
}
