import type { components } from '../../../../api-client/src/schema';

/** A schema of the OpenAPI document, by its name there. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
