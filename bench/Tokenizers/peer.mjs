// Hugging Face's tokenizers, timed where they run: a JSON line in, a JSON line out.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { resolve } from 'node:path'

const { Tokenizer } = createRequire(resolve(process.argv[2], 'x.js'))('tokenizers')
let texts = []
const loaded = new Map()

// Seconds by the clock or of the processor, whichever are fewer: other work on the machine slows the one, other threads' work adds to the other.
const stopwatch = () => {
  const [clock, processor] = [process.hrtime.bigint(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(processor)
    return Math.min(Number(process.hrtime.bigint() - clock) / 1e9, (user + system) / 1e6)
  }
}

const answer = async request => {
  if (request.texts) {
    texts = request.texts
    return {}
  }
  if (request.train) {
    const tokenizer = Tokenizer.fromString(request.train)
    tokenizer.train([request.on])
    tokenizer.save(request.save)
    return {}
  }
  if (request.load) {
    const time = stopwatch()
    Tokenizer.fromFile(request.load)
    return { seconds: time() }
  }
  if (!loaded.has(request.encode)) loaded.set(request.encode, Tokenizer.fromFile(request.encode))
  const tokenizer = loaded.get(request.encode)
  const encodings = []
  const time = stopwatch()
  for (const text of texts) encodings.push(await tokenizer.encode(text))
  const elapsed = time()
  return { tokens: encodings.reduce((sum, encoding) => sum + encoding.getLength(), 0), seconds: elapsed }
}

let last = Promise.resolve()
createInterface({ input: process.stdin }).on('line', line => {
  last = last.then(async () => process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + '\n'))
})
