import { describe, expect, it } from 'vitest';
import { keepable, readKoboDwelling, supplierIdNameOf, unpublishedNames } from './kobo-dwelling.ts';

const DWELLING = {
  leverandorBoligId: 'F-0001',
  adresse: { whatever: ['it', 'holds'] },
  boligtype: 'SOMETHING',
};

describe('reading a dwelling of Kobo', () => {
  it('keeps what is not published, untouched', () => {
    const received = { ...DWELLING, somethingNew: { deep: [1, null] }, eieform: 'A_VALUE_NOBODY_KNOWS' };
    expect(readKoboDwelling(received)).toEqual({ kind: 'read', dwelling: received, supplierId: 'F-0001' });
  });

  it('knows the supplier’s id by both names', () => {
    const { leverandorBoligId, ...rest } = DWELLING;
    const older = readKoboDwelling({ ...rest, fdvuBoligId: leverandorBoligId });
    expect(older).toMatchObject({ kind: 'read', supplierId: 'F-0001' });
  });

  it('names all that is wrong', () => {
    const received = { antallSoverom: 2.5, egenskaper: ['A', 1], koboId: 'no id', boligtype: null };
    expect(readKoboDwelling(received)).toEqual({
      kind: 'faulty',
      faults: [
        { field: 'adresse', fault: 'missing' },
        { field: 'antallSoverom', fault: 'wrong-type' },
        { field: 'boligtype', fault: 'missing' },
        { field: 'egenskaper', fault: 'wrong-type' },
        { field: 'koboId', fault: 'wrong-type' },
        { field: 'leverandorBoligId', fault: 'missing' },
      ],
    });
  });

  it.each([null, [], 'text', 3])('takes no %j for a dwelling', (received) => {
    expect(readKoboDwelling(received)).toEqual({
      kind: 'faulty',
      faults: [{ field: '', fault: 'no-object' }],
    });
  });
});

describe('what is kept of a dwelling of Kobo', () => {
  it('is what is published about the dwelling, and of the rest the names alone', () => {
    const received = {
      ...DWELLING,
      husstand: { navn: 'X' },
      leieforhold: { leietaker: 'X' },
      leiekostnad: { belop: 1 },
      eier: { navn: 'X' },
      somethingNew: 'X',
    };
    expect(keepable(received)).toEqual(DWELLING);
    expect(unpublishedNames(received)).toEqual(['somethingNew']);
  });

  it('says which version our id came with', () => {
    expect(supplierIdNameOf(DWELLING)).toBe('leverandorBoligId');
    expect(supplierIdNameOf({ fdvuBoligId: 'F-0001' })).toBe('fdvuBoligId');
  });
});
