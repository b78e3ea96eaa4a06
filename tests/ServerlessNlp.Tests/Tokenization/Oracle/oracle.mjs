// Hugging Face's tokenizers as a service: a JSON line in, a JSON line out.
//   {"load":"…tokenizer.json…"}                      {} or {"error":"…"}
//   {"save":"path"}                                   {}
//   {"decode":[[[1,2,3],true],…]}                    ["text",…]; true: without special tokens
//   {"encode":[["text","pair" or null,true],…]}       [{"ids":…,"types":…,"offsets":…,"mask":…,"attention":…} or {"error":"…"},…]
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { resolve } from 'node:path'

const { Tokenizer } = createRequire(resolve(process.argv[2], 'x.js'))('tokenizers')
let tokenizer

const encode = async ([text, pair, addSpecialTokens]) => {
  try {
    const encoding = await tokenizer.encode(text, pair, { addSpecialTokens })
    return {
      ids: encoding.getIds(), types: encoding.getTypeIds(), offsets: encoding.getOffsets().flat(),
      mask: encoding.getSpecialTokensMask(), attention: encoding.getAttentionMask(),
    }
  } catch (error) {
    return { error: String(error.message) }
  }
}

const answer = async request => {
  if (request.decode) return Promise.all(request.decode.map(([ids, skipSpecial]) => tokenizer.decode(ids, skipSpecial)))
  if (request.encode) return Promise.all(request.encode.map(encode))
  try {
    if (request.load) tokenizer = Tokenizer.fromString(request.load)
    if (request.save) tokenizer.save(request.save)
    return {}
  } catch (error) {
    return { error: String(error.message) }
  }
}

// A file of requests would be read ahead; answers keep the order.
let last = Promise.resolve()
createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', line => {
  last = last.then(async () => process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + '\n'))
})
