/* A certified identity provider (oidc-provider) beside the tests, as strict as ID-porten, and as HelseID to clients that say
   dpop_bound_access_tokens. It signs in whoever the test says (POST /say), and can be told to answer wrongly: a token changed
   on the way, signed with its own key or another's, another kind of token, or something else instead. */
import { randomBytes } from "node:crypto";
import { Provider } from "oidc-provider";
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from "jose";

const [port, clients] = [Number(process.env.PEER_PORT), JSON.parse(process.env.PEER_CLIENTS)];
const issuer = `http://127.0.0.1:${port}`;
const own = await generateKeyPair("RS256", { extractable: true }), stranger = await generateKeyPair("RS256");
let said = {}, asked = 0;

const provider = new Provider(issuer, {
  clients: clients.map((client) => ({
    response_types: ["code"], grant_types: ["authorization_code"], token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: "RS256", id_token_signed_response_alg: "RS256", require_pushed_authorization_requests: true,
    subject_type: "pairwise", ...client,
  })),
  jwks: { keys: [{ ...(await exportJWK(own.privateKey)), kid: "own", use: "sig", alg: "RS256" }] },
  acrValues: ["low", "substantial", "high"],
  claims: { openid: ["sub", "pid", "locale"], acr: null, amr: null, sid: null },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  subjectTypes: ["pairwise"],
  pairwiseIdentifier: (ctx, accountId) => `pairwise-${accountId}`,
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, pid: "17854498765", locale: "nb" }) }),
  cookies: { keys: ["for the tests"] },
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, pushedAuthorizationRequests: { enabled: true },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => said.nonce === true } },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
});
provider.on("server_error", (ctx, error) => console.error(error));
provider.on("grant.error", (ctx, error) => console.error("grant", error.message, error.error_detail));
provider.on("pushed_authorization_request.error", (ctx, error) => console.error("par", error.message, error.error_detail));

const resigned = (token) => {
  const claims = { ...decodeJwt(token), ...said.claims };
  const key = said.signer === "stranger" ? stranger.privateKey : own.privateKey;
  return said.signer === "nobody"
    ? `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`
    : new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "own" }).sign(key);
};

const body = async (ctx) => {
  let text = "";
  for await (const part of ctx.req) text += part;
  return JSON.parse(text);
};

provider.use(async (ctx, next) => {
  if (ctx.path === "/say") {
    said = await body(ctx);
    ctx.body = { asked };
    asked = 0;
  } else if (ctx.path === "/sign") {
    ctx.body = { token: await new SignJWT(await body(ctx)).setProtectedHeader({ alg: "RS256", kid: "own", typ: "logout+jwt" }).sign(own.privateKey) };
  } else if (ctx.path.startsWith("/interaction/")) {
    const { prompt, params, session, grantId } = await provider.interactionDetails(ctx.req, ctx.res);
    if (prompt.name === "login") {
      ctx.respond = false;
      await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: said.who, acr: said.acr, amr: ["mfa"] } });
    } else {
      const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
      if (prompt.details.missingOIDCScope) grant.addOIDCScope(prompt.details.missingOIDCScope.join(" "));
      if (prompt.details.missingOIDCClaims) grant.addOIDCClaims(prompt.details.missingOIDCClaims);
      ctx.respond = false;
      await provider.interactionFinished(ctx.req, ctx.res, { consent: { grantId: await grant.save() } });
    }
  } else if (ctx.path === "/token" && ++asked && said.instead) {
    ctx.set(said.instead.headers ?? {});
    ctx.status = said.instead.status;
    ctx.body = said.instead.body;
  } else {
    await next();
    if (ctx.path.startsWith("/.well-known/")) ctx.body = { ...ctx.body, ...said.about };
    if (ctx.path === "/token") Object.assign(ctx.body ?? {}, said.tokens);
    if (ctx.path === "/token" && ctx.body?.id_token && (said.claims || said.signer)) ctx.body.id_token = await resigned(ctx.body.id_token);
  }
});
provider.listen(port, "127.0.0.1", () => console.log("ready"));
