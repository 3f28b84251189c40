/** `T` with everything in it unchangeable, as the types of the rules are. A branded text stays what it is. */
export type Unchangeable<T> = T extends string
  ? T
  : T extends object
    ? { readonly [Key in keyof T]: Unchangeable<T[Key]> }
    : T;

/**
 * Compiles only when the two types are the same, so that a schema cannot drift from the type it stands for. Holds for
 * optional and unchangeable properties, too.
 */
export type SameType<A, B> =
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- two open conditionals are the same only for the same type
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
