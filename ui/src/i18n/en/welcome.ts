import type ko from "../ko/welcome";

const en: typeof ko = {
  title: "Make cloud API keys with a few clicks, and keep them safe",
  text: "Secrets stay on this computer. No terminal, no passwords parked in a text file.",
  connect: "Connect my cloud",
  connectText: "No key yet? We will make the first one together, with pictures.",
  practice: "Practise first",
  practiceText: "A make-believe cloud inside this computer. Nothing you click can do harm.",
  starting: "Opening the practice cloud",
  language: "Language",
};

export default en;
