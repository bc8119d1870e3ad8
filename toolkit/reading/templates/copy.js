"use strict";
(() => {
  const root = document.documentElement, all = (what, at = document) => [...at.querySelectorAll(what)];
  const card = document.getElementById("card"), said = document.getElementById("said");
  const inputs = all("#view input[name]");
  root.classList.add("js");

  // The view is kept behind the anchor (#s12;pinyin=off), so that a link carries it and a file:// page can keep it.
  let kept = "";
  const parts = () => location.hash.slice(1).split(";");
  const save = () => {
    const changed = inputs.filter(i => i.checked !== i.defaultChecked && (i.checked || i.type === "checkbox"));
    const state = [parts()[0], ...changed.map(i => i.name + "=" + (i.type !== "checkbox" ? i.value : i.checked ? "on" : "off"))].join(";");
    if (state || location.hash) history.replaceState(null, "", "#" + state);
    kept = location.hash;
  };
  const load = () => {
    const [anchor, ...state] = parts();
    for (const i of inputs) {
      if (i.type === "checkbox") i.checked = !state.includes(i.name + "=off") && (i.defaultChecked || state.includes(i.name + "=on"));
      else if (state.includes(i.name + "=" + i.value)) i.checked = true;
    }
    const go = () => {
      if (anchor && state.length) location.replace("#" + anchor);
      save();
    };
    if (document.readyState === "complete") go(); else addEventListener("load", go, {once: true});
  };
  document.getElementById("view").addEventListener("change", save);
  addEventListener("hashchange", () => location.hash === kept || (parts().length > 1 ? load() : save()));

  // Light a word and what renders it, in both columns of its row.
  const numbers = e => e.dataset.l.split(" ");
  const lit = [];
  const light = at => {
    for (const e of lit.splice(0)) e.classList.remove("lit");
    const piece = at instanceof Element && at.closest(".row .term, .row [data-l], .row ruby");
    if (!piece) return;
    const wanted = new Set([piece, ...all("[data-l]", piece)].filter(e => e.dataset.l).flatMap(numbers));
    lit.push(...all("[data-l]", piece.closest(".row")).filter(e => numbers(e).some(n => wanted.has(n))));
    for (const e of lit) e.classList.add("lit");
  };
  document.addEventListener("pointerover", e => light(e.target));
  document.addEventListener("focusin", e => card.contains(e.target) || light(e.target));

  // One card: the entry of a term, or the origin of a word.
  let opener = null;
  const open = (at, nodes, label) => {
    card.replaceChildren(...nodes);
    card.setAttribute("aria-label", label);
    opener = at;
    card.showPopover({source: at});
    const box = at.getClientRects()[0], size = card.getBoundingClientRect();
    const below = box.bottom + 8 + size.height < innerHeight || box.top < size.height + 12;
    card.style.left = Math.max(16, Math.min(box.left, root.clientWidth - size.width - 16)) + "px";
    card.style.top = Math.max(8, below ? box.bottom + 8 : box.top - size.height - 8) + "px";
    card.focus({preventScroll: true});
  };
  const trace = piece => {
    const row = piece.closest(".row"), by = row.dataset.by.split("\n"), lines = [];
    for (const n of numbers(piece)) {
      const side = where => all(where + " [data-l]", row).filter(e => e.getClientRects().length && numbers(e).includes(n));
      const line = document.createElement("p"), zh = document.createElement("b"), code = document.createElement("code");
      zh.lang = (side(".zh")[0] || row).closest("[lang]").lang;
      zh.textContent = side(".zh").map(e => e.textContent).join("");
      code.textContent = by[n] || "";
      line.append(zh, " " + side(".en").map(e => e.textContent).join(" … ") + " ", document.createElement("br"), code);
      line.className = "trace";
      lines.push(line);
    }
    open(piece, lines, "Origin of a word");
  };
  document.addEventListener("click", e => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button || !card.showPopover) return;
    const term = e.target.closest(".row :is(.term, .tn)"), piece = e.target.closest(".row [data-l]");
    if (card.contains(e.target) && e.target.closest("a")) card.hidePopover();
    else if (e.target.closest(".cite")) cite(e.target.closest(".row"));
    else if (term) {
      const entry = document.getElementById(term.hash.slice(1));
      e.preventDefault();
      open(term, [...entry.cloneNode(true).childNodes], term.matches(".tn") ? "Translator’s note" : "Glossary entry");
    } else if (piece && !e.target.closest("a") && !String(getSelection())) trace(piece);
  });
  document.addEventListener("keydown", e => {
    if (e.key !== "Escape" || !card.matches(":popover-open")) return;
    e.preventDefault();
    card.hidePopover();
    if (opener.matches("a")) opener.focus({preventScroll: true});
  });

  // A citation holds all that a reader needs to find and check the place.
  const cite = row => {
    const data = document.querySelector("main").dataset, en = row.querySelector(".en p:not(.none)");
    const zh = all(".face", row).filter(e => e.getClientRects().length).map(e => e.textContent);
    const state = row.querySelector(".state");
    const text = [...zh, ...(en ? [en.textContent + " [" + state.textContent.trim() + " draft]"] : []),
      data.cite + ", segment " + row.dataset.id, "Source SHA-256 " + data.sha, data.signature].join("\n");
    const done = () => { said.textContent = "Citation of segment " + row.dataset.id + " copied"; };
    const byHand = () => {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
  };
  load();
})();
