"use strict";
// Shows what the session sends and sends back what is tapped. Counts no time itself: each second comes from the session.

const $ = (id) => document.getElementById(id);
const body = document.body;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const SVG = "http://www.w3.org/2000/svg";
let state = null;
let lines = null;

const post = (path, data) =>
  fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data) });

function put(id, text) {
  const element = $(id);
  if (element.textContent !== text) element.textContent = text;
}

function notice(text) {
  put("notice", text);
  $("notice").hidden = !text;
}

// -- what is shown

function show(now) {
  const before = state;
  state = now;
  body.dataset.token = now.token;
  body.classList.toggle("over", now.over);
  put("routine", now.routine);
  put("step", now.step && `Step ${now.step}`);
  put("left", now.over ? "" : now.left);
  put("state", now.word);
  put("side", now.side);
  put("digits", now.digits);
  put("out-of", now.out_of);
  put("name", now.over ? "" : now.name);
  put("place", now.over ? "" : now.place);
  put("cue", now.over ? "" : now.cue);
  put("next", now.next);
  put("told", now.told);
  $("told").hidden = !now.told;
  put("pause", now.paused ? "Resume" : "Pause");
  const share = Math.round(now.share * 100);
  $("done-share").style.width = `${share}%`;
  $("bar").setAttribute("aria-valuenow", share);
  enable("done", now.may_end);
  enable("longer", now.may_change);
  enable("shorter", now.may_change);
  enable("undo", now.can_undo);
  document.title = `${now.word}${now.side ? ` ${now.side}` : ""} · ${now.name}`;
  const key = (one) => one && [one.token, one.segment, one.side].join();
  if (key(before) !== key(now)) {
    const words = [now.word, now.side, now.over ? "" : now.name].filter(Boolean).join(", ");
    put("spoken", words);
    if (!phrases) say([words]); // the computer has no voice
  }
  film.follow(now);
  if (now.over) end();
}

function enable(control, can) {
  document.querySelector(`[data-control=${control}]`).disabled = !can;
}

function end() {
  lines.close();
  awake.let_go();
}

// -- the figure

const film = {
  path: null,
  reel: null,
  drawn: -1,
  anchor: 0,
  timer: 0,

  follow(now) {
    this.anchor = performance.now() - (now.elapsed_s * 1000) / now.speed;
    if (now.figure !== this.path) this.load(now.figure);
    else this.draw();
  },

  async load(path) {
    this.path = path;
    this.reel = null;
    if (!path) return this.draw();
    const answer = await fetch(`/figure/${path}`).catch(() => null);
    const reel = answer && answer.ok ? await answer.json() : null;
    if (path !== this.path) return;
    this.reel = reel;
    this.drawn = -1;
    if (reel) $("figure").setAttribute("viewBox", box(reel));
    this.draw();
  },

  draw() {
    clearTimeout(this.timer);
    const figure = $("figure");
    figure.toggleAttribute("hidden", !this.reel || state.over);
    if (!this.reel) return;
    figure.setAttribute("aria-label", `How it is done: ${state.name}`);
    if (calm.matches) return this.put(this.reel.still);
    const { times, loop_from, loop_to } = this.reel;
    let at = state.running ? ((performance.now() - this.anchor) / 1000) * state.speed : state.elapsed_s;
    if (at >= loop_to) at = loop_from + ((at - loop_from) % (loop_to - loop_from));
    let index = times.findIndex(([due]) => due > at) - 1;
    if (index === -2) index = times.length - 1;
    this.put(times[Math.max(index, 0)][1]);
    const next = index + 1 < times.length ? times[index + 1][0] : loop_to;
    if (state.running) this.timer = setTimeout(() => this.draw(), Math.max(((next - at) / state.speed) * 1000, 40));
  },

  put(number) {
    if (number === this.drawn) return;
    this.drawn = number;
    const paths = Object.entries(this.reel.frames[number]).map(([style, d]) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", style);
      path.setAttribute("d", d);
      return path;
    });
    $("lines").replaceChildren(...paths);
  },
};
calm.addEventListener("change", () => film.draw());

// The part of the picture that is drawn on in any frame.
function box(reel) {
  let [left, top, right, bottom] = [reel.width, reel.height, 0, 0];
  for (const frame of reel.frames)
    for (const d of Object.values(frame))
      for (const [, x, y, w] of d.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)) {
        left = Math.min(left, +x);
        right = Math.max(right, +x + +w);
        top = Math.min(top, +y);
        bottom = Math.max(bottom, +y + 1);
      }
  return `${left - 1} ${top - 1} ${right - left + 2} ${bottom - top + 2}`;
}

// -- sound, once the speaker is tapped: a page may make none before that

const TONES = { "get-ready": [520], tick: [880], go: [660, 990], halfway: [760], switch: [600, 450], rest: [440],
  end: [660, 520], finished: [520, 660, 880], rep: [980], turn: [740], least: [820] };
const SMALL = ["tick", "rep", "turn"];
let audio = null;
let phrases = false;

function hear(sound) {
  phrases = phrases || sound.phrases.length > 0;
  if (!audio) return;
  if ("speechSynthesis" in window) speechSynthesis.cancel();
  beep(sound.tone);
  say(sound.phrases);
}

function beep(tone) {
  (TONES[tone] || []).forEach((pitch, i) => {
    const length = SMALL.includes(tone) ? 0.06 : 0.16;
    const start = audio.currentTime + i * 0.17;
    const wave = audio.createOscillator();
    const gain = audio.createGain();
    wave.frequency.value = pitch;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(SMALL.includes(tone) ? 0.12 : 0.3, start + 0.01);
    gain.gain.linearRampToValueAtTime(0, start + length);
    wave.connect(gain).connect(audio.destination);
    wave.start(start);
    wave.stop(start + length);
  });
}

function say(texts) {
  if (!audio || !("speechSynthesis" in window)) return;
  for (const text of texts) speechSynthesis.speak(new SpeechSynthesisUtterance(text));
}

$("speaker").addEventListener("click", () => {
  const on = !audio;
  if (on) {
    audio = new AudioContext();
    beep("go");
  } else {
    audio.close();
    audio = null;
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  }
  $("speaker").setAttribute("aria-pressed", on);
  put("speaker", `Sound on this phone: ${on ? "on" : "off"}`);
});

// -- the screen

const awake = {
  lock: null,
  async ask() {
    if (!isSecureContext || !("wakeLock" in navigator)) {
      const who = isSecureContext ? "This browser" : "Without https, a page";
      put("awake", `${who} can't keep your screen on. Set a longer screen timeout while you stretch.`);
      return;
    }
    if (document.visibilityState !== "visible" || (state && state.over)) return;
    this.lock = await navigator.wakeLock.request("screen").catch(() => null);
    this.tell();
    if (this.lock)
      this.lock.addEventListener("release", () => {
        this.lock = null;
        this.tell();
      });
  },
  tell() {
    const dark = "Your screen may go dark. Turn off battery saving.";
    put("awake", state && state.over ? "" : this.lock ? "Your screen stays on during the session." : dark);
  },
  let_go() {
    if (this.lock) this.lock.release();
  },
};
document.addEventListener("visibilitychange", () => awake.ask());

// -- the line

function follow() {
  lines = new EventSource("/events");
  lines.addEventListener("state", (event) => show(JSON.parse(event.data)));
  lines.addEventListener("sound", (event) => hear(JSON.parse(event.data)));
  lines.addEventListener("open", () => notice(""));
  lines.addEventListener("error", () => {
    if (state && state.over) return;
    if (lines.readyState === EventSource.CLOSED) return out();
    notice("Connection lost. Trying again…");
  });
}

function out() {
  body.classList.add("out");
  notice("This page is no longer connected. To open it again, use the newest code or address from routine-timer.");
}

for (const button of document.querySelectorAll("[data-control]"))
  button.addEventListener("click", async () => {
    const answer = await post("/do", button.dataset.control).catch(() => null);
    if (!answer) notice("That didn't arrive. Try again.");
  });

async function start() {
  const token = location.hash.slice(1);
  if (token) {
    history.replaceState(null, "", "/"); // out of the address bar and the browser's history
    const answer = await post("/join", token).catch(() => null);
    if (!answer || !answer.ok) return out();
  }
  awake.ask();
  follow();
}

start();
