// Nothing of a scan outlives its page: the app holds no state (W12).
App({});
