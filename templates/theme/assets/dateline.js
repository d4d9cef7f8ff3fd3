// What a page can only do in the browser: become a good print, and lead to other editions. Nothing becomes HTML.
(async () => {
  "use strict";
  const script = document.currentScript;
  const words = script.dataset;
  const root = new URL("..", script.src);
  const label = document.querySelector(".edition-id");
  const make = (name, attributes, ...content) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach((pair) => made.setAttribute(...pair));
    made.append(...content);
    return made;
  };

  // ---- paper: quotations become notes at the end, with their numbers where the facts stand. The list of a briefing's
  // facts is nothing but quotations, which stay below their facts. Without this script they do so on every page.
  const html = document.documentElement;
  // Read now: later the picker takes the place of the label.
  const here = label.querySelector("[data-ref]").textContent;
  const running = `${document.title} · ${label.textContent.trim()}`;
  const added = [];
  let permanent;
  const add = (element, place, how = "append") => added.push(element) && place[how](element);
  const clear = () => {
    added.splice(0).forEach((element) => element.remove());
    html.style.removeProperty("--running");
    if (!html.getAttribute("style")) html.removeAttribute("style");
  };
  addEventListener("afterprint", clear);
  addEventListener("beforeprint", () => {
    clear();
    html.style.setProperty("--running", JSON.stringify(running));
    if (permanent) {
      add(make("p", { class: "address" }, `${words.address}: ${permanent}`), document.querySelector(".site-head"));
    }
    const page = document.querySelector(".page:not(.facts_of)");
    const factOf = (element) => element.closest("[data-fact]")?.dataset.fact;
    const proof = ".proof:not(.history)";
    const boxes = new Map([...(page?.querySelectorAll(proof) ?? [])].map((box) => [factOf(box), box]));
    if (!boxes.size) return;
    const list = make("ol", {});
    const notes = new Map();
    page.querySelectorAll(`${proof}, .cites, tr[data-fact] td:last-child > a:first-child`).forEach((place) => {
      const box = boxes.get(factOf(place));
      if (!box) return;
      const note = box.querySelector(".evidence").cloneNode(true);
      note.querySelectorAll(".to-click").forEach((element) => element.remove());
      const from = box.querySelector("summary").cloneNode(true).childNodes;
      note.querySelector("dl").before(make("p", { class: "from" }, ...from));
      // On paper the quotation is enough; its sentence stands in the document.
      note.querySelectorAll("blockquote mark").forEach((mark) => mark.parentNode.replaceChildren(mark.textContent));
      note.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
      // Facts with the same words of the same claimant share a note.
      const said = [...note.querySelectorAll("blockquote, .label, .from, dd:first-of-type")];
      const key = said.map((element) => element.textContent).join("\n");
      const [number, shared] = notes.get(key) ?? [notes.size + 1, note];
      notes.set(key, [number, shared]);
      if (shared === note) list.append(make("li", { id: `note:${number}` }, note));
      note.querySelectorAll("dd").forEach((element) => {
        if ([...shared.querySelectorAll("dd")].some((other) => other.textContent === element.textContent)) return;
        shared.querySelector("dl").append(element.previousElementSibling, element);
      });
      const mark = make("sup", { class: "ref" }, make("a", { href: `#note:${number}` }, `[${number}]`));
      if (place.matches("a")) add(mark, place, "after");
      else add(mark, place.parentNode.querySelector(".says, .counted") ?? place.parentNode);
    });
    add(make("section", { class: "endnotes" }, make("h2", {}, words.notes), list), page);
  });

  // ---- proof: an opened one offers its citation to be copied, with an address that will last where there is one
  const toggled = (event) => {
    const box = event.target;
    if (!navigator.clipboard || !box.open || !box.matches(".proof:not(.history)") || box.querySelector(".copy")) return;
    const said = (selector) => [...box.querySelectorAll(selector)].map((one) => one.textContent.trim()).join(" … ");
    const links = box.querySelector(".links");
    const told = make("span", { role: "status" });
    const button = make("button", { type: "button", class: "copy" }, words.copy);
    button.onclick = async () => {
      const path = links.lastElementChild.previousElementSibling.href.slice(root.href.length);
      const address = new URL(path, permanent ? new URL(`../${here}/`, root) : root);
      const from = `${said("summary")}; ${said("dd:first-of-type")}`;
      await navigator.clipboard.writeText(`“${said("blockquote[data-quote], blockquote [data-quote]")}” ${from}. ${running}. ${address}`);
      told.textContent = words.copied;
    };
    links.append(make("span", {}, button, " ", told));
  };
  addEventListener("toggle", toggled, true);

  // ---- other editions: let the reader go to the same page of another, and say so where there is a newer one. A
  // published page is frozen: what came after it is read from versions.json, which stands beside the editions' folders.
  // That file is data: what has not the shape of an edition is left out. Without it the page stays as it is.
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
  const own = editions.find((one) => one.id === here);
  const latest = editions.find((one) => one.latest) ?? editions[0];
  if (!own) return;
  permanent = new URL(`../${own.id}/${location.pathname.slice(root.pathname.length)}`, root);

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
