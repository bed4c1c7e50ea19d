/** How hard a passphrase is to guess, in a word. */
export type Strength = "short" | "weak" | "fair" | "strong";

/** As the core counts: a syllable of Korean is two to four keys. */
const SHORTEST = 10;

/** Bits from which on a passphrase is called so; each try costs a guesser half a second of a computer. */
const FAIR = 32;
const STRONG = 48;

const common =
  /password|passw0rd|passphrase|qwerty|asdf|zxcv|letmein|welcome|admin|secret|iloveyou|dragon|monkey|sunshine|princess|keywright|clickhouse|naver|kakao|cloud|비밀번호|비밀|암호|패스워드|사랑해|안녕하세요|안녕|대한민국|클라우드|네이버|카카오|dkssud|tkfkdgo|qlalfqjsgh|eogksalsrnr/giu;

const year = /(19|20)\d\d/g;

/** Letters of an alphabet that a passphrase is worth. */
function letters(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[가-힣]/u.test(char) ? 2 : 1), 0);
}

function kind(char: string): string {
  if (/[가-힣]/u.test(char)) return "syllable";
  if (/\p{Lu}/u.test(char)) return "upper";
  if (/\p{L}/u.test(char)) return "lower";
  if (/\d/.test(char)) return "digit";
  return /\s/.test(char) ? "blank" : "sign";
}

/** Bits of a character in running text: people choose words, not letters. */
const bits: Record<string, number> = {
  syllable: 4.6,
  upper: 2.2,
  lower: 1.9,
  digit: 2.8,
  blank: 1.5,
  sign: 3.5,
};

function estimate(text: string): number {
  // What everybody tries first, and years, are worth as much as two letters.
  const plain = text.replace(common, "￼").replace(year, "￼");
  const chars = [...plain];
  let sum = 0;
  let steps = NaN;
  chars.forEach((char, at) => {
    if (char === "￼") {
      sum += 4;
      return;
    }
    const before = chars[at - 1];
    const step = before === undefined ? NaN : (char.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    // aaaa, abcd, 4321: nothing after the second character is news. Nor is what stood there already.
    const runs = Math.abs(step) <= 1 && step === steps;
    const again =
      at >= 2 && plain.indexOf(chars.slice(at - 2, at + 1).join("")) < chars.slice(0, at - 2).join("").length;
    steps = step;
    if (runs || again) {
      sum += 0.3;
      return;
    }
    const own = kind(char);
    // A change of kind in the middle is what words do not have.
    const change =
      before !== undefined &&
      before !== "￼" &&
      own !== "blank" &&
      kind(before) !== "blank" &&
      kind(before) !== own;
    sum += (bits[own] ?? 0) + (change ? 2.5 : 0);
  });
  return sum;
}

/** An honest word for a passphrase: a rough guess that would rather be too strict. */
export function strength(passphrase: string): Strength {
  const text = passphrase.normalize("NFC");
  if (letters(text) < SHORTEST) return "short";
  const guess = estimate(text);
  if (guess < FAIR) return "weak";
  return guess < STRONG ? "fair" : "strong";
}
