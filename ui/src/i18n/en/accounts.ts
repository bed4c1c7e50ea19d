import type ko from "../ko/accounts";

const en: typeof ko = {
  title: "Accounts",
  text: "The keys Keywright signs in with. They are kept on this computer.",
  add: "Connect account",
  empty: "No account connected",
  emptyText: "One key made at the cloud is enough. Pictures show you where to make it.",
  scope: "Organization",
  realm: "Cloud",
  signsIn: "Signs in with",
  endsWith: (last) => `…${last}`,
  connected: "Connected",
  keysCount: "Keys",
  keys: (count) => `${count}`,
  lookedAt: "Last checked",
  never: "Not yet",
  endpoint: "Custom address",
  verify: "Check rights",
  verified: "It can sign in. This is what it may do.",
  undocumented: (kinds) => `List and make ${kinds.join(", ")} too`,
  undocumentedText: (provider) =>
    `Off because ${provider} does not document these calls. They may be refused even when on; the console does it then.`,
  rename: "Rename",
  renameTitle: "Rename account",
  label: "Name",
  labelHint: "Only used on this computer. Nothing changes at the cloud.",
  renamed: "Account renamed",
  disconnect: "Disconnect",
  disconnectTitle: (label) => `Disconnect ${label}?`,
  disconnectHere: "Removed from this computer",
  disconnectHereList: (secrets) =>
    secrets > 0
      ? [
          "The key it signs in with",
          secrets === 1
            ? "The list of its keys and 1 stored secret"
            : `The list of its keys and ${secrets} stored secrets`,
        ]
      : ["The key it signs in with", "The list of its keys"],
  disconnectThere: "Stays at the cloud",
  disconnectThereList: [
    "Every key, also the one used to sign in. They go on working",
    "The organization, its services and their data",
  ],
  disconnectWarn: (secrets) =>
    secrets === 1
      ? "1 secret that exists only on this computer cannot be seen again. Move it elsewhere first if you need it."
      : `${secrets} secrets that exist only on this computer cannot be seen again. Move what you need elsewhere first.`,
  disconnectSubmit: "Disconnect",
  disconnected: "Account disconnected",
};

export default en;
