// Writes src/schema.ts from the OpenAPI document. With --check it writes nothing and fails when what stands there is not
// what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';

const document = new URL('../../web-rest/src/main/resources/openapi.yaml', import.meta.url);
const output = new URL('../src/schema.ts', import.meta.url);

const head = `// Made by \`npm run generate\` from web-rest/src/main/resources/openapi.yaml: change that, not this.\n\n`;
const text = head + astToString(await openapi(document, { alphabetize: true, defaultNonNullable: false, emptyObjectsUnknown: true }));

if (!process.argv.includes('--check')) {
  writeFileSync(output, text);
} else if (text !== readFileSync(output, 'utf8')) {
  console.error(`${fileURLToPath(output)} is stale: the OpenAPI document was changed. Run \`npm run generate\` in api-client/.`);
  process.exit(1);
}
