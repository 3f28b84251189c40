import { describe, expect, test } from 'vitest';
import { findLawTagFaults } from './check-law-tags.ts';

const REF = 'LOV-1999-03-26-17 § 9-3';
const PARAGRAPH = `${REF} (1)`;

function faultsOf(source: string, testText: string, refs: readonly string[]): readonly string[] {
  return findLawTagFaults({
    sources: [{ path: 'packages/a/src/rule.ts', text: source }],
    tests: [{ path: 'packages/a/test/rule.cases.ts', text: testText }],
    refs,
  });
}

describe('law tags', () => {
  test('a row that is tagged in the code and cited in a test is in order', () => {
    expect(faultsOf(`/**\n * @law ${PARAGRAPH}\n */`, `law: '${PARAGRAPH}'`, [PARAGRAPH])).toEqual([]);
  });

  test('a tag in a comment of one line is read without the end of the comment', () => {
    expect(faultsOf(`/** @law ${PARAGRAPH} */`, PARAGRAPH, [PARAGRAPH])).toEqual([]);
  });

  test('a tag without a row is told with its file and line', () => {
    expect(faultsOf('/**\n * @law LOV-1999-03-26-17 § 99\n */', '', [])).toEqual([
      'packages/a/src/rule.ts:2: @law LOV-1999-03-26-17 § 99: no such row in the law register',
    ]);
  });

  test('words after the reference make it another reference, so that none is half read', () => {
    expect(faultsOf(`// @law ${PARAGRAPH} and more`, PARAGRAPH, [PARAGRAPH])).toHaveLength(2);
  });

  test('a row that no code uses is told', () => {
    expect(faultsOf('', PARAGRAPH, [PARAGRAPH])).toEqual([
      `${PARAGRAPH}: no @law tag in packages/*/src uses this row`,
    ]);
  });

  test.each([PARAGRAPH, `${REF} a`, `${REF}1`, `${REF}-2`])(
    'a test that cites %s does not cite § 9-3',
    (cited) => {
      expect(faultsOf(`// @law ${REF}`, `law: '${cited}'`, [REF])).toEqual([
        `${REF}: no test or case cites this row`,
      ]);
    },
  );

  test('a rule of a municipality needs no row, but the right form', () => {
    expect(faultsOf('// @law local:fjordvik/allocation-rules#4-2', '', [])).toEqual([]);
    expect(faultsOf('// @law local:fjordvik/allocation-rules', '', [])).toHaveLength(1);
  });
});
