export interface Me {
  person: { id: string; name: string; email: string };
  workspace: { id: string; slug: string; name: string };
  role: string;
  csrf_token: string;
}
