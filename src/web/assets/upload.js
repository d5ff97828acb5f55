/*
 * Sending sounds in pieces: progress, going on after a break, several files, drag and drop. The form works without it.
 *
 * What is half sent is remembered by name, size and time of change, so that a file that was changed is begun anew.
 */
const PIECE = 4 * 1024 * 1024;
const AGAIN_MS = 3000;
const LOOK_MS = 1000;

const form = document.querySelector('form[data-upload]');
const list = document.querySelector('[data-live]');
const input = form.querySelector('input[type=file]');
const say = JSON.parse(form.dataset.say);
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** An answer of the API; a refusal is thrown with its sentence, a broken line as it is. */
const ask = async (path, options = {}) => {
  const answer = await fetch(path, {
    ...options,
    headers: { 'accept-language': document.documentElement.lang, ...options.headers },
  });
  if (answer.status === 204) return null;
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.detail), { code: told.code });
  return told;
};

const remembered = {
  key: (file) => `loa-upload ${file.name} ${file.size} ${file.lastModified}`,
  get: (file) => {
    try {
      return localStorage.getItem(remembered.key(file));
    } catch {
      return null;
    }
  },
  set: (file, id) => {
    try {
      if (id === null) localStorage.removeItem(remembered.key(file));
      else localStorage.setItem(remembered.key(file), id);
    } catch {
      // Without storage a file is begun anew each time.
    }
  },
};

const begun = async (file) => {
  const id = remembered.get(file);
  if (id !== null) {
    try {
      const upload = await ask(`/api/v1/uploads/${id}`);
      if (upload.state !== 'refused') return upload;
    } catch (error) {
      if (error.code === undefined) throw error;
    }
  }
  const upload = await ask('/api/v1/uploads', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: file.name, bytes: file.size }),
  });
  remembered.set(file, upload.id);
  return upload;
};

const step = async (file, upload, tell) => {
  const path = `/api/v1/uploads/${upload.id}`;
  if (upload.state === 'arriving') {
    tell(filled(say.sending, { share: Math.floor((100 * upload.received) / file.size) }), upload.received / file.size);
    const at = upload.received;
    return ask(path, {
      method: 'PATCH',
      headers: { 'upload-offset': String(at), 'content-type': 'application/octet-stream' },
      body: file.slice(at, at + PIECE),
    });
  }
  tell(
    upload.decodedSeconds === null ? say.taking : filled(say.decoded, { seconds: Math.round(upload.decodedSeconds) }),
    null,
  );
  await rest(LOOK_MS);
  return ask(path);
};

/** Errors after which the server is asked how much it has. */
const PASSING = new Set([undefined, 'upload.offset', 'upload.busy', 'upload.ended', 'request.too-many']);

const sendFile = async (file) => {
  const row = document.createElement('li');
  const [name, text, bar] = ['b', 'span', 'progress'].map((tag) => document.createElement(tag));
  name.textContent = file.name;
  bar.max = 1;
  bar.setAttribute('aria-label', file.name);
  const line = document.createElement('p');
  line.append(name, ' ', text);
  const box = document.createElement('div');
  box.append(line, bar);
  row.append(box);
  list.append(row);
  const tell = (words, share) => {
    text.textContent = words;
    if (share === null) bar.removeAttribute('value');
    else bar.value = share;
  };
  for (let upload = null; ; ) {
    try {
      upload = upload === null ? await begun(file) : await step(file, upload, tell);
      if (upload.state !== 'taken-in' && upload.state !== 'refused') continue;
      remembered.set(file, null);
      bar.remove();
      row.dataset.state = upload.state;
      const { sound, problem } = upload;
      if (problem !== null) text.textContent = problem.detail;
      else if (sound.sameAs.length > 0) text.textContent = filled(say.sameAs, { names: sound.sameAs.join(', ') });
      else text.textContent = sound.isNew ? say.taken : say.known;
      return;
    } catch (error) {
      if (!PASSING.has(error.code)) {
        bar.remove();
        row.dataset.state = 'refused';
        text.textContent = error.message;
        return;
      }
      tell(say.waiting, null);
      await rest(AGAIN_MS);
      upload = null;
    }
  }
};

/** Two files at once, as the server takes them in. */
const queue = [];
let busy = 0;
const go = async () => {
  if (busy >= 2) return;
  busy += 1;
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) await sendFile(file);
  busy -= 1;
};
const add = (files) => {
  queue.push(...files);
  for (let n = 0; n < 2; n += 1) void go();
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  add(input.files);
  form.reset();
});
form.querySelector('[data-drop]').hidden = false;
for (const kind of ['dragover', 'drop']) document.addEventListener(kind, (event) => event.preventDefault());
document.addEventListener('drop', (event) => add(event.dataTransfer?.files ?? []));
