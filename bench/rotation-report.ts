import type { Cost } from './cpu-time.ts';
import type { Machine } from './machine.ts';
import type { NightMeasurement, RotationMeasurement } from './rotation-task.ts';
import { type Table, toMarkdown } from './tables.ts';

/** The nights of a municipality, and a bare pass over the same rows. */
export interface SizeMeasurement extends RotationMeasurement {
  /** Medians of the passes before and after the nights. */
  readonly bare: Cost;
  /** The findings of the first night, stored by one statement. */
  readonly bareWrite: Cost;
}

/** All that one run of the benchmark found. */
export interface RotationResult {
  readonly startedAt: string;
  readonly machine: Machine;
  readonly command: string;
  readonly sizes: readonly SizeMeasurement[];
}

const NIGHT_NAMES = ['the first night', 'the next night', 'the next night again'] as const;
/** Growth is that from this size on: what does not grow with the leases is no longer seen. */
const GROWTH_FROM_LEASES = 5_000;

/** The whole report in Markdown. */
export function writeRotationReport({ startedAt, machine, command, sizes }: RotationResult): string {
  return [
    `# Rotation, ${startedAt}`,
    `${machine.cores} × ${machine.processor}, ${machine.memoryGb} GB, Node ${machine.node}, ${machine.platform}. \`${command}\``,
    '## Nights',
    'The first night of a municipality finds all that there is and stores it; the next one is what an ordinary night is, and made again it changes nothing. Memory: the most that the process of the nights had. Bare pass: one `select` over the same rows, with the same dates computed in SQL and every row read, median of six. The night is the looking at leases, without the steps that come after it; before each one the tables are vacuumed and analysed, as autovacuum does in the day between. CPU: of the process and of the database server together, which other work on the machine changes less than the time on the clock.',
    toMarkdown(nightTable(sizes)),
    '## What the first night cannot go below',
    'The findings of the first night stored once more by one statement of the database, as the role of the application and with all keys, references and indexes; nothing is judged and nothing crosses a wire.',
    toMarkdown(floorTable(sizes)),
    '## Growth',
    NIGHT_NAMES.map((name, index) => `- ${name}: ${growthOf(sizes, index)}`).join('\n'),
    '',
  ].join('\n\n');
}

function nightTable(sizes: readonly SizeMeasurement[]): Table {
  const head = 'leases,night,seconds,leases/s,findings,new,MB,bare s,ratio,CPU s,bare CPU s,CPU ratio'.split(
    ',',
  );
  const rows = sizes.flatMap((size) =>
    size.nights.map((night, index) => [
      String(night.leases),
      NIGHT_NAMES[index] ?? night.runOn,
      night.seconds.toFixed(2),
      String(Math.round(night.leases / night.seconds)),
      String(night.flags),
      String(night.newFlags),
      String(size.peakMemoryMb),
      size.bare.seconds.toFixed(2),
      (night.seconds / size.bare.seconds).toFixed(1),
      night.cpuSeconds?.toFixed(2) ?? '–',
      size.bare.cpuSeconds?.toFixed(2) ?? '–',
      night.cpuSeconds === null || size.bare.cpuSeconds === null
        ? '–'
        : (night.cpuSeconds / size.bare.cpuSeconds).toFixed(1),
    ]),
  );
  return [head, ...rows];
}

function floorTable(sizes: readonly SizeMeasurement[]): Table {
  const head = [
    'leases',
    'findings',
    'bare read s',
    'bare write s',
    'first night s',
    'first night / (read + write)',
  ];
  const rows = sizes.flatMap(({ nights: [first], bare, bareWrite }) =>
    first === undefined
      ? []
      : [
          [
            String(first.leases),
            String(first.newFlags),
            bare.seconds.toFixed(2),
            bareWrite.seconds.toFixed(2),
            first.seconds.toFixed(2),
            (first.seconds / (bare.seconds + bareWrite.seconds)).toFixed(1),
          ],
        ],
  );
  return [head, ...rows];
}

/** The exponent of the growth of time with leases, from the smallest size that counts to the largest. */
function growthOf(sizes: readonly SizeMeasurement[], index: number): string {
  const nights = sizes.flatMap(({ nights: all }): readonly NightMeasurement[] => all.slice(index, index + 1));
  const counted = nights.filter(({ leases }) => leases > GROWTH_FROM_LEASES);
  const [first, last] = [counted.at(0), counted.at(-1)];
  if (first === undefined || last === undefined || first === last) return 'one size only';
  const cpu =
    first.cpuSeconds === null || last.cpuSeconds === null
      ? ''
      : `; of CPU time ${exponent(last.cpuSeconds / first.cpuSeconds, last.leases / first.leases)}`;
  const leases = last.leases / first.leases;
  const time = last.seconds / first.seconds;
  return `${time.toFixed(1)} × the time for ${leases.toFixed(1)} × the leases: exponent ${exponent(time, leases)}${cpu}`;
}

function exponent(time: number, leases: number): string {
  return (Math.log(time) / Math.log(leases)).toFixed(2);
}
