import type { FieldProblem } from "../../api/generated/error";
import type { AddressRule } from "../../api/generated/model";

/** Every address there is, as the cloud wants it said. */
export const ANYWHERE = "0.0.0.0/0";

/** A network as bits: `version` 4 or 6, its bits and how many of them count. */
interface Network {
  version: 4 | 6;
  bits: bigint;
  prefix: number;
}

function parse4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  let bits = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

function parse6(text: string): bigint | null {
  const tail4 = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail4) {
    const low = parse4(tail4[2] as string);
    if (low === null) return null;
    text = `${tail4[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  }
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const groups = (half: string | undefined) => (half ? half.split(":") : []);
  const [head, tail] = [groups(halves[0]), groups(halves[1])];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  let bits = 0n;
  for (const group of [...head, ...Array<string>(missing).fill("0"), ...tail]) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return null;
    bits = (bits << 16n) | BigInt(`0x${group}`);
  }
  return bits;
}

/** An IPv4 or IPv6 address, or a network of them; `null` when it is neither. */
function parse(source: string): Network | null {
  const [address, prefixText, ...rest] = source.trim().split("/");
  if (!address || rest.length > 0) return null;
  const version = address.includes(":") ? 6 : 4;
  const bits = version === 6 ? parse6(address) : parse4(address);
  if (bits === null) return null;
  const size = version === 6 ? 128 : 32;
  if (prefixText === undefined) return { version, bits, prefix: size };
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > size) return null;
  return { version, bits, prefix: Number(prefixText) };
}

/** What is wrong with one address; `null` when nothing is. The core checks the same again. */
export function addressProblem(source: string): FieldProblem | null {
  const network = parse(source);
  if (!network) return "not_an_address";
  const hostBits = BigInt((network.version === 6 ? 128 : 32) - network.prefix);
  return (network.bits & ((1n << hostBits) - 1n)) === 0n ? null : "host_bits";
}

/** The same network, however it is written. */
export function sameAddress(a: string, b: string): boolean {
  const [one, other] = [parse(a), parse(b)];
  if (!one || !other) return a.trim() === b.trim();
  return one.version === other.version && one.bits === other.bits && one.prefix === other.prefix;
}

/** What is wrong with each address of a list, in its order. */
export function addressProblems(rules: AddressRule[]): (FieldProblem | null)[] {
  return rules.map(
    (rule, at) =>
      addressProblem(rule.source) ??
      (rules.slice(0, at).some((earlier) => sameAddress(earlier.source, rule.source)) ? "duplicate" : null),
  );
}

/** Whether a list lets the whole internet in. */
export function isAnywhere(rules: AddressRule[]): boolean {
  return rules.some((rule) => parse(rule.source)?.prefix === 0);
}
