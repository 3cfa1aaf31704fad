// Asks a Prometheus for what every panel of the dashboard shows, and whether its rules work.
// node panels.mjs DASHBOARD.json http://127.0.0.1:9090
import { readFileSync } from 'node:fs';

const [file, prometheus] = process.argv.slice(2);

async function ask(path) {
  const answer = await (await fetch(new URL(path, prometheus))).json();
  if (answer.status !== 'success') throw new Error(`${path}: ${answer.error}`);
  return answer.data;
}

const { annotations, panels } = JSON.parse(readFileSync(file, 'utf8'));
const shown = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));
const faults = [];
for (const { title, expr } of shown) {
  const query = encodeURIComponent(expr.replaceAll('$__range', '5m'));
  const { result } = await ask(`/api/v1/query?query=${query}`);
  if (result.length === 0) faults.push(`panel "${title}" is empty: ${expr}`);
}
for (const { expr } of annotations.list) await ask(`/api/v1/query?query=${encodeURIComponent(expr)}`);

const { groups } = await ask('/api/v1/rules');
const rules = groups.flatMap((group) => group.rules);
if (rules.length === 0) faults.push('no rules are loaded');
for (const rule of rules.filter(({ health }) => health !== 'ok')) faults.push(`rule ${rule.name}: ${rule.health}`);

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${shown.length} series of the dashboard have data, ${rules.length} alert rules work`);
