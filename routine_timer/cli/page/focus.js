"use strict";
// The keyboard belongs to the app as soon as it paints; no click is needed first.
new MutationObserver(() => {
  const keyboard = document.querySelector(".xterm-helper-textarea");
  if (keyboard && document.body.classList.contains("-first-byte")) keyboard.focus();
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
