export interface Me {
  person: { id: string; name: string; email: string };
  workspace: { id: string; slug: string; name: string };
  role: string;
  /** What the role allows, by the names of docs/security.md. */
  permissions: string[];
  csrf_token: string;
}
