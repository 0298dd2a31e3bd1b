// Sets the theme before the first paint. A file of its own, so that a strict Content-Security-Policy holds.
(function () {
  // For a person who has not chosen: "light", "dark", or "system".
  var initial = "system";
  var theme = initial;
  try {
    theme = localStorage.getItem("theme") || initial;
  } catch (error) {
    // Storage can be blocked; everybody then sees the initial theme.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
