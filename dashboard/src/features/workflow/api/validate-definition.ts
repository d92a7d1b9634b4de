import { postText } from '@/shared/api/http';
import type { YamlError } from '../definition/definition';

/** All that is wrong with the text at once; empty when it can be published. */
export async function validateDefinition(yaml: string, signal: AbortSignal): Promise<YamlError[]> {
  const answer = await postText<{ errors: YamlError[] }>(
    '/api/workflow-definitions/validate',
    'application/yaml',
    yaml,
    signal,
  );
  return answer.errors;
}
