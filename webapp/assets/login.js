// The sign-in page: asks for the next state, shows it, and goes on when the phone has answered.
(() => {
  "use strict";

  const main = document.querySelector("main[data-poll]");
  const byId = (id) => document.getElementById(id);
  const say = byId("say");
  const picture = byId("picture");
  const six = byId("six");
  const wrong = byId("wrong");

  const LIVE = ["waiting", "typed", "scanned", "digits"];
  const PERIOD = 25000;
  const later = (seconds) => Date.now() + Number(seconds) * 1000;

  let state = main.dataset.state;
  let version = main.dataset.v;
  let deadline = later(main.dataset.expires);
  let rotateAt = later(main.dataset.rotate);
  let rotations = Number(main.dataset.rotations);
  let renew = false; // the code ran out while nobody looked
  let rotating = false;
  let broken = false; // the picture did not load: the letters are all there is
  let leaving = false;
  let wake = () => {};

  const panelOf = (name) => main.querySelector(`[data-panel="${name}"]`);
  const isLive = () => LIVE.includes(state);

  const sleep = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  // Doubling from one second to eight, a quarter to either side: pages that lost a server together
  // do not come back together.
  const backOff = (failures) =>
    sleep(Math.min(8, 2 ** (failures - 1)) * (750 + Math.random() * 500));

  function show(next) {
    if (next === state) {
      return;
    }
    panelOf(state).hidden = true;
    const panel = panelOf(next);
    panel.hidden = false;
    state = main.dataset.state = next;
    say.textContent = panel.dataset.say;
    const title = panel.querySelector("h2, .title");
    byId("status").textContent = (title ? title.textContent + " " : "") + panel.dataset.say;
    if (next === "digits") {
      six.focus();
    }
    if (next === "confirmed" || next === "denied") {
      // Long enough to be seen and heard, far inside the 30 seconds in which it must be collected.
      setTimeout(leave, next === "denied" ? 1800 : 500);
    }
  }

  // A form and no script: only a top-level navigation may follow the redirect to the site.
  function leave() {
    if (!leaving) {
      leaving = true;
      byId("complete").submit();
    }
  }

  function take(answer) {
    version = answer.v;
    if (answer.expires_in) {
      deadline = later(answer.expires_in);
    }
    if (answer.typed) {
      main.querySelectorAll(".typed").forEach((letters) => (letters.textContent = answer.typed));
    }
    if (["expired", "typed"].includes(answer.state) && state === "waiting" && rotations > 0) {
      renew = true;
    }
    show(answer.state === "waiting" && broken ? "typed" : answer.state);
    tick();
  }

  // The interaction is no longer this browser's. The page itself knows why; it is asked once, and
  // never by a page that has only just been loaded, so that two of them cannot chase each other.
  function gone() {
    if (performance.now() > 10000) {
      location.reload();
    }
    show("gone");
  }

  async function request(url, options) {
    const abort = new AbortController();
    const end = () => abort.abort();
    const timer = setTimeout(end, 40000);
    // A page that is left may be kept for the way back, and its poll with it: six of them are all
    // the connections that a browser has for a host, and the next page would wait for one.
    addEventListener("pagehide", end);
    try {
      const response = await fetch(
        url,
        Object.assign(
          {
            headers: { Accept: "application/json" },
            credentials: "same-origin",
            cache: "no-store",
            redirect: "error",
            signal: abort.signal,
          },
          options
        )
      );
      const json = (response.headers.get("Content-Type") || "").includes("json");
      return {
        status: response.status,
        after: Number(response.headers.get("Retry-After")) || 0,
        answer: json ? await response.json() : {},
      };
    } finally {
      clearTimeout(timer);
      removeEventListener("pagehide", end);
    }
  }

  const post = (form) =>
    request(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });

  async function watch() {
    let failures = 0;
    for (;;) {
      if (!isLive()) {
        await sleep(PERIOD);
        continue;
      }
      const began = Date.now();
      try {
        const { status, after, answer } = await request(main.dataset.poll + version);
        if (!isLive()) {
          continue;
        }
        if (status === 200 || status === 204) {
          failures = status === 204 && Date.now() - began < 2000 ? failures + 1 : 0;
          say.textContent = panelOf(state).dataset.say;
        }
        if (status === 200) {
          take(answer);
          await sleep(answer.retry_ms || 0);
        } else if (status === 204) {
          // An answer at once means that another page took this one's place: they take turns.
          await (failures ? backOff(failures) : sleep(0));
        } else if (status === 429) {
          await sleep(Math.max(1, after) * 1000);
        } else if (status === 403 || status === 404 || status === 410) {
          gone();
        } else {
          throw new Error(status);
        }
      } catch (e) {
        failures++;
        if (failures > 1 && isLive()) {
          say.textContent = main.dataset.offline;
        }
        await backOff(failures);
      }
      // While nothing has been scanned, a page that nobody sees asks once in a period.
      if (document.hidden && (state === "waiting" || state === "typed")) {
        await sleep(PERIOD);
      }
    }
  }

  async function rotate() {
    if (rotating) {
      return;
    }
    rotating = true;
    try {
      const { status, after, answer } = await post(byId("rotate"));
      renew = false;
      if (status === 200) {
        rotations = answer.rotations_left;
        rotateAt = later(answer.rotate_in);
        if (answer.state === "waiting") {
          broken = !(await draw(answer.image));
        }
        take(answer);
        wake();
      } else if (status === 403 || status === 404 || status === 410) {
        gone();
      } else {
        // No picture now: the one before may be good still, or the letters are.
        rotateAt = later(after || 8);
        if (answer.state) {
          take(answer);
          renew = false;
          wake();
        }
        if (!isLive()) {
          show("unavailable");
        }
      }
    } catch (e) {
      renew = false;
      rotateAt = later(4);
      if (!isLive()) {
        show("unavailable");
      }
    } finally {
      rotating = false;
    }
  }

  // The old picture stays until the new one is there, so that nothing blinks.
  function draw(url) {
    return new Promise((resolve) => {
      const next = new Image();
      next.onerror = () => resolve(false);
      next.onload = () => {
        picture.src = url;
        resolve(true);
      };
      next.src = url;
    });
  }

  function tick() {
    const left = Math.max(0, Math.ceil((deadline - Date.now()) / 1000));
    byId("left").textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    if (!document.hidden && rotations > 0) {
      if ((state === "waiting" && Date.now() >= rotateAt) || (renew && state !== "waiting")) {
        rotate();
        return;
      }
    }
    // A second late, so that the server, whose clock decides, can say it first.
    if (isLive() && Date.now() > deadline + 1000 && !rotating) {
      renew = state === "waiting" && rotations > 0;
      show("expired");
    }
  }

  byId("rotate").addEventListener("submit", (event) => {
    event.preventDefault();
    rotate();
  });

  six.addEventListener("input", () => {
    // Full-width digits of an input method, and the blanks of a pasted "042 917".
    const digits = six.value.normalize("NFKC").replace(/\D/g, "").slice(0, 6);
    if (digits !== six.value) {
      six.value = digits;
    }
  });

  byId("digits").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector("button");
    button.disabled = true;
    wrong.textContent = "";
    try {
      const { status, answer } = await post(form);
      if (status === 200 || answer.state) {
        six.value = "";
        if (answer.tries_left) {
          wrong.textContent = wrong.dataset.wrong.replace("{0}", answer.tries_left);
          six.focus();
        }
        take(answer);
      } else if (status === 404 || status === 410) {
        gone();
      } else {
        wrong.textContent = wrong.dataset.failed;
      }
    } catch (e) {
      wrong.textContent = wrong.dataset.failed;
    }
    button.disabled = false;
  });

  const copy = byId("copy");
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(byId("typed").textContent);
      copy.textContent = byId("status").textContent = copy.dataset.done;
    });
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      tick();
      wake();
    }
  });

  // A page that the back button took out of the freezer shows what was true long ago.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });

  // The same sign-in in two tabs: the newer one goes on, the older one says so and rests.
  if (window.BroadcastChannel) {
    const tabs = new BroadcastChannel("saoma " + main.dataset.interaction);
    tabs.onmessage = () => {
      if (isLive() || state === "expired") {
        show("elsewhere");
      }
    };
    tabs.postMessage("opened");
  }

  const noPicture = () => {
    broken = true;
    if (state === "waiting") {
      show("typed");
    }
  };
  picture.addEventListener("error", noPicture);
  if (picture.complete && picture.src && !picture.naturalWidth) {
    noPicture();
  }

  if (state === "confirmed" || state === "denied") {
    setTimeout(leave, 500);
  }
  setInterval(tick, 1000);
  watch();
})();
