// Makes unicode.bin: what Hugging Face's tokenizers hold each code point to be, found by asking
// them about every one. Their tables come from several crates of different Unicode versions, so no
// single version of Unicode, and no runtime's own tables, would do.
//   node generate-tables.mjs FOLDER_WITH_NODE_MODULES [unicode.bin]
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const hf = createRequire(resolve(process.argv[2] ?? '.', 'x.js'))('tokenizers')
const target = process.argv[3] ?? 'unicode.bin'
const LIMIT = 0x110000
const isSurrogate = c => c >= 0xd800 && c <= 0xdfff
const str = String.fromCodePoint
const cps = s => Array.from(s, x => x.codePointAt(0))
const each = f => { for (let c = 0; c < LIMIT; c++) if (!isSurrogate(c)) f(c, str(c)) }

// ---- properties -----------------------------------------------------------------------------
const fromJson = preTokenizer => {
  const tokenizer = hf.Tokenizer.fromString(JSON.stringify({
    version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: null,
    pre_tokenizer: preTokenizer, post_processor: null, decoder: null,
    model: { type: 'WordLevel', vocab: { a: 0 }, unk_token: 'a' } }))
  return tokenizer.getPreTokenizer()
}
const split = regex => fromJson({ type: 'Split', pattern: { Regex: regex }, behavior: 'Removed', invert: false })
const parts = (pre, text) => pre.preTokenizeString(text).length
const splits = (pre, x, other = 'a') => parts(pre, `${other}${x}${other}`) > 1 // x is a delimiter, other isn't
const clean = hf.bertNormalizer({ cleanText: true, handleChineseChars: false, stripAccents: false, lowercase: false })
const chinese = hf.bertNormalizer({ cleanText: false, handleChineseChars: true, stripAccents: false, lowercase: false })
const accents = hf.bertNormalizer({ cleanText: false, handleChineseChars: false, stripAccents: true, lowercase: false })
const stripAccents = hf.stripAccentsNormalizer()
const whitespaceSplit = hf.whitespaceSplitPreTokenizer()
const whitespace = hf.whitespacePreTokenizer()
const punctuation = hf.punctuationPreTokenizer()
const digits = hf.digitsPreTokenizer(true)
const [letter, number, space, digit, word, bracketWord] = ['\\p{L}', '\\p{N}', '\\s', '\\d', '\\w', '[\\w]'].map(split)
const properties = [
  (c, x) => clean.normalizeString(x) === '',                  // Removed by BertNormalizer
  (c, x) => splits(whitespaceSplit, x),                       // White space
  (c, x) => splits(punctuation, x),                           // Punctuation
  (c, x) => chinese.normalizeString(x) === ` ${x} `,          // Chinese, as BERT sees it
  (c, x) => accents.normalizeString(x) === '',                // Non-spacing mark
  (c, x) => stripAccents.normalizeString(x) === '',           // Combining mark
  (c, x) => splits(digits, x),                                // Numeric
  (c, x) => parts(whitespace, `a${x}a`) === 1,                // \w of the regex crate
  (c, x) => splits(letter, x, '!'),                                // \p{L} of Oniguruma
  (c, x) => splits(number, x, '!'),                                // \p{N} of Oniguruma
  (c, x) => splits(space, x, '!'),                                 // \s of Oniguruma
  (c, x) => splits(digit, x, '!'),                                 // \d of Oniguruma
  (c, x) => splits(word, x, '!'),                                  // \w of Oniguruma
  (c, x) => splits(bracketWord, x, '!'),                      // \w in brackets: some digits of Latin-1 differ
]
const masks = new Uint16Array(LIMIT)
each((c, x) => properties.forEach((has, bit) => { if (has(c, x)) masks[c] |= 1 << bit }))
console.error('properties done')

// ---- mappings -------------------------------------------------------------------------------
const map = normalizer => {
  const entries = []
  each((c, x) => { const y = normalizer.normalizeString(x); if (y !== x) entries.push([c, cps(y)]) })
  return entries
}
const notHangul = ([c]) => c < 0xac00 || c > 0xd7a3            // those are computed
const nfdNormalizer = hf.nfdNormalizer(), nfcNormalizer = hf.nfcNormalizer()
const lower = map(hf.lowercase())
const nfd = map(nfdNormalizer).filter(notHangul)
const canonical = new Map(nfd)
const nfkd = map(hf.nfkdNormalizer()).filter(notHangul).filter(([c, to]) => String(canonical.get(c)) !== String(to))
const compositions = []
for (const [c, to] of nfd) {
  if (to.length < 2) continue
  const last = to[to.length - 1]
  const first = cps(nfcNormalizer.normalizeString(str(...to.slice(0, -1))))
  if (first.length === 1 && nfcNormalizer.normalizeString(str(first[0], last)) === str(c)) compositions.push([first[0], last, c])
}
compositions.sort((a, b) => a[0] - b[0] || a[1] - b[1])
console.error('mappings done')

// ---- combining classes: only their order counts, so ranks are enough --------------------------
const order = s => nfdNormalizer.normalizeString(s)
const marks = []
each((c, x) => {
  if (order(x) !== x) return
  const swapsBack = order(`a\u0345${x}`) !== `a\u0345${x}`, swapsOn = order(`a${x}\u0334`) !== `a${x}\u0334`
  if (swapsBack || swapsOn || c === 0x345 || c === 0x334) marks.push(c)
})
marks.sort((a, b) => {
  if (order(`a${str(a, b)}`) !== `a${str(a, b)}`) return 1
  return order(`a${str(b, a)}`) !== `a${str(b, a)}` ? -1 : 0
})
const classes = new Uint8Array(LIMIT)
let rank = 0
marks.forEach((c, i) => {
  if (i === 0 || order(`a${str(c, marks[i - 1])}`) !== `a${str(c, marks[i - 1])}`) rank++
  classes[c] = rank
})
console.error(`combining classes done: ${marks.length} marks, ${rank} classes`)

// ---- grapheme clusters, seen through Precompiled, which looks up clusters of less than 6 bytes ---
// A character map with one key of bytes, giving X. A cluster that begins with the key becomes X whole.
const charsmap = key => {
  // A darts-clone double array: unit = label | leaf flag at bit 8 | offset from bit 10 (bit 9 unset).
  // Nodes are 256 apart, so that no two share a place: offsets are multiples of 256.
  const bytes = Buffer.from(key)
  const all = new Uint32Array((bytes.length + 2) * 256)
  let node = 0
  for (let i = 0; i <= bytes.length; i++) {
    const leaf = i === bytes.length
    const offset = (i + 1) * 256
    const base = offset                                        // children of this node start at base
    all[node] |= ((node ^ base) << 10) | (leaf ? 1 << 8 : 0)
    if (leaf) { all[base] = 0x80000000; break }                // value 0: the string at 0
    const child = base ^ bytes[i]
    all[child] = bytes[i]
    node = child
  }
  const trie = Buffer.from(all.buffer)
  const head = Buffer.alloc(4)
  head.writeUInt32LE(trie.length)
  return hf.precompiled([...head, ...trie, 0x58, 0])
}
if (charsmap('é').normalizeString('aébé') !== 'aXbX') throw new Error('the character map is not understood')
const keyed = new Map()
const through = (key, text) => {
  // The map of a key that occurs once is not kept.
  const normalizer = keyed.get(key) ?? charsmap(key)
  return normalizer.normalizeString(text)
}
for (const key of ['a', '\u0301', '\u00a9', '\u0915']) keyed.set(key, charsmap(key))
const ACUTE = '\u0301', ZWJ = '\u200d', KA = '\u0915', VIRAMA = '\u094d', COPYRIGHT = '\u00a9'
const attaches = x => through('a', `a${x}`) === 'X'                       // Extend, ZWJ or SpacingMark
const takesNothing = x => through(ACUTE, `${x}${ACUTE}${ACUTE}`) === `${x}X` // a control character
const clusters = new Uint8Array(LIMIT)
const [CONTROL, ATTACH, PREPEND, L, V, T, LV, LVT, PICTOGRAPH, CONSONANT, LINKER, INCB_EXTEND, ZWJ_CLASS] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
// Is there no boundary before known, a character of 2 or 3 bytes? At one, known + acute is a short
// cluster of its own, and becomes X whole.
const followsAsKnown = (before, known) => through(known, `${before}${known}${ACUTE}`).endsWith(ACUTE)
each((c, x) => {
  if (c >= 0xac00 && c <= 0xd7a3) { clusters[c] = (c - 0xac00) % 28 === 0 ? LV : LVT; return }
  if (c === 0x200d) { clusters[c] = ZWJ_CLASS; return }
  if (attaches(x)) {
    if (followsAsKnown(`${KA}${x}`, KA)) clusters[c] = LINKER
    else if (followsAsKnown(`${KA}${x}${VIRAMA}`, KA)) clusters[c] = INCB_EXTEND
    else clusters[c] = ATTACH
    return
  }
  if (takesNothing(x)) { clusters[c] = CONTROL; return }
  if (through(COPYRIGHT, `${x}${COPYRIGHT}${ACUTE}`).endsWith(ACUTE)) { clusters[c] = PREPEND; return }
  if (followsAsKnown(`${x}${ZWJ}`, COPYRIGHT)) { clusters[c] = PICTOGRAPH; return }
  if (followsAsKnown(`${x}${VIRAMA}`, KA)) { clusters[c] = CONSONANT; return }
})
// Hangul: what joins the vowel A is L, what A joins is V or T.
const jamo = ['\u1100', '\u1161', '\u11a8']
for (const x of jamo) keyed.set(x, charsmap(x))
each((c, x) => {
  if (clusters[c] !== 0) return
  const beforeV = followsAsKnown(x, '\u1161'), beforeT = followsAsKnown(x, '\u11a8'), beforeL = followsAsKnown(x, '\u1100')
  if (beforeL) clusters[c] = L
  else if (beforeV && beforeT) clusters[c] = V
  else if (beforeT) clusters[c] = T
  else if (beforeV) throw new Error(`U+${c.toString(16)} joins V but not T`)
})
const counts = {}
for (const k of clusters) counts[k] = (counts[k] ?? 0) + 1
console.error('clusters done', JSON.stringify(counts))

// ---- the file: varints -------------------------------------------------------------------------
const out = []
const put = n => { while (n >= 128) { out.push((n & 127) | 128); n = Math.floor(n / 128) } out.push(n) }
const putRuns = values => {
  const runs = []
  for (let c = 0, from = 0; c <= LIMIT; c++)
    if (c === LIMIT || values[c] !== values[from]) { runs.push([c - from, values[from]]); from = c }
  put(runs.length)
  for (const [length, value] of runs) { put(length); put(value) }
}
const putMap = entries => {
  put(entries.length)
  let last = 0
  for (const [c, to] of entries) { put(c - last); last = c; put(to.length); to.forEach(put) }
}
putRuns(masks); putRuns(classes); putRuns(clusters)
putMap(lower); putMap(nfd); putMap(nfkd)
put(compositions.length)
compositions.forEach(x => x.forEach(put))
writeFileSync(target, Buffer.from(out))
console.error(`${target}: ${out.length} bytes; lower ${lower.length}, nfd ${nfd.length}, nfkd ${nfkd.length}, compositions ${compositions.length}`)
