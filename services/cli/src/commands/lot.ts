import { type Command, InvalidArgumentError } from 'commander';
import { printJson, printLines } from '../output.ts';

interface LotFlags {
  readonly seed: string;
  readonly ids: readonly string[];
  readonly json?: true;
}

/** Adds `lot recompute`: the order that a published seed gives to households that the rules leave equal. */
export function addLotCommand(program: Command): void {
  program
    .command('lot')
    .description('recorded lots')
    .command('recompute')
    .description('draw a recorded lot again: ascending SHA-256 of seed, colon and household id')
    .requiredOption('--seed <seed>', 'the published seed, 32 to 128 hexadecimal digits', parseSeed)
    .requiredOption(
      '--ids <ids...>',
      'the households of one group, by id; blanks or commas between them',
      parseIds,
    )
    .option('--json', 'print one JSON document')
    .action(async ({ seed, ids, json }: LotFlags) => {
      const { drawLots } = await import('@boligtrapp/use-cases');
      const group = ids.map((householdId) => ({ householdId }));
      const order = drawLots([group], seed)
        .ordered.flat()
        .map(({ householdId }) => householdId);
      if (json === true) printJson({ seed, method: 'sha256-seed-household', order });
      else printLines(order);
    });
}

function parseSeed(text: string): string {
  if (!/^[0-9a-f]{32,128}$/.test(text)) {
    throw new InvalidArgumentError('It must be 32 to 128 hexadecimal digits in lower case.');
  }
  return text;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Called once for each argument, with what the ones before gave. */
function parseIds(text: string, before: readonly string[] = []): readonly string[] {
  const ids = text.split(',').map((id) => id.trim());
  if (!ids.every((id) => UUID.test(id)))
    throw new InvalidArgumentError('An id must be a UUID in lower case.');
  const all = [...before, ...ids];
  if (new Set(all).size < all.length) throw new InvalidArgumentError('An id is given twice.');
  return all;
}
