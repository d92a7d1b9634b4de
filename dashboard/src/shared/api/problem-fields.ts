import { Problem } from './problem';

/** What the server says of each field of a form, and whether that is all it says. */
export function fieldErrors<F extends string>(
  error: unknown,
  fields: readonly F[],
): Partial<Record<F, string>> {
  if (!(error instanceof Problem)) return {};
  const found: Partial<Record<F, string>> = {};
  for (const { field, message } of error.errors) {
    const name = fields.find((one) => one === field || `/${one}` === field);
    if (name !== undefined) found[name] = found[name] === undefined ? message : `${found[name]}; ${message}`;
  }
  return found;
}

/** The error, unless it is told at a field already. */
export function elsewhere(error: unknown, atFields: object): unknown {
  return Object.keys(atFields).length > 0 ? null : error;
}
