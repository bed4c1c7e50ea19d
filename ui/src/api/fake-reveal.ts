import type { SealedReveal } from "./generated/model";

const base64 = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)));
const bytes = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** Seals a made-up secret as the core does: ECDH on P-256, HKDF-SHA256, AES-256-GCM. */
export async function sealForReveal(
  theirs: string,
  secret: string,
): Promise<Pick<SealedReveal, "public_key" | "nonce" | "sealed">> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const their = await crypto.subtle.importKey("raw", bytes(theirs), curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: their }, ours.privateKey, 256);
  const key = await crypto.subtle.deriveKey(
    {
      name: "HKDF",
      hash: "SHA-256",
      salt: new Uint8Array(),
      info: new TextEncoder().encode("keywright reveal v1"),
    },
    await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]),
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce },
    key,
    new TextEncoder().encode(secret),
  );
  return {
    public_key: base64(await crypto.subtle.exportKey("raw", ours.publicKey)),
    nonce: base64(nonce),
    sealed: base64(sealed),
  };
}
