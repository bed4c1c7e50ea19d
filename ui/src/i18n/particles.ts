/** Korean particles that depend on whether the word before them ends in a consonant. */
export type Pair = "은/는" | "이/가" | "을/를" | "과/와" | "으로/로" | "이에요/예요" | "이라/라" | "이나/나";

// 영 일 이 삼 사 오 육 칠 팔 구
const digits = [true, true, false, true, false, false, true, true, true, false];
// The letters whose Korean names end in a consonant: 엘, 엠, 엔, 알.
const letters = /[lmnr]$/i;
// English words read aloud: the ending sounds that Korean writes with a final consonant (봇, 백업, 슬랙, 어드민, 스테이징).
const sounds = /(?:[lmn]|ng|[aeiouy][ptkc]|ck)$/i;

type Ending = "vowel" | "consonant" | "ㄹ";

function ending(word: string): Ending {
  const bare = word.replace(/[^\p{L}\p{N}]+$/u, "");
  const last = bare.at(-1) ?? "";
  const code = last.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28;
    return final === 0 ? "vowel" : final === 8 ? "ㄹ" : "consonant";
  }
  if (/\d/.test(last)) {
    if (/[178]/.test(last)) return "ㄹ";
    return digits[Number(last)] ? "consonant" : "vowel";
  }
  const tail = /[A-Za-z]+$/.exec(bare)?.[0] ?? "";
  const spelled = tail.length === 1 || tail === tail.toUpperCase();
  if (!(spelled ? letters : sounds).test(tail)) return "vowel";
  return /[lr]$/i.test(tail) ? "ㄹ" : "consonant";
}

/** The word with the right particle: `josa("키", "을/를")` is 키를. */
export function josa(word: string, pair: Pair): string {
  const [after, without] = pair.split("/") as [string, string];
  const end = ending(word);
  if (pair === "으로/로" && end === "ㄹ") return word + without;
  return word + (end === "vowel" ? without : after);
}
