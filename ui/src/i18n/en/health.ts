import type ko from "../ko/health";

const en: typeof ko = {
  reach: "What this key can do",
  reachRoot: "As powerful as the owner.",
  reachRootText: "If it leaks, the whole account can be lost.",
  matters: { read: "Read", change: "Change", delete: "Delete", spend: "Spend" },
  may: { yes: "Yes", no: "No", unknown: "Unknown" },

  title: "Health",
  ills: {
    powerful: "It may do too much",
    anywhere: "It works from anywhere",
    unused: "Nobody has used it for long",
    paused: "It has been paused for long",
    never_ends: "It never expires",
    old: "It is old",
  },
  why: {
    powerful: "A key for one task needs far fewer rights.",
    anywhere: "With its addresses named, a leaked key is no use elsewhere.",
    unused: "A key that nobody uses is safer deleted.",
    paused: "If nobody will resume it, delete it.",
    never_ends: "With an end, it stops by itself should it be forgotten.",
    old: "The longer it is used, the more places it lies in. Replace it.",
  },
  mends: {
    edit: "Edit",
    delete: "Delete",
    guide: "How to delete it",
    new: "Make a new key",
    rotate: "Replace it",
    connect: "Connect with another key",
  },
  mendOf: (mend, ill) => `${mend}: ${ill}`,
  cannot: (provider) => `${provider} offers no way to mend this`,
  overview: "Health check",
  overviewText: "Choose one to list only those keys.",
};

export default en;
