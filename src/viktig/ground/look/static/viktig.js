/* What the pages do more when a script may run. Every journey completes without it. */
"use strict";
(() => {
  const everyDraft = 5000, noSecondTry = 3000, store = "viktig-draft:", left = "viktig-left";
  let leaving = false;

  /* Leave this page: by the link, or by the Escape key while no dialog is open. */
  const way = document.querySelector("[data-leave]");
  const leave = () => {
    if (leaving) return;
    leaving = true;
    try { sessionStorage.clear(); sessionStorage.setItem(left, "1"); } catch { /* a browser that keeps nothing */ }
    const address = way.href;
    keepAll();
    document.title = "\u200b";
    document.documentElement.replaceChildren();
    location.replace(address);
  };
  if (way) {
    way.setAttribute("aria-keyshortcuts", "Escape");
    way.querySelectorAll("kbd").forEach((key) => { key.hidden = false; });
    way.addEventListener("click", (event) => { event.preventDefault(); leave(); });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing && !document.querySelector("dialog[open]")) { event.preventDefault(); leave(); }
    });
  }

  /* Drafts. form[data-draft=KEY data-draft-to=ADDRESS]: sent to be sealed; without an address: in this tab only. */
  const kinds = "textarea, input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=url], input[type=date]";
  const fields = (form) => [...form.querySelectorAll(kinds)].filter((one) => one.name && one.name !== "token" && one.autocomplete !== "one-time-code" && !("noDraft" in one.dataset));
  const words = (form) => JSON.stringify(Object.fromEntries(fields(form).map((one) => [one.name, one.value])));
  const drafts = [];
  /* There is one draft of a form: sent from one tab it is forgotten, so another tab with words of its own keeps them anew. */
  const tabs = "BroadcastChannel" in window && document.querySelector("form[data-draft-to]") ? new BroadcastChannel("viktig-sent") : null;

  const follow = (form) => {
    const { draft: key, draftTo: address } = form.dataset;
    const shown = form.querySelector("[data-draft-state]");
    const say = (what) => { if (shown && shown.textContent !== (shown.dataset[what] || "")) shown.textContent = shown.dataset[what] || ""; };
    let first = words(form), last = first, under = false, sent = false;

    const seal = async (now) => {
      const next = words(form);
      if (sent || under && !now || next === last) return;
      under = true;
      const was = last;
      last = next;
      if (shown && !shown.textContent) say("saving");
      const body = new URLSearchParams({ key, words: next });
      try {
        const answer = await fetch(address, { method: "POST", body, keepalive: next.length < 50000, credentials: "same-origin", redirect: "error",
          headers: { "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken")?.value ?? "" } });
        if (!answer.ok) throw new Error(answer.status);
        say("saved");
      } catch {
        last = was;
        say("failed");
      } finally {
        under = false;
      }
    };
    const keep = () => {
      const next = words(form);
      if (leaving || sent || next === last) return;
      last = next;
      try { sessionStorage.setItem(store + key, next); say("kept"); } catch { /* full, or not allowed */ }
    };

    if (address) {
      setInterval(seal, everyDraft);
      tabs?.addEventListener("message", (event) => { if (event.data === key) setTimeout(() => { last = first; }, noSecondTry); });
    } else {
      let kept = null;
      try { kept = JSON.parse(sessionStorage.getItem(store + key)); } catch { /* nothing of ours */ }
      const all = fields(form);
      if (kept && all.every((one) => !one.value.trim())) {
        all.forEach((one) => { if (typeof kept[one.name] === "string") one.value = kept[one.name]; });
        last = words(form);
        say("kept");
      }
      form.addEventListener("input", keep);
    }
    /* Sent is not yet arrived: a visitor's words stay until the next page has come, so that a lost connection loses none. */
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (!address) { keep(); try { sessionStorage.setItem(store + "sent", JSON.stringify({ key, path: new URL(form.getAttribute("action") || location.href, location.href).pathname })); } catch { /* not allowed */ } }
      else tabs?.postMessage(key);
      sent = true;
    });
    drafts.push({ keep: () => address ? seal(true) : keep(), again: () => { sent = false; first = last = words(form); } });
  };
  const keepAll = () => drafts.forEach((one) => one.keep());

  /* A second press within three seconds sends nothing twice, and takes the focus from nobody. */
  const once = new WeakMap();
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.getAttribute("method")?.toLowerCase() !== "post") return;
    const now = Date.now();
    if (now - (once.get(event.target) ?? -noSecondTry) < noSecondTry) { event.preventDefault(); return; }
    once.set(event.target, now);
  }, true);

  /* What was sent has arrived when its answer is here: after a redirect, or at the address it was sent to without the form. */
  try {
    const sent = JSON.parse(sessionStorage.getItem(store + "sent"));
    const [came] = performance.getEntriesByType("navigation");
    if (sent && came?.type !== "back_forward") {
      const here = [...document.querySelectorAll("form[data-draft]")].some((form) => form.dataset.draft === sent.key);
      const arrived = came?.redirectCount > 0 || !here && location.pathname === sent.path;
      if (arrived) sessionStorage.removeItem(store + sent.key);
      if (arrived || here) sessionStorage.removeItem(store + "sent");
    }
  } catch { /* a browser that keeps nothing */ }
  document.querySelectorAll("form[data-draft]").forEach(follow);
  addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keepAll(); });
  /* Back, after leaving: earlier pages of this tab come anew and empty, not as the browser remembers them. */
  const wasLeft = () => { try { return sessionStorage.getItem(left) !== null; } catch { return false; } };
  addEventListener("pageshow", (event) => {
    const back = event.persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (!back) return;
    if (wasLeft() && event.persisted) {
      document.documentElement.replaceChildren();
      location.reload();
      return;
    }
    document.querySelectorAll("form").forEach((form) => { once.delete(form); if (wasLeft()) form.reset(); });
    drafts.forEach((one) => one.again());
  });

  /* Words that came behind the # of a link, which no browser sends: into their field, and out of what the browser remembers. */
  const fromLink = document.querySelector("[data-from-link]");
  if (fromLink && location.hash.length > 1) {
    try { fromLink.value ||= decodeURIComponent(location.hash.slice(1)).replaceAll("-", " "); } catch { /* not words of ours */ }
    history.replaceState(null, "", location.pathname + location.search);
  }

  document.querySelector("[data-focus]")?.focus();
})();
