import { describe, expect, it } from 'vitest';
import { problemDocument } from './problem-document.ts';

const occurrence = { requestId: '01a22010-0000-7000-8000-000000000000', publicUrl: '' };

describe('what a document says of a field', () => {
  it('is what the problem is, where a rule refused the value', () => {
    const found = {
      code: 'keep-apart.same-household',
      faults: [{ pointer: '/body/householdIds', code: 'invalid' }],
    } as const;
    const { title, errors } = problemDocument(found, 'nb', occurrence);
    expect(title).toBe('En husstand kan ikke holdes atskilt fra seg selv.');
    expect(errors).toEqual([{ ...found.faults[0], detail: title }]);
  });

  it('is what is wrong with its form, where the request does not fit the description', () => {
    const found = {
      code: 'request.invalid',
      faults: [
        { pointer: '/body/a', code: 'required' },
        { pointer: '/body/b', code: 'invalid' },
      ],
    } as const;
    expect(problemDocument(found, 'en', occurrence).errors?.map(({ detail }) => detail)).toEqual([
      'The field is missing.',
      'The value is not valid.',
    ]);
  });
});
