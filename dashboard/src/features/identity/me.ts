import type { Schema } from '@/shared/api/schema';

/** As a browser is told, where a person has signed in. */
export type Me = Pick<Schema<'Me'>, 'workspace' | 'role' | 'permissions'> & {
  person: NonNullable<Schema<'Me'>['person']>;
  csrf_token: string;
};
