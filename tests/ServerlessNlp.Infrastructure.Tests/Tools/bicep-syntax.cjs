// Reads the text of a Bicep file as a JSON string on a line, and writes its syntax tree as JSON on a line, until the input ends.
// Packages are found by NODE_PATH.
const { createInterface } = require('node:readline');
const { Language, Parser } = require('web-tree-sitter');

async function main() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  for await (const line of createInterface({ input: process.stdin })) {
    const tree = parser.parse(JSON.parse(line));
    process.stdout.write(JSON.stringify(node(tree.rootNode)) + '\n');
    tree.delete();
  }
}

function node(syntax, field = null) {
  const children = [];
  for (let i = 0; i < syntax.childCount; i++) children.push(node(syntax.child(i), syntax.fieldNameForChild(i)));
  const type = syntax.isMissing ? 'MISSING' : syntax.type;
  return { type, field, text: syntax.text, line: syntax.startPosition.row + 1, named: syntax.isNamed, children };
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
