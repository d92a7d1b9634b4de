export const JOIN = '/join';

/** The address of an invitation. Behind the #, the token is sent to no server and stands in no log. */
export function joinPath(token: string): string {
  return `${JOIN}#${token}`;
}
