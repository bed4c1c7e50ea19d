import type ko from "../ko/rotation";

const en: typeof ko = {
  title: "Rotate without downtime",
  text: "Both values work at the same time: move everything to one, renew the other, and nothing stops. You can close this and go on later.",
  inUse: "Value in use now",
  start: "Start rotation",
  begun: (when) => `Started ${when}. Close it whenever you like and go on later.`,
  over: "Done",
  steps: {
    move_to_other: {
      title: (_, other) => `Switch everything to the ${other}`,
      text: (_, other) =>
        `Copy the ${other}, put it wherever this key is used, and check that it works there.`,
    },
    renew_in_use: {
      title: (inUse) => `Renew the ${inUse}`,
      text: (inUse) => `The current ${inUse} stops at once. Make sure that nothing uses it any more.`,
    },
    move_back: {
      title: (inUse) => `Switch everything to the new ${inUse}`,
      text: (inUse) => `Copy the new ${inUse}, put it everywhere, and check that it works there.`,
    },
    renew_other: {
      title: (_, other) => `Renew the ${other} too`,
      text: (_, other) => `The current ${other} stops at once. With this the rotation is complete.`,
    },
  },
  copy: (field) => `Copy ${field}`,
  moved: "Switched everywhere",
  renew: (field) => `Renew ${field}`,
  safe: "If you stop here, both values keep working as they are.",
  leave: "Stop rotation",
  done: "Rotation complete. Both values are new.",
};

export default en;
