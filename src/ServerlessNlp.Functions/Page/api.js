// Calls of the service. A function key that it asks for is kept in this variable and nowhere else.
let key = "";

export function setKey(value) {
  key = value;
}

/** What came back: the status, the body as JSON or null, and the request as it can be shown. */
export async function send(method, path, body, contentType = "application/json") {
  const headers = body === undefined ? {} : { "content-type": contentType };
  if (key) headers["x-functions-key"] = key;
  let response;
  try {
    response = await fetch(path, { method, headers, body });
  } catch {
    return { status: 0, json: null, text: "" };
  }
  const text = await response.text();
  let json = null;
  try {
    json = JSON.parse(text);
  } catch {
    // Refusals of the functions host have no body, results of jobs are lines.
  }
  return { status: response.status, json, text, location: response.headers.get("operation-location") };
}

/** Why a request was refused, as a sentence. */
export function reason({ status, json }) {
  if (status === 0) return "The service doesn't answer.";
  if (status === 401) return "This service asks for a function key. Enter it above and run again.";
  return json?.detail ? `${json.detail} (${status} ${json.code})` : `The service answered ${status}.`;
}

/** The same request for a shell. The key is named, not shown. */
export function curl(path, body) {
  const quoted = "'" + body.replaceAll("'", "'\\''") + "'";
  const keyHeader = key ? ` -H "x-functions-key: $KEY"` : "";
  return `curl ${location.origin}${path} -H 'content-type: application/json'${keyHeader} -d ${quoted}`;
}
