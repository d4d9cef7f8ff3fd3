// The page of search. Pagefind and its index are loaded when the field is first used, or when the address asks for
// something. Whatever is shown is put in as text: nothing becomes HTML.
(() => {
  "use strict";
  const script = document.currentScript;
  const root = new URL("..", script.src);
  const language = document.documentElement.lang;
  const page = document.querySelector(".page.search");
  const ways = page.querySelector(".ways");
  const say = (key, value = "") => (script.getAttribute(`data-word-${key}`) ?? "").replace("{}", () => value);
  const make = (name, attributes, ...content) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach((pair) => made.setAttribute(...pair));
    made.append(...content);
    return made;
  };
  // A browser lets no page read the files of a folder that was opened.
  if (!root.protocol.startsWith("http")) {
    ways.querySelector(".why").textContent = say("folder");
    return;
  }
  ways.querySelector(".why").textContent = say("instead");

  const STEP = 10;
  const FACETS = ["kind", "briefing", "place", "actor", "claimant", "source", "standing"];
  const asked = new URLSearchParams(location.search);

  // ---- the form
  const field = make("input", { id: "q", name: "q", type: "search", autocomplete: "off", spellcheck: "false", "aria-describedby": "q-hint" });
  const order = make("select", { id: "order" }, ...["best", "newest"].map((key) => make("option", { value: key }, say(key))));
  const status = make("p", { class: "found", role: "status" });
  const form = make(
    "form",
    { role: "search" },
    make("label", { for: "q" }, say("field")),
    make("div", { class: "line" }, field, make("button", {}, say("button"))),
    make("p", { class: "hint", id: "q-hint" }, say("hint")),
  );
  const sorted = make("p", { class: "order" }, make("label", { for: "order" }, say("order")), " ", order);
  const narrow = make("details", { class: "facets" }, make("summary", {}, say("narrow")));
  const hits = make("ol", { class: "hits", "aria-label": say("hits") });
  const more = make("button", { type: "button", class: "further" });
  const below = make("div", { class: "below" }, narrow, make("div", {}, status, sorted, hits, more));
  narrow.open = matchMedia("(min-width: 56rem)").matches;
  narrow.hidden = sorted.hidden = more.hidden = true;
  field.value = asked.get("q") ?? "";
  order.value = asked.get("order") === "newest" ? "newest" : "best";
  ways.before(form, below);

  // ---- the index, loaded once; the facets are drawn with all that it has, and stay in their order
  const boxes = []; // { facet, value, box, count, item }
  const draw = (totals) =>
    FACETS.forEach((facet) => {
      const shown = (value) => (["kind", "standing"].includes(facet) && say(`${facet}-${value}`)) || value;
      const values = Object.keys(totals[facet] ?? {}).sort((a, b) => shown(a).localeCompare(shown(b), language));
      if (!values.length) return;
      const items = values.map((value) => {
        const box = make("input", { type: "checkbox", name: facet, value });
        const count = make("span", { class: "count" });
        const item = make("label", {}, box, make("span", {}, shown(value)), " ", count);
        box.checked = asked.getAll(facet).includes(value);
        boxes.push({ facet, value, box, count, item });
        return item;
      });
      narrow.append(make("fieldset", {}, make("legend", {}, say(`facet-${facet}`)), make("div", {}, ...items)));
    });
  let loading;
  const load = () =>
    (loading ??= (async () => {
      const pagefind = await import(new URL("pagefind/pagefind.js", root));
      // Without a worker there is one file less to load. The edition’s name lets its index be kept until the next one.
      const edition = document.querySelector('[data-ref="edition/id"]').textContent;
      await pagefind.options({ noWorker: true, metaCacheTag: edition });
      const totals = await pagefind.filters();
      draw(totals);
      return [pagefind, totals];
    })());

  // ---- words that were asked for, marked where they stand
  const plain = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}_]/gu, "").toLocaleLowerCase(language);
  // Pagefind finds other forms of a word too: “killing” for “killed”. A mark is put on what begins alike.
  const stem = (word) => (/^[a-z]{5,}$/.test(word) ? word.replace(/(ings?|ed|es|s|e)$/, "") : word);
  const wanted = () => field.value.split(/[\s\p{Pd}]+/u).map(plain).filter(Boolean).map(stem);
  // Return a text as pieces: [words, whether they are marked].
  const pieces = (text, terms) =>
    (text.match(/[\p{L}\p{M}\p{N}_]+(?:[.,’'][\p{L}\p{M}\p{N}_]+)*|[^\p{L}\p{M}\p{N}_]+/gu) ?? []).map((piece) => [
      piece,
      terms.some((term) => plain(piece).startsWith(term)),
    ]);
  const marked = (found) => found.map(([text, hit]) => (hit ? make("mark", {}, text) : text));
  const around = (found) => {
    const first = Math.max(0, found.findIndex(([, hit]) => hit) - 20);
    const cut = found.slice(first, first + 70);
    return [first ? "… " : "", ...marked(cut), first + 70 < found.length ? " …" : ""];
  };

  // ---- dates, from EDTF into words, no more exact than they are
  const day = (text) => {
    const [, iso, unsure] = /^(\d{4}(?:-\d\d){0,2})([?~%]?)$/.exec(text) ?? [];
    if (!iso) return text;
    const parts = [{ year: "numeric" }, { month: "long" }, { day: "numeric" }].slice(0, iso.split("-").length);
    const written = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: "UTC", ...Object.assign({}, ...parts) });
    return written.format(new Date(`${iso}-01-01`.slice(0, 10))) + (unsure ? ` (${say("unsure")})` : "");
  };
  const when = (edtf) => {
    const [first, last] = edtf.split("/");
    if (last === undefined) return day(first);
    if (last === "..") return say("since", day(first));
    return first === ".." ? say("until", day(last)) : `${day(first)} – ${day(last)}`;
  };

  // ---- one result: its sentence with its date, and where the words stand if not in the sentence
  const hit = ({ raw_url: path, meta, content, filters }) => {
    const address = new URL(path, root);
    if (!address.href.startsWith(root.href)) return "";
    const terms = wanted();
    const sentence = pieces(meta.sentence, terms);
    const row = make("li", {}, make("a", { href: address.href }, ...marked(sentence)));
    for (const mark of filters.standing ?? []) row.append(" ", make("span", { class: `mark ${mark} small` }, say(`standing-${mark}`)));
    const kind = filters.kind?.[0] ?? "";
    const of = [say(`kind-${kind}`) || kind, filters.briefing?.[0], meta.date && when(meta.date), filters.claimant?.[0]];
    row.append(make("p", { class: "of" }, of.filter(Boolean).join(" · ")));
    const quotation = pieces(content, terms);
    const names = meta.names.split("; ").map((name) => pieces(name, terms)).filter((name) => name.some(([, found]) => found));
    const missed = terms.length && !sentence.some(([, found]) => found);
    if (missed && quotation.some(([, found]) => found)) row.append(make("blockquote", {}, ...around(quotation)));
    else if (missed && names.length) {
      const said = names.flatMap((name, at) => [at ? "; " : " ", ...marked(name)]);
      row.append(make("p", { class: "of" }, say("also"), ...said));
    }
    return row;
  };

  // ---- a search
  const remember = () => {
    const told = new URLSearchParams();
    if (field.value.trim()) told.set("q", field.value.trim());
    boxes.filter(({ box }) => box.checked).forEach(({ facet, value }) => told.append(facet, value));
    if (order.value !== "best") told.set("order", order.value);
    history.replaceState(null, "", `${location.pathname}${told.size ? `?${told}` : ""}`);
  };
  let turn = 0;
  const show = async (results, mine) => {
    const next = results.slice(hits.childElementCount, hits.childElementCount + STEP);
    const rows = (await Promise.all(next.map((result) => result.data()))).map(hit);
    if (mine !== turn) return;
    hits.append(...rows);
    const left = results.length - hits.childElementCount;
    more.hidden = left < 1 || !rows.length;
    more.textContent = say("more", Math.min(left, STEP).toLocaleString(language));
    more.onclick = async () => {
      const at = hits.childElementCount;
      await show(results, mine);
      hits.children[at]?.querySelector("a").focus();
    };
  };
  const search = async () => {
    const mine = ++turn;
    const slow = setTimeout(() => (status.textContent = say("loading")), 300);
    try {
      const [pagefind, totals] = await load();
      if (mine !== turn) return;
      remember();
      const term = field.value.trim() || null;
      const chosen = boxes.filter(({ box }) => box.checked);
      const ask = (but) => {
        const filters = {};
        chosen.forEach(({ facet, value }) => facet !== but && (filters[facet] ??= { any: [] }).any.push(value));
        return pagefind.search(term, { filters, sort: term && order.value === "best" ? {} : { date: "desc" } });
      };
      const idle = !term && !chosen.length;
      const found = idle ? { results: [], filters: totals } : await ask();
      // What else could be chosen of a facet is counted as if nothing of it were.
      const counts = { ...found.filters };
      for (const { facet } of chosen) counts[facet] = (await ask(facet)).filters[facet];
      if (mine !== turn) return;
      boxes.forEach(({ facet, value, box, count, item }) => {
        const number = counts[facet]?.[value] ?? 0;
        count.textContent = number.toLocaleString(language);
        item.hidden = !number && !box.checked;
      });
      narrow.querySelectorAll("fieldset").forEach((set) => (set.hidden = !set.querySelector("label:not([hidden])")));
      const { results } = found;
      const form = new Intl.PluralRules(language).select(results.length) === "one" ? "one" : "other";
      clearTimeout(slow);
      status.textContent = idle ? "" : results.length ? say(form, results.length.toLocaleString(language)) : say("nothing");
      narrow.hidden = false;
      sorted.hidden = !results.length || !term;
      hits.replaceChildren();
      more.hidden = true;
      await show(results, mine);
    } catch {
      loading = undefined;
      if (mine === turn) status.textContent = say("failed");
    } finally {
      clearTimeout(slow);
    }
  };

  // ---- what starts one
  let pause;
  form.onsubmit = (event) => {
    event.preventDefault();
    clearTimeout(pause);
    search();
  };
  field.oninput = () => {
    clearTimeout(pause);
    pause = setTimeout(search, 200);
  };
  field.addEventListener("focus", () => loading || search(), { once: true });
  below.onchange = search;
  page.onkeydown = (event) => {
    if (event.key !== "Escape" || !(field.value || boxes.some(({ box }) => box.checked))) return;
    event.preventDefault();
    field.value = "";
    boxes.forEach(({ box }) => (box.checked = false));
    field.focus();
    search();
  };
  if (["q", ...FACETS].some((name) => asked.has(name))) search();
})();
