import { curl, reason, send, setKey } from "./api.js";
import { show } from "./answers.js";
import { copyButton, element, table } from "./dom.js";
import { startJob } from "./jobs.js";
import { tasks } from "./tasks.js";

const $ = id => document.getElementById(id);
const chosen = () => tasks.filter(task => $(`task-${task.name}`).checked);

function listTasks(models) {
  $("tasks").replaceChildren(...tasks.map(task => {
    const before = $(`task-${task.name}`);
    const box = element("input", { type: "checkbox", id: `task-${task.name}`, checked: before ? before.checked : task.chosen, onchange: showNeeds });
    const fitting = models.filter(model => model.task === task.modelTask).map(model => model.name);
    const select = element("select", { id: `model-${task.name}`, "aria-label": `Model to ${task.title.toLowerCase()} with` },
      element("option", { value: "" }, task.optionalModel ? "no model" : "default model"),
      ...fitting.map(name => element("option", {}, name)));
    return element("div", { class: "task" }, box, element("label", { for: box.id }, task.title), fitting.length > 0 ? select : null);
  }));
  const names = models.filter(model => model.task === "classify").map(model => `classify:${model.name}`);
  $("job-task").replaceChildren(...["classify", "summarize", "entities", ...names].map(name => element("option", {}, name)));
  showNeeds();
}

function showNeeds() {
  for (const need of ["question", "pair"]) $(`${need}-row`).hidden = !chosen().some(task => task.needs === need);
}

async function listModels() {
  const answer = await send("GET", "/api/v1/models");
  $("key-row").hidden = answer.status !== 401 && $("key-row").hidden;
  const models = answer.json?.models ?? [];
  listTasks(models);
  $("models").replaceChildren(answer.status === 200
    ? table("Models", ["name", "version", "task", "precision", "MB", "loaded"], models.map(model =>
      [model.name, model.version, model.task, model.precision, Math.round(model.size / 1e5) / 10, model.loaded ? "yes" : "no"]))
    : element("p", { class: "error" }, reason(answer)));
}

function requestOf(task, text) {
  const document = { id: "1", text };
  if (task.needs) document[task.needs] = $(task.needs).value;
  const model = $(`model-${task.name}`)?.value;
  return JSON.stringify({ ...(model ? { model } : {}), documents: [document] });
}

function panel(task, path, body, answer, text) {
  const document = answer.json?.documents?.[0];
  const failed = answer.json?.errors?.[0]?.error;
  const content = document
    ? [...show[task.name](document, text), ...document.warnings.map(warning => element("p", { class: "help" }, warning.message))]
    : [element("p", { class: "error" }, failed ? `${failed.message} (${failed.code})` : reason(answer))];
  const model = answer.json?.model;
  const note = document ? `${model ? `${model.name}@${model.version}, ` : ""}${answer.json.usage.inferenceMs} ms` : "";
  const received = answer.json ? JSON.stringify(answer.json, null, 1) : answer.text;
  return element("article", { class: "answer", id: `answer-${task.name}`, "aria-label": task.title },
    element("header", {}, element("h3", {}, task.title), element("span", {}, note)), ...content,
    element("details", {}, element("summary", {}, "Request and answer"),
      element("p", {}, copyButton("Copy as curl", curl(path, body))), element("pre", { tabindex: "0" }, curl(path, body)),
      element("p", {}, copyButton("Copy the answer", received)), element("pre", { tabindex: "0" }, received)));
}

async function run(event) {
  event.preventDefault();
  setKey($("key").value.trim());
  const text = $("text").value;
  const button = event.submitter ?? event.target.querySelector("button");
  button.disabled = true;
  $("state").textContent = "Asking …";
  $("answers").replaceChildren();
  let answered = 0;
  for (const task of chosen()) {
    const [path, body] = [`/api/v1/${task.name}`, requestOf(task, text)];
    const answer = await send("POST", path, body);
    if (answer.status === 401) $("key-row").hidden = false;
    if (answer.status === 200) answered++;
    $("answers").append(panel(task, path, body, answer, text));
  }
  $("state").textContent = chosen().length === 0 ? "Choose a task first." : `${answered} of ${chosen().length} answered.`;
  button.disabled = false;
  await listModels();
}

async function readFile(file) {
  if (!file) return;
  setKey($("key").value.trim());
  $("read").textContent = `Reading ${file.name} …`;
  const answer = await send("POST", `/api/v1/read?name=${encodeURIComponent(file.name)}`, file, file.type || "application/octet-stream");
  if (answer.status === 401) $("key-row").hidden = false;
  if (answer.status !== 200) {
    $("read").replaceChildren(element("span", { class: "error" }, reason(answer)));
    return;
  }
  const { format, charset, text, warnings } = answer.json;
  $("text").value = text;
  $("read").textContent = [`Read ${file.name} as ${format}${charset ? `, ${charset}` : ""}: ${text.length.toLocaleString()} characters.`, ...warnings.map(warning => warning.message)].join(" ");
}

$("ask").addEventListener("submit", run);
$("file").addEventListener("change", event => readFile(event.target.files[0]));
$("lines-file").addEventListener("change", async event => {
  if (event.target.files[0]) $("lines").value = await event.target.files[0].text();
});
$("job").addEventListener("submit", event => {
  event.preventDefault();
  setKey($("key").value.trim());
  startJob($("lines").value, $("job-task").value, $("job-result"), event.submitter ?? event.target.querySelector("button"));
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  $("drop").addEventListener(kind, event => {
    event.preventDefault();
    $("drop").classList.toggle("over", kind === "dragover");
    if (kind === "drop") readFile(event.dataTransfer.files[0]);
  });
}
listTasks([]);
listModels();
