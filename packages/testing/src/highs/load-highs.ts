import highsModule, { type Highs } from 'highs';

type Loader = typeof highsModule.default;

let loading: Promise<Highs> | undefined;

/** The solver, loaded once in a process. */
export function loadHighs(): Promise<Highs> {
  // Its declarations describe the CommonJS build; what Node imports has the loader itself as its default.
  const loader: unknown = highsModule;
  if (!isLoader(loader)) throw new Error('The package highs does not have the form that is known here.');
  loading ??= loader();
  return loading;
}

function isLoader(value: unknown): value is Loader {
  return typeof value === 'function';
}
