/* Read a page aloud with a voice that lies on the device. A voice from elsewhere would be sent the words, so it is not used. */
"use strict";
(() => {
  const speech = window.speechSynthesis, place = document.querySelector("[data-aloud]");
  if (!speech || !place || !("SpeechSynthesisUtterance" in window)) return;
  const button = place.querySelector("button"), { stop } = button.dataset, start = button.textContent;
  const spoken = { nb: ["nb", "no", "nn"], nn: ["nn", "no", "nb"] };
  const language = document.documentElement.lang.split("-")[0];
  let voice = null, reading = false;

  const find = () => {
    const own = speech.getVoices().filter((one) => one.localService);
    const like = (code) => own.find((one) => one.lang.replace("_", "-").toLowerCase().split("-")[0] === code);
    voice = (spoken[language] ?? [language]).map(like).find(Boolean) ?? null;
    place.hidden = !voice;
  };
  const said = () => {
    const parts = document.querySelectorAll("main :is(h1, h2, p, li, dt, dd, legend, label, caption, th, td, textarea)");
    const own = (one) => one.matches("textarea") ? one.value : [...one.childNodes].filter((node) => !(node.nodeType === 1 && node.matches("p, ul, ol, dl, table, div, label, textarea, .sr-only"))).map((node) => node.textContent).join(" ");
    return [...parts].filter((one) => one.checkVisibility?.() ?? true).map((one) => own(one).replace(/\s+/g, " ").trim()).filter(Boolean);
  };
  const end = () => {
    reading = false;
    speech.cancel();
    button.textContent = start;
  };
  /* One part after the other: some devices fall silent in the middle of a long text. */
  const read = (parts) => {
    if (!reading || !parts.length) { end(); return; }
    const one = new SpeechSynthesisUtterance(parts[0]);
    one.voice = voice;
    one.lang = voice.lang;
    one.onend = () => { if (reading) read(parts.slice(1)); };
    one.onerror = end;
    speech.speak(one);
  };

  button.addEventListener("click", () => {
    if (reading) { end(); return; }
    reading = true;
    button.textContent = stop;
    read(said());
  });
  /* Whoever leaves is not heard any more. */
  addEventListener("keydown", (event) => { if (event.key === "Escape") end(); }, true);
  document.querySelector("[data-leave]")?.addEventListener("click", end, true);
  addEventListener("pagehide", end);
  speech.addEventListener?.("voiceschanged", find);
  find();
})();
