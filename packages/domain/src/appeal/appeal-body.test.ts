import { expect, it } from 'vitest';
import { appealBodyOfTrack, findBarredFromAppeal } from './appeal-body.ts';

it('the track decides who hears an appeal', () => {
  expect(appealBodyOfTrack('welfare')).toBe('municipal-appeals-board');
  expect(appealBodyOfTrack('care')).toBe('statsforvalter');
});

// LOV-2018-06-22-83 § 11-10
// LOV-2018-06-22-83 § 13-3
it('whoever prepared or made the decision hears no appeal against it', () => {
  const involved = [
    { member: 'ola', involvement: 'assessed' },
    { member: 'kari', involvement: 'decided' },
  ] as const;
  expect(findBarredFromAppeal(['per', 'kari', 'ola'], involved)).toEqual(involved[1]);
  expect(findBarredFromAppeal(['per', 'pål'], involved)).toBeUndefined();
});
