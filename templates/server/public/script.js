const list = document.querySelector("#notes");
const form = document.querySelector("#form");
const status = document.querySelector("#status");

async function call(path, options) {
  const response = await fetch(path, options);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

function show(note) {
  const item = document.createElement("li");
  const text = document.createElement("span");
  text.textContent = note.text;
  const button = document.createElement("button");
  button.textContent = "Delete";
  button.setAttribute("aria-label", `Delete the note: ${note.text}`);
  button.addEventListener("click", () => attempt(() => call(`api/notes/${note.id}`, { method: "DELETE" })));
  item.append(text, button);
  return item;
}

async function refresh() {
  const { items } = await call("api/notes");
  list.replaceChildren(...items.map(show));
  status.textContent = items.length === 1 ? "1 note, kept by the server." : `${items.length} notes, kept by the server.`;
}

async function attempt(action) {
  try {
    await action();
    await refresh();
  } catch (error) {
    status.textContent = error.message;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = new FormData(form).get("text");
  void attempt(async () => {
    await call("api/notes", { method: "POST", body: JSON.stringify({ text }) });
    form.reset();
  });
});

void attempt(async () => {});
