/** Whether this build carries the in-browser backend. */
declare const __WITH_FAKE__: boolean;
