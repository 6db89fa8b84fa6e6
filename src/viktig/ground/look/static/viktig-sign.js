/* A name drawn on the screen, sent as a picture with its form. Shown only where a browser can; without it one signs on paper. */
"use strict";
(() => {
  const part = document.querySelector("[data-sign]");
  if (!part || typeof DataTransfer !== "function" || !window.PointerEvent) return;
  const canvas = part.querySelector("canvas"), file = part.querySelector("input[type=file]");
  const pen = canvas.getContext("2d");
  let drawn = false, under = false;

  const clear = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { lineWidth: 6, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });
    drawn = false;
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    under = true;
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!under) return;
    pen.lineTo(...at(event));
    pen.stroke();
    drawn = true;
  });
  ["pointerup", "pointercancel"].forEach((name) => canvas.addEventListener(name, () => { under = false; }));
  part.querySelector("[data-sign-clear]").addEventListener("click", clear);
  part.querySelector("form").addEventListener("submit", () => {
    const files = new DataTransfer();
    if (drawn) {
      const bytes = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (one) => one.charCodeAt(0));
      files.items.add(new File([bytes], "name.png", { type: "image/png" }));
    }
    file.files = files.files;
  });
  clear();
  part.hidden = false;
})();
