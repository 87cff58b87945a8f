/**
 * VS Code's own schema and problem matchers, which a package of its parts for other editors carries.
 *
 * Reads `{matcher, lines}` from stdin. Writes `{schema, problems}`: the schema of tasks.json, and what VS Code makes of
 * the lines. The package is expected beside this file, in node_modules.
 */
import { register } from "node:module";
import { text } from "node:stream/consumers";

// Parts of an editor import style sheets, of which Node knows nothing.
const hooks = `export async function load(url, context, next) {
  if (/\\.(css|html|png|svg|ttf)$/.test(new URL(url).pathname)) return { format: "module", source: "export default ''", shortCircuit: true };
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

const tasks = "vscode/vs/workbench/contrib/tasks/common";
const { default: schema } = await import(`@codingame/monaco-vscode-task-service-override/${tasks}/jsonSchema_v2`);
const { ProblemMatcherParser, createLineMatcher } = await import(`@codingame/monaco-vscode-api/${tasks}/problemMatcher`);

const { matcher, lines } = JSON.parse(await text(process.stdin));
const said = [];
const log = { state: {}, info: (one) => said.push(one), warn: (one) => said.push(one), error: (one) => said.push(one), fatal: (one) => said.push(one) };
const problems = [];
if (matcher) {
  const parsed = new ProblemMatcherParser(log).parse(matcher);
  if (!parsed || said.length) throw new Error(`VS Code does not take the problem matcher: ${said.join("; ")}`);
  const one = createLineMatcher(parsed, undefined, log);
  for (const line of lines) {
    const { match } = one.handle([line]);
    if (match) problems.push(match.marker);
  }
}
process.stdout.write(JSON.stringify({ schema, problems }));
