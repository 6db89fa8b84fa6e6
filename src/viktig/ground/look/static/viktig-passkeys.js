/* Passkeys: ask the browser the question that the page holds, and send its answer with the form. Forms show only where a browser can. */
"use strict";
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const parts = ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"];

  const answered = (credential) => ({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(parts.filter((name) => credential.response[name]).map((name) => [name, text(credential.response[name])])),
  });
  const make = ({ creation_options: { publicKey: asked } }) => navigator.credentials.create({ publicKey: {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: known(asked.excludeCredentials),
    authenticatorSelection: { ...asked.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
  } });
  const use = ({ request_options: { publicKey: asked } }) => navigator.credentials.get({ publicKey: {
    ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials),
  } });
  const question = async (form) => {
    if (!form.dataset.passkeyFrom) return JSON.parse(form.querySelector("script[type='application/json']").textContent);
    const answer = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const failed = form.querySelector("[data-passkey-failed]");
    form.closest("[data-passkey-way]").hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const credential = await (form.dataset.passkey === "make" ? make : use)(await question(form));
        form.elements.namedItem("credential").value = JSON.stringify(answered(credential));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    }, true);
  });
  document.querySelectorAll("[data-passkey-not]").forEach((one) => { one.hidden = true; });
})();
