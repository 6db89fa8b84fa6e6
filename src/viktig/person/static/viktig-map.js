/* A map of the people around somebody, drawn in the browser and nowhere else: nothing is sent, nothing is kept. */
"use strict";
(() => {
  const part = (name) => document.querySelector(`[data-map${name}]`);
  const drawing = part("-drawing"), list = part("-list"), name = part("-name"), side = part("-side"), ring = part("-ring");
  if (!drawing) return;
  part("").hidden = false;
  const svg = "http://www.w3.org/2000/svg", radius = [50, 98, 153], from = [180, 270, 0, 90], people = [];
  const layer = drawing.appendChild(document.createElementNS(svg, "g"));

  const place = (one) => {
    const beside = people.filter((other) => other.side === one.side && other.ring === one.ring);
    const angle = (from[one.side] + 90 * (beside.indexOf(one) + 1) / (beside.length + 1)) * Math.PI / 180;
    return [200 + radius[one.ring] * Math.cos(angle), 200 + radius[one.ring] * Math.sin(angle)];
  };
  const shape = (kind, attributes, words = "") => {
    const made = layer.appendChild(document.createElementNS(svg, kind));
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = words;
  };
  const button = (words, one, press) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "ds-button", textContent: words });
    Object.assign(made.dataset, { variant: "tertiary", size: "sm" });
    made.setAttribute("aria-label", `${words}: ${one.name}`);
    made.addEventListener("click", () => { press(); draw(); name.focus(); });
    return made;
  };
  const draw = () => {
    layer.replaceChildren();
    list.replaceChildren();
    people.forEach((one) => {
      const [x, y] = place(one);
      shape("circle", { cx: x, cy: y, r: 5, fill: "currentColor" });
      shape("text", { x, y: y - 9, "font-size": 16, "text-anchor": "middle", fill: "currentColor" }, one.name);
      const line = list.appendChild(document.createElement("li")), row = document.createElement("div"), words = document.createElement("span");
      row.className = "actions";
      words.dir = "auto";
      words.textContent = `${one.name} (${side.options[one.side].text}, ${ring.options[one.ring].text})`;
      row.append(words);
      if (one.ring > 0) row.append(button(list.dataset.closer, one, () => { one.ring -= 1; }));
      if (one.ring < 2) row.append(button(list.dataset.further, one, () => { one.ring += 1; }));
      row.append(button(list.dataset.remove, one, () => { people.splice(people.indexOf(one), 1); }));
      line.append(row);
    });
  };
  const add = () => {
    const words = name.value.trim();
    if (words) people.push({ name: words, side: Number(side.value), ring: Number(ring.value) });
    name.value = "";
    draw();
    name.focus();
  };
  part("-add").addEventListener("click", add);
  name.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); add(); } });
  part("-print").addEventListener("click", () => print());
  /* Leaving takes it along; a page that comes back from the browser's memory is empty. */
  addEventListener("pagehide", () => { people.length = 0; name.value = ""; draw(); });
})();
