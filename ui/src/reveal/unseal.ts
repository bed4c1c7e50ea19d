import type { SealedReveal } from "../api/generated/model";

const curve = { name: "ECDH", namedCurve: "P-256" };

const bytes = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** A key that lives as long as this window. The private half cannot leave the browser's own store. */
export interface OneTimeKey {
  /** Uncompressed point, base64: what the core encrypts to. */
  public: string;
  private: CryptoKey;
}

export async function makeOneTimeKey(): Promise<OneTimeKey> {
  const pair = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { public: btoa(String.fromCharCode(...raw)), private: pair.privateKey };
}

/** Opens what the core sealed: ECDH on P-256, HKDF-SHA256 without salt, AES-256-GCM. */
export async function unseal(
  own: OneTimeKey,
  sealed: Pick<SealedReveal, "public_key" | "nonce" | "sealed">,
): Promise<Uint8Array> {
  const theirs = await crypto.subtle.importKey("raw", bytes(sealed.public_key), curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.private, 256);
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
    ["decrypt"],
  );
  new Uint8Array(shared).fill(0);
  const open = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: bytes(sealed.nonce) },
    key,
    bytes(sealed.sealed),
  );
  return new Uint8Array(open);
}
