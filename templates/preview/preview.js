// Show problems over the last good page, and load the page again when it was built anew.
(() => {
  const panel = document.createElement("section");
  panel.id = "dateline-problems";
  panel.setAttribute("role", "alert");
  panel.hidden = true;
  const title = document.createElement("h2");
  const text = document.createElement("pre");
  panel.append(title, text);
  document.body.append(panel);
  let epoch = null;
  const events = new EventSource("/_dateline/events");
  events.onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (epoch !== null && state.epoch !== epoch) return location.reload();
    epoch = state.epoch;
    panel.hidden = !state.problems;
    title.textContent = state.title;
    text.textContent = state.problems;
  };
})();
