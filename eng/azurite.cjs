// Runs Azurite as a child that ends when its parent does, also when the parent is killed: its standard input then closes.
// Ctrl+C goes to the whole process group; the parent must outlive its storage to give work back, so only the parent decides.
'use strict';

let stop;
const once = process.once.bind(process);
process.once = (event, handler) => {
  if (event !== 'SIGINT' && event !== 'SIGTERM')
    return once(event, handler);
  stop = handler;
  return process;
};
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {});

process.stdin.resume();
process.stdin.on('end', () => {
  if (!stop)
    process.exit(0);
  stop();
});

require('azurite/dist/src/azurite.js');
