// Pointing the phone at a tab: frames of a shared tab, looked at until one shows a code.

import { decode, Refused } from './sandbox.js';

const PAUSE = 600;
const BLIND = new Set(['no_code_found', 'not_a_mini_program_code']);

/** Shows what it sees in `video`; gives what the first code says, or null if it was stopped. */
export async function point(video, signal) {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
  try {
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    const live = () => stream.getVideoTracks()[0].readyState === 'live' && !signal.aborted;
    while (live()) {
      const found = await look(video);
      if (found) {
        return found;
      }
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
    return null;
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    video.hidden = true;
  }
}

async function look(video) {
  try {
    return await decode(await png(video, video.videoWidth, video.videoHeight));
  } catch (refused) {
    if (refused instanceof Refused && BLIND.has(refused.code)) {
      return null;
    }
    throw refused;
  }
}

/** Whatever the browser can draw, as a PNG, which the sandbox can read. */
export function png(source, width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d').drawImage(source, 0, 0, width, height);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
