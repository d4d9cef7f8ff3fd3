// Let the reader go to the same page of another edition, and say so where there is a newer one. A published page is
// frozen: what came after it is read from versions.json, which stands beside the editions' folders. That file is data:
// what has not the shape of an edition is left out, and nothing becomes HTML. Without it the page stays as it is.
(async () => {
  "use strict";
  const script = document.currentScript;
  const words = script.dataset;
  const root = new URL("..", script.src);
  const label = document.querySelector(".edition-id");
  // A folder that was opened, and a site at the top of its host, have nothing beside them.
  if (!root.protocol.startsWith("http") || root.pathname === "/") return;
  const found = await fetch(new URL("../versions.json", root), { cache: "no-cache" })
    .then((answer) => answer.ok && answer.json())
    .catch(() => false);
  const editions = (Array.isArray(found) ? found : [])
    .filter((one) => typeof one?.version === "string" && /^\d{4}-\d\d-\d\d(\.\d+)?$/.test(one.version))
    .map(({ version, title, aliases }) => ({
      id: version,
      title: typeof title === "string" && /^[\p{L}\p{M}\p{N} .,:()’–-]{1,80}$/u.test(title) ? title : version,
      latest: Array.isArray(aliases) && aliases.includes("latest"),
    }));
  const own = editions.find((one) => one.id === label.querySelector("[data-ref]").textContent);
  const latest = editions.find((one) => one.latest) ?? editions[0];
  if (!own) return;

  const make = (name, attributes, ...content) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach((pair) => made.setAttribute(...pair));
    made.append(...content);
    return made;
  };
  const aims = [];
  // Make a link to this page in an edition. Where that edition has no such page the link leads to its front page, and
  // `tell` says so; this is asked when the reader turns to the link, and before it is followed.
  const link = (edition, attributes, text, tell) => {
    const a = make("a", attributes, text);
    let gone = false;
    let asked;
    const aim = () => {
      const page = gone ? "" : location.href.slice(root.href.length);
      a.href = new URL(`../${edition.id}/${page}`, root);
    };
    const ask = async () => {
      // A line that fails or dawdles says nothing against the page. Some stores of files say 403 for 404.
      const answer = await fetch(a.href, { method: "HEAD", signal: AbortSignal.timeout(4000) }).catch(() => null);
      gone = [403, 404, 410].includes(answer?.status);
      if (gone) tell(a);
      aim();
    };
    a.onfocus = a.onpointerenter = () => (asked ??= ask());
    a.onclick = async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      await a.onfocus();
      location.assign(a.href);
    };
    aims.push(aim);
    aim();
    return a;
  };
  addEventListener("hashchange", () => aims.forEach((aim) => aim()));

  // ---- the picker: the edition in the header opens the list of all
  const mark = (text) => make("span", { class: "which" }, text);
  const rows = editions.map((edition) => {
    const row = link(edition, {}, edition.title, () => row.append(mark(words.front)));
    if (edition === latest) row.append(mark(words.latest));
    if (edition === own) row.append(mark(words.here));
    if (edition === own) row.setAttribute("aria-current", "true");
    return make("li", {}, row);
  });
  const name = `${label.textContent.trim()} – ${words.all}`;
  const summary = make("summary", { "aria-label": name }, ...label.childNodes);
  const picker = make("details", { class: "edition-id" }, summary, make("ul", { "aria-label": words.all }, ...rows));
  label.replaceWith(picker);
  const leave = (event) => {
    if (!picker.contains(event.target)) picker.open = false;
  };
  ["pointerdown", "focusin", "pagehide"].forEach((kind) => addEventListener(kind, leave));
  picker.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    picker.open = false;
    summary.focus();
  };

  // ---- the notice
  if (own === latest) return;
  const fill = (text) => text.replace("{latest}", () => latest.title);
  const way = link(latest, {}, fill(words.same), () => {
    way.before(fill(words.gone), " ");
    way.textContent = words.instead;
  });
  document.querySelector(".older").append(make("p", {}, make("strong", {}, words.older), " ", way));
  way.onfocus();
})();
