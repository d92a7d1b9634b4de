import { postText } from '@/shared/api/http';
import type { Definition } from '../definition/definition';

export function publishDefinition(yaml: string): Promise<Definition> {
  return postText<Definition>('/api/workflow-definitions', 'application/yaml', yaml);
}
