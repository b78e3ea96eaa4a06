// A job from lines: its progress as it goes, its results as a table to take away.
import { reason, send } from "./api.js";
import { element, table } from "./dom.js";

const ended = ["succeeded", "partiallyCompleted", "failed", "cancelled"];
const shownRows = 200;

function documentOf(line, number) {
  if (line.startsWith("{")) {
    const { id, text, pair, question } = JSON.parse(line);
    return { id: String(id ?? number), text, pair, question };
  }
  return { id: String(number), text: line };
}

// The best part of an answer, for a cell.
function inShort(document) {
  if (document.labels) return document.labels.map(({ label, score }) => `${label} ${score.toFixed(2)}`).join(", ") || "unsure";
  if (document.sentences) return document.sentences.map(sentence => sentence.text).join(" ");
  if (document.entities) return document.entities.map(({ text, label }) => `${text} (${label})`).join(", ");
  return JSON.stringify(document);
}

function rowsOf(lines) {
  return lines.split("\n").filter(line => line.length > 0).map(JSON.parse).map(({ id, results, error }) => [
    String(id),
    results ? Object.keys(results).join(", ") : "",
    error ? `${error.code}: ${error.message}` : Object.values(results).map(inShort).join("; "),
  ]);
}

function download(lines, id) {
  const address = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
  return element("a", { href: address, download: `${id}.jsonl` }, "Download the results");
}

/** Starts a job and shows it in `place` until it has ended. */
export async function startJob(text, taskName, place, button) {
  button.disabled = true;
  try {
    await run(text, taskName, place);
  } catch (error) {
    place.replaceChildren(element("p", { class: "error" }, error instanceof SyntaxError ? "A line that begins with { is no JSON." : String(error.message)));
  } finally {
    button.disabled = false;
  }
}

async function run(text, taskName, place) {
  const documents = text.split("\n").map(line => line.trim()).filter(line => line.length > 0).map((line, index) => documentOf(line, index + 1));
  const [task, model] = taskName.split(":");
  const accepted = await send("POST", "/api/v1/jobs", JSON.stringify({ tasks: [model ? { task, model } : { task }], documents }));
  if (accepted.status !== 202) throw new Error(reason(accepted));
  const { id } = accepted.json;
  const bar = element("progress", { max: String(documents.length), value: "0", "aria-label": "Documents done" });
  const state = element("p", {}, "Accepted.");
  place.replaceChildren(state, bar);
  for (;;) {
    const answer = await send("GET", `/api/v1/jobs/${id}?top=1`);
    if (answer.status !== 200) throw new Error(reason(answer));
    const { status, counts } = answer.json;
    bar.value = counts.total - counts.pending;
    state.textContent = `${status}: ${counts.succeeded} succeeded, ${counts.failed} failed, ${counts.pending} pending.`;
    if (ended.includes(status)) break;
    await new Promise(resolve => setTimeout(resolve, 700));
  }
  const results = await send("GET", `/api/v1/jobs/${id}/results`);
  if (results.status !== 200) throw new Error(reason(results));
  const rows = rowsOf(results.text);
  place.append(element("p", {}, download(results.text, id), rows.length > shownRows ? ` The first ${shownRows} of ${rows.length}:` : ""), table("Results", ["id", "task", "answer"], rows.slice(0, shownRows)));
}
