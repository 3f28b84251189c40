import { expect, test } from 'vitest';
import { passageCapabilities } from './postgres-account.ts';

test.for([
  ['all of root', '000001ffffffffff', ['dac_read_search', 'dac_override']],
  ["a container's usual set", '00000000a80425fb', ['dac_override']],
  ['reading and searching only', '0000000000000004', ['dac_read_search']],
  ['none of the two', '00000000000000f9', []],
])('%s: the capabilities that let another user pass', ([, permitted, capabilities]) => {
  expect(
    passageCapabilities(`Name:\tnode\nCapPrm:\t${String(permitted)}\nCapEff:\t0000000000000000\n`),
  ).toEqual(capabilities);
});

test('a system that tells of no capabilities has none', () => {
  expect(passageCapabilities('')).toEqual([]);
});
